import type { Credentials } from "@codearts/signing"
import { Effect, Redacted } from "effect"
import { NoCredentials } from "../errors.ts"
import { credentials } from "../settings.ts"

/** The access key, its secret laid open for the one who signs. */
export const accessKey: Effect.Effect<Credentials, NoCredentials> = Effect.flatMap(
  credentials,
  (found) =>
    found._tag === "AccessKey"
      ? Effect.succeed({
          accessKey: found.accessKey,
          secretKey: Redacted.value(found.secretKey),
          ...(found.securityToken && { securityToken: Redacted.value(found.securityToken) })
        })
      : Effect.fail(
          new NoCredentials({
            message: "signing needs an access key: set HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK"
          })
        )
)
