import { Command } from "effect/cli"
import { access } from "./access/access.ts"
import { emulator } from "./emulator/emulator.ts"
import { error } from "./error/error.ts"
import { sign } from "./sign/sign.ts"
import { status } from "./status/status.ts"
import { vpcep } from "./vpcep/vpcep.ts"

/** The whole command. */
export const codearts = Command.make("codearts").pipe(
  Command.withDescription(
    [
      "Know which VPC endpoints may reach your CodeArts tenant; remove wrong ones.",
      "Credentials: HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK, or HW_AUTH_TOKEN.",
      "Unofficial; not affiliated with Huawei."
    ].join("\n  ")
  ),
  Command.withSubcommands([vpcep, access, error, status, sign, emulator])
)
