import { EnterpriseId, problemsOf, RegionId } from "@codearts/api"
import { Config, Effect, Option, Schema } from "effect"
import { Flag } from "effect/cli"
import { Usage } from "../errors.ts"
import { textFlag, variablesOf } from "../flags.ts"
import { profileValueOf } from "../profile.ts"
import { connection } from "../settings.ts"
import { profileFlag, profileOf, Profiles } from "./profiles.ts"

/** `--enterprise-id`, as often as there are tenants; `otherwise` is what stands in last of all. */
export const tenantsFlag = (otherwise: string) =>
  Flag.String("enterprise-id").pipe(
    Flag.withSchema(EnterpriseId),
    Flag.withDescription(
      `Id of a tenant, the same as its account id: 1 to 40 letters, digits, - or _; may be repeated; else those of the profiles; else CODEARTS_ENTERPRISE_ID; else ${otherwise}`
    ),
    Flag.atLeast(0)
  )

// What a profile says comes last, and of two profiles the one that speaks for the tenant comes first.
const regionFlag = textFlag(
  "region",
  RegionId,
  "", // said below
  variablesOf("region")
).pipe(
  Flag.withDescription(
    `Region to ask through, which answers every region's entries; else ${variablesOf("region").join("; else ")}; else region of the --profile; else region of the profile`
  )
)

/** What commands take that ask about tenants, each by the profile that speaks for it. */
export const askFlags = {
  region: Flag.optional(regionFlag),
  profile: profileFlag,
  endpoint: connection.endpoint
}

/** The values of those flags. */
export interface AskGiven {
  readonly "enterprise-id": ReadonlyArray<string>
  readonly region: Option.Option<string>
  readonly endpoint: Option.Option<string>
}

/** Whose list is asked for, and through which region. */
export interface Ask {
  readonly enterprise_id: string
  readonly region: string
}

/** What the environment or the current profile says for a flag, held to the rule of the flag. */
const settingIn = Effect.fnUntraced(function* <A>(name: string, schema: Schema.Codec<A, string>) {
  const text = yield* Config.option(Config.String(name)).pipe(
    Effect.mapError(({ message }) => new Usage({ message }))
  )
  if (Option.isNone(text)) return []
  const value = yield* Schema.decodeUnknownEffect(schema)(text.value).pipe(
    Effect.mapError(
      ({ issue }) =>
        new Usage({
          message: `${name}: ${problemsOf(issue)
            .map(({ rule }) => rule)
            .join("; ")}`
        })
    )
  )
  return [value]
})

/** The tenants that the command line names, else the profiles, else the environment; perhaps none. */
export const tenantsGiven = Effect.fnUntraced(function* (given: AskGiven) {
  if (given["enterprise-id"].length > 0) return [...new Set(given["enterprise-id"])]
  const profiles = yield* Profiles
  const own = profiles.flatMap(({ settings }) => settings.enterprise_id ?? [])
  return own.length > 0 ? own : yield* settingIn("CODEARTS_ENTERPRISE_ID", EnterpriseId)
})

const ofCurrentProfile = <A>(flag: string, schema: Schema.Codec<A, string>) =>
  Effect.map(
    Effect.forEach(profileValueOf(flag), (name) => settingIn(name, schema)),
    (found) => found.flat()
  )

/** The tenant of the current profile, if it names one. */
export const currentTenant = ofCurrentProfile("enterprise-id", EnterpriseId)

const noRegion = new Usage({
  message: `--region is required: give it, or set ${variablesOf("region").join(" or ")}, or the region of the profile`
})

/** The region to ask about a tenant through. */
export const regionFor = Effect.fnUntraced(function* (enterprise_id: string, given: AskGiven) {
  const profile = profileOf(yield* Profiles, enterprise_id)
  const named = Option.getOrUndefined(given.region) ?? profile?.settings.region
  const [region = named] = named === undefined ? yield* ofCurrentProfile("region", RegionId) : []
  return region === undefined ? yield* noRegion : region
})

/** How an ask is named to people. */
export const listOf = ({ enterprise_id, region }: Ask): string =>
  `the list of ${enterprise_id} through ${region}`
