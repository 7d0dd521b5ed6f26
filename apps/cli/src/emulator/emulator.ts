import { Command } from "effect/cli"
import { clock } from "./clock.ts"
import { fault } from "./fault.ts"
import { reset } from "./reset.ts"
import { restore } from "./restore.ts"
import { seed } from "./seed.ts"
import { snapshot } from "./snapshot.ts"
import { start } from "./start.ts"
import { state } from "./state.ts"

/** `codearts emulator` */
export const emulator = Command.make("emulator").pipe(
  Command.withDescription(
    "The documented API served on this machine, and its admin API, which is an extension of ours"
  ),
  Command.withSubcommands([start, state, seed, reset, snapshot, restore, clock, fault])
)
