import { type Credentials, make, type Options } from "@codearts/client"
import { Config, Effect, Option, Redacted, Schema } from "effect"
import { Flag } from "effect/cli"
import { RegionId } from "@codearts/api"
import { NoCredentials, Usage } from "./errors.ts"
import { present } from "./present.ts"
import { Transport } from "./Transport.ts"

/** `--region`, or where else it is said. */
export const region = Flag.String("region").pipe(
  Flag.withSchema(RegionId),
  Flag.withDescription(
    "Region the VPC endpoints are in; else CODEARTS_REGION, else HW_REGION_NAME"
  ),
  Flag.optional
)

/** `--endpoint`: another host, for a gateway or an emulator. */
export const endpoint = Flag.String("endpoint").pipe(
  Flag.withDescription("Send to this URL instead of the region's host; else CODEARTS_ENDPOINT"),
  Flag.optional
)

/** What every command that calls the API takes. */
export const connection = { region, endpoint }

/** The values of those flags. */
export interface Connection {
  readonly region: Option.Option<string>
  readonly endpoint: Option.Option<string>
}

const variable = (name: string) =>
  Config.option(Config.String(name)).pipe(
    Effect.orDie,
    Effect.map(Option.filter((value) => value !== ""))
  )

const secret = (name: string) => Effect.map(variable(name), Option.map(Redacted.make))

const firstOf = (given: Option.Option<string>, names: ReadonlyArray<string>) =>
  Effect.map(Effect.forEach(names, variable), (found) => Option.firstSomeOf([given, ...found]))

/** The region a command acts in: flag, then environment. */
export const regionOf = ({ region: given }: Pick<Connection, "region">) =>
  firstOf(given, ["CODEARTS_REGION", "HW_REGION_NAME"]).pipe(
    Effect.flatMap(
      Option.match({
        onNone: () =>
          Effect.fail(
            new Usage({
              message:
                "no region: give --region, or set CODEARTS_REGION or HW_REGION_NAME (for example ap-southeast-3)"
            })
          ),
        onSome: Effect.succeed
      })
    ),
    Effect.filterOrFail(
      Schema.is(RegionId),
      () => new Usage({ message: "region: must be 1 to 40 letters, digits or hyphens (-)" })
    )
  )

const missing = new NoCredentials({
  message: "no credentials: set HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK, or HW_AUTH_TOKEN"
})

const halfPair = (absent: string) =>
  new NoCredentials({ message: `half an access key: ${absent} is not set` })

/** Who calls, from the environment: an access key, else a token. Secrets are never read from arguments. */
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
  return Option.isSome(token) ? { _tag: "Token", token: token.value, ...scope } : yield* missing
})

/** A client for a command, and the region it acts in. */
export const connect = (given: Connection) =>
  Effect.gen(function* () {
    const region = yield* regionOf(given)
    const endpoint = yield* firstOf(given.endpoint, ["CODEARTS_ENDPOINT"])
    const dispatcher = yield* Transport
    const options: Options = {
      credentials: yield* credentials,
      region,
      ...present({ endpoint }),
      ...(dispatcher !== undefined && { dispatcher })
    }
    return { client: yield* make(options), region }
  })
