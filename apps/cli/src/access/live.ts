import { type AllowList, makeSnapshot, type Reading, type Snapshot } from "@codearts/access"
import { EnterpriseId, RegionId, regions } from "@codearts/api"
import { IncompleteListing, listAll, withRequestIds } from "@codearts/client"
import { Clock, Config, Effect, Option } from "effect"
import { Flag } from "effect/cli"
import { Usage } from "../errors.ts"
import { textFlag, variablesOf } from "../flags.ts"
import { report } from "../report.ts"
import { connection } from "../settings.ts"
import { Terminal } from "../Terminal.ts"
import { tool } from "./documents.ts"
import { profileFlag, profileOf, Profiles } from "./profiles.ts"
import { sharingPool, tenantClient } from "./tenantClient.ts"

/** What commands take that read lists as they are. */
export const liveFlags = {
  "enterprise-id": Flag.String("enterprise-id").pipe(
    Flag.withSchema(EnterpriseId),
    Flag.withDescription(
      "Id of a tenant; may be repeated; else those of the profiles, else CODEARTS_ENTERPRISE_ID, else every tenant of the allow-list"
    ),
    Flag.atLeast(0)
  ),
  region: Flag.optional(
    textFlag("region", RegionId, "Region to ask through, which answers every region's entries")
  ),
  "all-regions": Flag.Boolean("all-regions").pipe(
    Flag.withDescription(
      "Ask through every region that the allow-list names for the tenant; without an allow-list, of the vendor's table"
    ),
    Flag.withDefault(false)
  ),
  profile: profileFlag,
  endpoint: connection.endpoint
}

/** The values of those flags. */
export interface LiveGiven {
  readonly "enterprise-id": ReadonlyArray<string>
  readonly region: Option.Option<string>
  readonly "all-regions": boolean
  readonly endpoint: Option.Option<string>
}

/** Whose list is asked for, and through which region. */
export interface Ask {
  readonly enterprise_id: string
  readonly region: string
}

const tenantsOf = Effect.fnUntraced(function* (given: LiveGiven, list: AllowList | undefined) {
  if (given["enterprise-id"].length > 0) return [...new Set(given["enterprise-id"])]
  const profiles = yield* Profiles
  const own = profiles.flatMap(({ settings }) => settings.enterprise_id ?? [])
  if (own.length > 0) return own
  const variable = yield* Effect.orDie(Config.option(Config.String("CODEARTS_ENTERPRISE_ID")))
  if (Option.isSome(variable)) return [variable.value]
  const named = list?.tenants.map(({ enterprise_id }) => enterprise_id) ?? []
  if (named.length > 0) return named
  return yield* new Usage({
    message:
      "no tenant: give --enterprise-id, give a --profile with an enterprise_id, set CODEARTS_ENTERPRISE_ID, or give an --allow-list that names tenants"
  })
})

const noRegion = new Usage({
  message: `--region is required: give it, set ${variablesOf("region").join(" or ")}, name one in the profile, or give --all-regions`
})

const everyRegion = (enterprise_id: string, list: AllowList | undefined) => {
  if (list === undefined) return Effect.succeed(regions.map(({ id }) => id))
  const own = list.tenants.find((tenant) => tenant.enterprise_id === enterprise_id)?.regions ?? []
  return own.length > 0
    ? Effect.succeed(own.map(({ region }) => region))
    : new Usage({ message: `--all-regions: the allow-list names no region of ${enterprise_id}` })
}

const oneRegion = Effect.fnUntraced(function* (enterprise_id: string, given: LiveGiven) {
  const profile = profileOf(yield* Profiles, enterprise_id)
  const region = Option.getOrUndefined(given.region) ?? profile?.settings.region
  return region === undefined ? yield* noRegion : [region]
})

/** What the flags ask to be read. */
export const asksOf = Effect.fnUntraced(function* (given: LiveGiven, list?: AllowList) {
  const tenants = yield* tenantsOf(given, list)
  const asks = yield* Effect.forEach(
    tenants,
    Effect.fnUntraced(function* (enterprise_id) {
      const names = given["all-regions"]
        ? yield* everyRegion(enterprise_id, list)
        : yield* oneRegion(enterprise_id, given)
      return names.map((region): Ask => ({ enterprise_id, region }))
    })
  )
  return asks.flat()
})

/** Lists read at once: enough to hide the way there and back, few enough for the API's limits. */
const concurrency = 4

const readingOf = (endpoint: Option.Option<string>) =>
  Effect.fnUntraced(function* ({ enterprise_id, region }: Ask) {
    const client = yield* tenantClient(enterprise_id, { region, endpoint })
    const started = new Date(yield* Clock.currentTimeMillis)
    const { request_ids, value } = yield* withRequestIds(listAll(client, { enterprise_id, region }))
    const ended = new Date(yield* Clock.currentTimeMillis)
    return {
      enterprise_id,
      region,
      total: value.total,
      vpceps: value.data.vpceps,
      request_ids,
      started,
      ended
    } satisfies Reading
  })

/** Which list could not be read, for the failure itself does not say; and how many have been. */
const followed = (asked: number) => {
  let done = 0
  return <A, E, R>({ enterprise_id, region }: Ask, reading: Effect.Effect<A, E, R>) =>
    reading.pipe(
      Effect.tapError(() => report(`the list of ${enterprise_id} through ${region}:`)),
      Effect.tap(
        Effect.fnUntraced(function* () {
          const { stderrIsTerminal = false } = yield* Terminal
          done += 1
          if (stderrIsTerminal && asked > 1) yield* report(`${done} of ${asked} lists read`)
        })
      )
    )
}

/** The lists as they are, whole, or a failure: one list that cannot be told whole fails them all. */
export const readLive = Effect.fnUntraced(function* (
  asks: ReadonlyArray<Ask>,
  endpoint: Option.Option<string>
) {
  const [read, follow] = [readingOf(endpoint), followed(asks.length)]
  const readings = yield* sharingPool(
    Effect.forEach(asks, (ask) => follow(ask, read(ask)), { concurrency })
  )
  const snapshot: Snapshot = yield* Effect.fromResult(makeSnapshot(readings, tool())).pipe(
    Effect.mapError(
      ({ reason }) =>
        new IncompleteListing({
          reason,
          entries: readings.flatMap(({ vpceps }) => vpceps),
          total: readings.reduce((sum, { total }) => sum + total, 0)
        })
    )
  )
  return snapshot
})
