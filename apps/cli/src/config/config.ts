import { Command } from "effect/cli"
import { show } from "./show.ts"

/** `codearts config` */
export const config = Command.make("config").pipe(
  Command.withShortDescription("The settings that commands use, and where they are from"),
  Command.withDescription("The settings that commands use, and where each is from."),
  Command.withSubcommands([show])
)
