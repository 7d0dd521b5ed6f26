import { Command } from "effect/cli"
import { explain } from "./explain.ts"

/** `codearts status` */
export const status = Command.make("status").pipe(
  Command.withDescription("HTTP statuses, which need no network"),
  Command.withSubcommands([explain])
)
