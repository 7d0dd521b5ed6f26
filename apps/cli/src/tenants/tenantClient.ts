import { makePool } from "@codearts/client"
import { Config, ConfigProvider, Effect, Option } from "effect"
import { Usage } from "../errors.ts"
import { connect, type Connection } from "../settings.ts"
import { Transport } from "../Transport.ts"
import { profileOf, Profiles } from "./profiles.ts"

const isSet = (name: string) =>
  Effect.map(Effect.orDie(Config.option(Config.String(name))), Option.isSome)

/**
 * An access key acts for one account, so several tenants need several: HUAWEICLOUD_SDK_AK_{enterprise_id}
 * and the like stand before the plain variables, all of them or none.
 */
const withCredentialsOf = Effect.fnUntraced(function* <A, E, R>(
  enterprise_id: string,
  effect: Effect.Effect<A, E, R>
) {
  const suffix = `_${enterprise_id.replaceAll("-", "_")}`
  const own =
    (yield* isSet(`HUAWEICLOUD_SDK_AK${suffix}`)) || (yield* isSet(`HW_AUTH_TOKEN${suffix}`))
  if (!own) return yield* effect
  return yield* Effect.updateService(
    effect,
    ConfigProvider.ConfigProvider,
    ConfigProvider.mapInput((path) => path.map((name) => `${name}${suffix}`))
  )
})

/** One pool for all that an effect sends, whoever it is for. */
export const sharingPool = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
  Effect.provideServiceEffect(
    effect,
    Transport,
    Effect.flatMap(Transport, (given) =>
      given === undefined ? makePool({}) : Effect.succeed(given)
    )
  )

/** A client for one tenant in one region, by the profile that speaks for it, else by the environment. */
export const tenantClient = Effect.fnUntraced(function* (
  enterprise_id: string,
  connection: Connection
) {
  const profiles = yield* Profiles
  if (profiles.length === 0) return yield* withCredentialsOf(enterprise_id, connect(connection))
  const profile = profileOf(profiles, enterprise_id)
  if (profile === undefined)
    return yield* new Usage({ message: `--profile: none of them speaks for ${enterprise_id}` })
  return yield* connect(connection, profile)
})
