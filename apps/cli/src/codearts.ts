import { Command } from "effect/cli"
import { error } from "./error/error.ts"
import { sign } from "./sign.ts"
import { vpcep } from "./vpcep/vpcep.ts"

/** The whole command. */
export const codearts = Command.make("codearts").pipe(
  Command.withDescription(
    [
      "Know which VPC endpoints may reach your CodeArts tenant, and remove the wrong ones.",
      "Credentials come from the environment alone: HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK,",
      "with HUAWEICLOUD_SDK_SECURITY_TOKEN where they are temporary, or HW_AUTH_TOKEN.",
      "Unofficial; not affiliated with Huawei."
    ].join("\n  ")
  ),
  Command.withSubcommands([vpcep, error, sign]),
  Command.withExamples([
    { command: "codearts vpcep list", description: "Who may reach the tenant" },
    { command: "codearts error explain APIGW.0301", description: "What a refusal means" }
  ])
)
