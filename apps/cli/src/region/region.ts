import { Command } from "effect/cli"
import { list } from "./list.ts"

/** `codearts region` */
export const region = Command.make("region").pipe(
  Command.withDescription("The regions of the vendor's table, which needs no network"),
  Command.withSubcommands([list])
)
