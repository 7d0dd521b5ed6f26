import { Effect } from "effect"
import { Argument, Command } from "effect/cli"
import { columns } from "../columns.ts"
import { outputs } from "../outputs.ts"
import { adminConnection, connectAdmin } from "./admin.ts"
import { readSeed } from "./seedFile.ts"
import { showState } from "./showState.ts"

const file = Argument.String("file").pipe(
  Argument.withDescription("Seed of YAML or JSON: docs/emulator-seed.schema.json")
)

/** `codearts emulator seed`: puts a seed in place of everything. */
export const seed = Command.make(
  "seed",
  { file, ...adminConnection, ...outputs(columns.tenants) },
  Effect.fnUntraced(function* (given) {
    const wanted = yield* readSeed("<file>", given.file)
    const admin = yield* connectAdmin(given)
    yield* admin.seed(wanted)
    yield* showState(yield* admin.readState(), given)
  })
).pipe(
  Command.withDescription(
    "Put a seed in place of everything the emulator holds; a reset goes back to it. A seed with a mistake changes nothing."
  ),
  Command.withExamples([
    { command: "codearts emulator seed tenants.yaml", description: "Start over with these tenants" }
  ])
)
