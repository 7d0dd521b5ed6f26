import type { CredentialChain } from "@codearts/client"
import { Effect, Redacted } from "effect"
import { NoAccessKey } from "../errors.ts"

const needed = "signing needs an access key: set HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK"

/** The access key that a chain finds, its secret laid open for the one who signs. */
export const accessKey = Effect.fnUntraced(function* (chain: CredentialChain) {
  const { credentials } = yield* chain.find
  if (credentials._tag !== "AccessKey") return yield* new NoAccessKey({ message: needed })
  const { accessKey, secretKey, securityToken } = credentials
  return {
    accessKey,
    secretKey: Redacted.value(secretKey),
    ...(securityToken && { securityToken: Redacted.value(securityToken) })
  }
})
