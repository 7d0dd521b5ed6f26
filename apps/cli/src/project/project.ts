import { Command } from "effect/cli"
import { list } from "./list.ts"

/** `codearts project` */
export const project = Command.make("project").pipe(
  Command.withDescription("The projects of the account, one for each region it uses"),
  Command.withSubcommands([list])
)
