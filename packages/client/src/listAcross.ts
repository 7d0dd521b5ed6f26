import type { VpceInfo } from "@codearts/api"
import { Effect } from "effect"
import type { Failure } from "./errors.ts"
import type { IncompleteListing } from "./IncompleteListing.ts"
import { listAll } from "./listAll.ts"
import type { Lister } from "./listPages.ts"

/** An entry, and whose it is. */
export interface TenantVpceInfo extends VpceInfo {
  readonly enterprise_id: string
}

/** Tenants, and the regions to ask about each of them. */
export interface AcrossInput {
  readonly enterprise_ids: ReadonlyArray<string>
  readonly regions: ReadonlyArray<string>
  /** Lists under way at one time; 4 by default. */
  readonly concurrency?: number
}

const keyOf = ({ enterprise_id, region, vpcep_id }: TenantVpceInfo) =>
  JSON.stringify([enterprise_id, region, vpcep_id])

/**
 * Every entry of several tenants as several regions tell it, each once: a region may answer the
 * entries of all, or its own alone. It fails with the first list that cannot be read whole.
 */
export const listAcross = Effect.fnUntraced(function* (
  client: Lister,
  { concurrency = 4, enterprise_ids, regions }: AcrossInput
): Effect.fn.Return<ReadonlyArray<TenantVpceInfo>, Failure | IncompleteListing> {
  const lists = enterprise_ids.flatMap((enterprise_id) =>
    regions.map((region) => ({ enterprise_id, region }))
  )
  const found = yield* Effect.forEach(
    lists,
    (list) =>
      Effect.map(listAll(client, list), ({ data }) =>
        data.vpceps.map((vpcep): TenantVpceInfo => ({
          ...vpcep,
          enterprise_id: list.enterprise_id
        }))
      ),
    { concurrency }
  )
  return [...new Map(found.flat().map((vpcep) => [keyOf(vpcep), vpcep])).values()]
})
