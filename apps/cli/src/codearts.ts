import { Command } from "effect/cli"
import { error } from "./error/error.ts"
import { sign } from "./sign.ts"
import { vpcep } from "./vpcep/vpcep.ts"

/** The whole command. */
export const codearts = Command.make("codearts").pipe(
  Command.withDescription(
    "Know which VPC endpoints may reach your CodeArts tenant, and remove the wrong ones.\n  Unofficial; not affiliated with Huawei."
  ),
  Command.withSubcommands([vpcep, error, sign])
)
