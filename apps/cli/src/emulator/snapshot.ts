import { Console, Effect, Option } from "effect"
import { Argument, Command } from "effect/cli"
import { writeFile } from "node:fs/promises"
import { Usage } from "../errors.ts"
import { printableJson } from "../printable.ts"
import { report } from "../report.ts"
import { adminConnection, connectAdmin } from "./admin.ts"

const file = Argument.String("file").pipe(
  Argument.withDescription("File to write, for you alone to read; stdout when absent"),
  Argument.optional
)

const write = (path: string, text: string) =>
  Effect.tryPromise({
    // One that is there keeps its mode, and its content until somebody removes it.
    try: () => writeFile(path, text, { flag: "wx", mode: 0o600 }),
    catch: (cause) =>
      new Usage({
        message:
          cause instanceof Error && "code" in cause && cause.code === "EEXIST"
            ? `<file>: ${path} is there already`
            : `<file>: cannot write ${path}`
      })
  })

/** `codearts emulator snapshot`: the whole store, to be restored later. */
export const snapshot = Command.make(
  "snapshot",
  { file, ...adminConnection },
  Effect.fnUntraced(function* (given) {
    const admin = yield* connectAdmin(given)
    const json = printableJson(yield* admin.takeSnapshot())
    if (Option.isNone(given.file)) return yield* Console.log(json)
    yield* write(given.file.value, `${json}\n`)
    yield* report(`written to ${given.file.value}; it holds secret keys`)
  })
).pipe(
  Command.withDescription(
    "Write the whole store as JSON, with secret keys and password hashes, to be restored later"
  ),
  Command.withExamples([
    { command: "codearts emulator snapshot before.json", description: "Keep the store in a file" }
  ])
)
