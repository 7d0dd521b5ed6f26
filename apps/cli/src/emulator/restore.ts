import { Effect, Schema } from "effect"
import { Argument, Command } from "effect/cli"
import { Usage } from "../errors.ts"
import { columns } from "../columns.ts"
import { outputs } from "../outputs.ts"
import { adminConnection, connectAdmin } from "./admin.ts"
import { readFileNamed } from "./file.ts"
import { showState } from "./showState.ts"

const file = Argument.String("file").pipe(Argument.withDescription("What snapshot has written"))

const read = Effect.fnUntraced(function* (path: string) {
  const text = yield* readFileNamed("<file>", path)
  const { adminOperations } = yield* Effect.promise(() => import("@codearts/emulator/admin"))
  return yield* Schema.decodeEffect(Schema.fromJsonString(adminOperations.restore.input))(
    text
  ).pipe(Effect.mapError(() => new Usage({ message: `<file>: ${path} is no snapshot` })))
})

/** `codearts emulator restore`: puts a snapshot in place of the store. */
export const restore = Command.make(
  "restore",
  { file, ...adminConnection, ...outputs(columns.tenants) },
  Effect.fnUntraced(function* (given) {
    const wanted = yield* read(given.file)
    const admin = yield* connectAdmin(given)
    yield* admin.restore(wanted)
    yield* showState(yield* admin.readState(), given)
  })
).pipe(
  Command.withDescription(
    "Put a snapshot in place of the store, whole or not at all. One of an older version is read; one of a newer version is refused."
  ),
  Command.withExamples([
    { command: "codearts emulator restore before.json", description: "Back to that moment" }
  ])
)
