import { Effect } from "effect"
import { readFile } from "node:fs/promises"
import { Usage } from "../errors.ts"

/** The text of a file that an argument or a flag names. */
export const readFileNamed = (name: string, path: string) =>
  Effect.tryPromise({
    try: () => readFile(path, "utf8"),
    catch: () => new Usage({ message: `${name}: cannot read ${path}` })
  })
