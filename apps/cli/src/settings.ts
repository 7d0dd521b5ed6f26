import { type Credentials, make } from "@codearts/client"
import { Config, Effect, Option, Redacted, Schema } from "effect"
import { Flag } from "effect/cli"
import { NoCredentials } from "./errors.ts"
import { contractFlags, textFlag } from "./flags.ts"
import { present } from "./present.ts"
import { Transport } from "./Transport.ts"

/** What every command that calls the API takes. */
export const connection = {
  ...contractFlags("listVpcepAccessControlRecords", ["region"]),
  endpoint: textFlag(
    "endpoint",
    Schema.String,
    "URL to send to in place of the region's host"
  ).pipe(Flag.optional)
}

/** The values of those flags. */
export interface Connection {
  readonly region: string
  readonly endpoint: Option.Option<string>
}

const variable = Effect.fnUntraced(function* (name: string) {
  const value = yield* Effect.orDie(Config.option(Config.String(name)))
  if (Option.exists(value, (text) => /\p{Cc}/u.test(text))) {
    return yield* new NoCredentials({
      message: `${name}: must not hold a line break or another control character`
    })
  }
  return value
})

const secret = (name: string) => Effect.map(variable(name), Option.map(Redacted.make))

const none = new NoCredentials({
  message: "no credentials: set HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK, or HW_AUTH_TOKEN"
})

const halfPair = (absent: string) =>
  new NoCredentials({ message: `half an access key: ${absent} is not set` })

/** Who calls: an access key, else a token. From the environment alone: others can read arguments. */
export const credentials: Effect.Effect<Credentials, NoCredentials> = Effect.gen(function* () {
  const accessKey = yield* variable("HUAWEICLOUD_SDK_AK")
  const secretKey = yield* secret("HUAWEICLOUD_SDK_SK")
  const scope = present({
    projectId: yield* variable("HUAWEICLOUD_SDK_PROJECT_ID"),
    domainId: yield* variable("HUAWEICLOUD_SDK_DOMAIN_ID")
  })
  if (Option.isSome(accessKey) && Option.isSome(secretKey)) {
    return {
      _tag: "AccessKey",
      accessKey: accessKey.value,
      secretKey: secretKey.value,
      ...present({ securityToken: yield* secret("HUAWEICLOUD_SDK_SECURITY_TOKEN") }),
      ...scope
    }
  }
  if (Option.isSome(accessKey)) return yield* halfPair("HUAWEICLOUD_SDK_SK")
  if (Option.isSome(secretKey)) return yield* halfPair("HUAWEICLOUD_SDK_AK")
  const token = yield* secret("HW_AUTH_TOKEN")
  return Option.isSome(token) ? { _tag: "Token", token: token.value, ...scope } : yield* none
})

/** A client for a command. */
export const connect = Effect.fnUntraced(function* ({ endpoint, region }: Connection) {
  const dispatcher = yield* Transport
  return yield* make({
    credentials: yield* credentials,
    region,
    ...present({ endpoint }),
    ...(dispatcher !== undefined && { dispatcher })
  })
})
