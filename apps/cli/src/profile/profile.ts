import { Command } from "effect/cli"
import { importing } from "./import.ts"
import { list } from "./list.ts"
import { set } from "./set.ts"
import { show } from "./show.ts"
import { use } from "./use.ts"

/** `codearts profile` */
export const profile = Command.make("profile").pipe(
  Command.withShortDescription("Settings by name: region, tenant, endpoint, who calls"),
  Command.withDescription(
    "Settings by name, in ~/.config/codearts: region, tenant, endpoint, and where the credentials are."
  ),
  Command.withSubcommands([list, use, set, show, importing])
)
