import { Effect } from "effect"
import { Command } from "effect/cli"
import { columns } from "../columns.ts"
import { outputs } from "../outputs.ts"
import { adminConnection, connectAdmin } from "./admin.ts"
import { showState } from "./showState.ts"

/** `codearts emulator state`: what the emulator holds. */
export const state = Command.make(
  "state",
  { ...adminConnection, ...outputs(columns.tenants) },
  Effect.fnUntraced(function* (given) {
    const admin = yield* connectAdmin(given)
    yield* showState(yield* admin.readState(), given)
  })
).pipe(
  Command.withDescription("Show the tenants of the emulator, and how much is theirs"),
  Command.withExamples([
    { command: "codearts emulator state", description: "A line a tenant" },
    {
      command: "codearts emulator state -o json | jq '.tenants[0].vpceps'",
      description: "All that is theirs, without secrets"
    }
  ])
)
