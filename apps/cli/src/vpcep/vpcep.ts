import { Command } from "effect/cli"
import { remove } from "./delete.ts"
import { list } from "./list.ts"
import { show } from "./show.ts"

/** `codearts vpcep` */
export const vpcep = Command.make("vpcep").pipe(
  Command.withDescription("The VPC endpoints that may reach a tenant"),
  Command.withSubcommands([list, show, remove])
)
