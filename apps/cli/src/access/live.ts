import { type AllowList, makeSnapshot, type Reading, type Snapshot } from "@codearts/access"
import { EnterpriseId, RegionId } from "@codearts/api"
import { IncompleteListing, listAll } from "@codearts/client"
import { Clock, Config, Effect, Option } from "effect"
import { Flag } from "effect/cli"
import { Usage } from "../errors.ts"
import { textFlag, variablesOf } from "../flags.ts"
import { connection } from "../settings.ts"
import { tool } from "./documents.ts"
import { sharingPool, tenantClient } from "./tenantClient.ts"

/** What commands take that read lists as they are. */
export const liveFlags = {
  "enterprise-id": Flag.String("enterprise-id").pipe(
    Flag.withSchema(EnterpriseId),
    Flag.withDescription(
      "Id of a tenant; may be repeated; else CODEARTS_ENTERPRISE_ID, else every tenant of the allow-list"
    ),
    Flag.atLeast(0)
  ),
  region: Flag.optional(
    textFlag("region", RegionId, "Region to ask through, which answers every region's entries")
  ),
  "all-regions": Flag.Boolean("all-regions").pipe(
    Flag.withDescription("Ask through every region that the allow-list names for the tenant"),
    Flag.withDefault(false)
  ),
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
  const variable = yield* Effect.orDie(Config.option(Config.String("CODEARTS_ENTERPRISE_ID")))
  if (Option.isSome(variable)) return [variable.value]
  const named = list?.tenants.map(({ enterprise_id }) => enterprise_id) ?? []
  if (named.length > 0) return named
  return yield* new Usage({
    message:
      "no tenant: give --enterprise-id, set CODEARTS_ENTERPRISE_ID, or name tenants in the allow-list"
  })
})

const noRegion = new Usage({
  message: `--region is required: give it, set ${variablesOf("region").join(" or ")}, or give --all-regions`
})

/** What the flags ask to be read. */
export const asksOf = Effect.fnUntraced(function* (given: LiveGiven, list?: AllowList) {
  const tenants = yield* tenantsOf(given, list)
  return yield* Effect.forEach(tenants, (enterprise_id) => {
    if (!given["all-regions"])
      return Option.match(given.region, {
        onNone: () => Effect.fail(noRegion),
        onSome: (region) => Effect.succeed([{ enterprise_id, region }])
      })
    const own = list?.tenants.find((tenant) => tenant.enterprise_id === enterprise_id)?.regions
    return own === undefined || own.length === 0
      ? Effect.fail(
          new Usage({
            message: `--all-regions: the allow-list names no region of ${enterprise_id}`
          })
        )
      : Effect.succeed(own.map(({ region }) => ({ enterprise_id, region })))
  }).pipe(Effect.map((asks) => asks.flat()))
})

/** Lists read at once: enough to hide the way there and back, few enough for the API's limits. */
const concurrency = 4

const readingOf = (endpoint: Option.Option<string>) =>
  Effect.fnUntraced(function* ({ enterprise_id, region }: Ask) {
    const { client, request_ids } = yield* tenantClient(enterprise_id, { region, endpoint })
    const started = new Date(yield* Clock.currentTimeMillis)
    const { data, total } = yield* listAll(client, { enterprise_id, region })
    const ended = new Date(yield* Clock.currentTimeMillis)
    return {
      enterprise_id,
      region,
      total,
      vpceps: data.vpceps,
      request_ids: [...request_ids],
      started,
      ended
    } satisfies Reading
  })

/** The lists as they are, whole, or a failure: one list that cannot be told whole fails them all. */
export const readLive = Effect.fnUntraced(function* (
  asks: ReadonlyArray<Ask>,
  endpoint: Option.Option<string>
) {
  const readings = yield* sharingPool(Effect.forEach(asks, readingOf(endpoint), { concurrency }))
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
