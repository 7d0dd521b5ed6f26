import type { Credentials } from "@codearts/signing"
import { checkSecretKey } from "@codearts/signing"
import { Config, Effect, Option, Redacted, Schema } from "effect"
import { check } from "./check.ts"
import { AccessKeyName } from "./callers/callerSettings.ts"

const SecretKey = Schema.String.check(Schema.makeFilter(checkSecretKey))

// It would end while the gateway serves, and the cloud repeats it to callers when it refuses.
const NoToken = Schema.String.check(
  Schema.makeFilter(() => false, {
    expected: "unset: a gateway needs a permanent access key, a temporary one ends while it serves"
  })
)

const Environment = Schema.Struct({
  HUAWEICLOUD_SDK_AK: AccessKeyName,
  HUAWEICLOUD_SDK_SK: SecretKey,
  HUAWEICLOUD_SDK_SECURITY_TOKEN: Schema.optionalKey(NoToken)
})

const variable = Effect.fnUntraced(function* (name: string) {
  const value = yield* Effect.orDie(Config.option(Config.Redacted(name)))
  return Option.isNone(value) ? [] : [[name, Redacted.value(value.value)]]
})

/** The key under which a remote upstream is used, from the environment as the official SDKs read it. */
export const upstreamKey = Effect.gen(function* () {
  const set = yield* Effect.forEach(Object.keys(Environment.fields), variable)
  const { HUAWEICLOUD_SDK_AK: accessKey, HUAWEICLOUD_SDK_SK: secretKey } = yield* check(
    Environment,
    Object.fromEntries(set.flat())
  )
  const credentials: Credentials = { accessKey, secretKey }
  return credentials
})
