import { type AllowList, makeSnapshot, type Reading, type Snapshot } from "@codearts/access"
import { regions } from "@codearts/api"
import { IncompleteListing, listAll, withRequestIds } from "@codearts/client"
import { Clock, Effect, type Option } from "effect"
import { Flag } from "effect/cli"
import { Usage } from "../errors.ts"
import { report } from "../report.ts"
import {
  type Ask,
  askFlags,
  type AskGiven,
  currentTenant,
  listOf,
  regionFor,
  tenantsFlag,
  tenantsGiven
} from "../tenants/asks.ts"
import { tool } from "./documents.ts"
import { readLists } from "../tenants/readLists.ts"
import { tenantClient } from "../tenants/tenantClient.ts"

/** What commands take that read lists as they are. */
export const liveFlags = {
  "enterprise-id": tenantsFlag("every tenant of the allow-list"),
  ...askFlags,
  "all-regions": Flag.Boolean("all-regions").pipe(
    Flag.withDescription(
      "Ask through every region that the allow-list names for the tenant; without an allow-list, of the vendor's table"
    ),
    Flag.withDefault(false)
  )
}

/** The values of those flags. */
export interface LiveGiven extends AskGiven {
  readonly "all-regions": boolean
}

const tenantsOf = Effect.fnUntraced(function* (given: LiveGiven, list: AllowList | undefined) {
  const own = yield* tenantsGiven(given)
  if (own.length > 0) return own
  const named = list?.tenants.map(({ enterprise_id }) => enterprise_id) ?? []
  if (named.length > 0) return named
  const current = yield* currentTenant
  if (current.length > 0) return current
  return yield* new Usage({
    message:
      "no tenant: give --enterprise-id, give a --profile with an enterprise_id, set CODEARTS_ENTERPRISE_ID, or give an --allow-list that names tenants"
  })
})

const everyRegion = (enterprise_id: string, list: AllowList | undefined) => {
  if (list === undefined) return Effect.succeed(regions.map(({ id }) => id))
  const own = list.tenants.find((tenant) => tenant.enterprise_id === enterprise_id)?.regions ?? []
  return own.length > 0
    ? Effect.succeed(own.map(({ region }) => region))
    : new Usage({ message: `--all-regions: the allow-list names no region of ${enterprise_id}` })
}

/** What the flags ask to be read. */
export const asksOf = Effect.fnUntraced(function* (given: LiveGiven, list?: AllowList) {
  const tenants = yield* tenantsOf(given, list)
  const asks = yield* Effect.forEach(
    tenants,
    Effect.fnUntraced(function* (enterprise_id) {
      const names = given["all-regions"]
        ? yield* everyRegion(enterprise_id, list)
        : [yield* regionFor(enterprise_id, given)]
      return names.map((region): Ask => ({ enterprise_id, region }))
    })
  )
  return asks.flat()
})

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

/** The lists as they are, whole, or a failure: one list that cannot be told whole fails them all. */
export const readLive = Effect.fnUntraced(function* (
  asks: ReadonlyArray<Ask>,
  endpoint: Option.Option<string>
) {
  const read = readingOf(endpoint)
  // The failure itself does not say which list could not be read.
  const readings = yield* readLists(asks, (ask) =>
    Effect.tapError(read(ask), () => report(`${listOf(ask)}:`))
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
