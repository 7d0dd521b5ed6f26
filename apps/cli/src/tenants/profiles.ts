import {
  type CredentialChain,
  credentialChain,
  localSources,
  type ProfileSettings,
  readProfile
} from "@codearts/client"
import { Config, Context, Effect } from "effect"
import { Flag } from "effect/cli"
import { homedir } from "node:os"
import { Usage } from "../errors.ts"

/** `--profile`, as often as there are accounts. */
export const profileFlag = Flag.String("profile").pipe(
  Flag.withDescription(
    "Profile to act by; may be repeated: each speaks for the tenant that its enterprise_id names, one without for all others"
  ),
  Flag.atLeast(0)
)

/** Who speaks for a tenant: a profile of the user's, as far as it says. */
export interface Profile {
  readonly name: string
  readonly settings: ProfileSettings
  readonly credentials: CredentialChain
}

/** The profiles that speak for tenants; none where the environment speaks for all of them. */
export const Profiles = Context.Reference<ReadonlyArray<Profile>>(
  "@codearts/cli/tenants/Profiles",
  {
    defaultValue: () => []
  }
)

const text = (name: string, otherwise = "") =>
  Effect.orDie(Config.String(name).pipe(Config.withDefault(otherwise)))

const open = Effect.fnUntraced(function* (name: string) {
  const home = yield* text("HOME", homedir())
  const environment = {
    CODEARTS_PROFILE: name,
    XDG_CONFIG_HOME: yield* text("XDG_CONFIG_HOME")
  }
  const { settings } = yield* readProfile(environment, home).pipe(
    Effect.mapError(({ message }) => new Usage({ message: `--profile ${name}: ${message}` }))
  )
  // Nobody else answers for a profile that was named: that would be another account.
  const own = localSources({ environment, home }).filter((source) => source.name === "profile")
  return { name, settings, credentials: credentialChain(own) } satisfies Profile
})

/** Two that speak for one tenant, which nobody could choose between. */
const rivals = (profiles: ReadonlyArray<Profile>) =>
  [...Map.groupBy(profiles, ({ settings }) => settings.enterprise_id).values()].find(
    ({ length }) => length > 1
  )

const opened = Effect.fnUntraced(function* (names: ReadonlyArray<string>) {
  const profiles = yield* Effect.forEach([...new Set(names)], open)
  const rival = rivals(profiles)
  if (rival === undefined) return profiles
  const tenant = rival[0]?.settings.enterprise_id
  return yield* new Usage({
    message: `--profile: ${rival.map(({ name }) => name).join(" and ")} ${
      tenant === undefined ? "name no enterprise_id" : `both name the enterprise_id ${tenant}`
    }, and only one profile can; set it in config.yaml`
  })
})

/** The profile that speaks for a tenant. */
export const profileOf = (
  profiles: ReadonlyArray<Profile>,
  enterprise_id: string
): Profile | undefined =>
  profiles.find(({ settings }) => settings.enterprise_id === enterprise_id) ??
  profiles.find(({ settings }) => settings.enterprise_id === undefined)

/** An effect for whose tenants the named profiles speak. */
export const actingBy =
  (names: ReadonlyArray<string>) =>
  <A, E, R>(effect: Effect.Effect<A, E, R>) =>
    Effect.provideServiceEffect(effect, Profiles, opened(names))
