import { Effect } from "effect"
import { Usage } from "../errors.ts"
import { readFileNamed } from "./file.ts"

/** The seed in a file; a mistake names the file, the line and the rule. */
export const readSeed = Effect.fnUntraced(function* (name: string, path: string) {
  const text = yield* readFileNamed(name, path)
  const { parseSeed } = yield* Effect.promise(() => import("./embedded.ts"))
  return yield* parseSeed(text).pipe(
    Effect.mapError(
      ({ message }) =>
        new Usage({ message: `${path} is invalid`, mistakes: message.split("\n").slice(1) })
    )
  )
})
