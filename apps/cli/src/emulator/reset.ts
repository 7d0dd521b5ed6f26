import { Effect } from "effect"
import { Command } from "effect/cli"
import { columns } from "../columns.ts"
import { outputs } from "../outputs.ts"
import { adminConnection, connectAdmin } from "./admin.ts"
import { showState } from "./showState.ts"

/** `codearts emulator reset`: back to the seed. */
export const reset = Command.make(
  "reset",
  { ...adminConnection, ...outputs(columns.tenants) },
  Effect.fnUntraced(function* (given) {
    const admin = yield* connectAdmin(given)
    yield* admin.reset()
    yield* showState(yield* admin.readState(), given)
  })
).pipe(
  Command.withDescription(
    "Put the emulator back to its seed: the store, the memory of replays and failures, the clock, the switches, and no faults"
  ),
  Command.withExamples([
    { command: "codearts emulator reset", description: "Before the next test" }
  ])
)
