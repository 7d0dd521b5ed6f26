import { Command } from "effect/cli"
import { exportAudit } from "./export.ts"
import { verify } from "./verify.ts"

/** `codearts audit` */
export const audit = Command.make("audit").pipe(
  Command.withShortDescription("Export the audit of a gateway, and verify an export"),
  Command.withDescription(
    "What a gateway passed on and refused, row by row in a chain: export it from the gateway's admin listener, and verify an export without a network."
  ),
  Command.withSubcommands([exportAudit, verify])
)
