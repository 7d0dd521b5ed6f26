import { Command } from "effect/cli"
import { explain } from "./explain.ts"
import { list } from "./list.ts"
import { search } from "./search.ts"

/** `codearts error` */
export const error = Command.make("error").pipe(
  Command.withDescription("The catalog of error codes, which needs no network"),
  Command.withSubcommands([explain, list, search])
)
