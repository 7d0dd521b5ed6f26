import { Command } from "effect/cli"
import { addFault } from "./faultAdd.ts"
import { clearFaults, listFaults } from "./faultList.ts"

/** `codearts emulator fault` */
export const fault = Command.make("fault").pipe(
  Command.withDescription("Have the emulator fail on purpose; no fault is set until one is added"),
  Command.withSubcommands([addFault, listFaults, clearFaults])
)
