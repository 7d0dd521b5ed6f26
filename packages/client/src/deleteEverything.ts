import type { InvalidRequest } from "@codearts/api"
import { Array as Arr, Effect } from "effect"
import { deleteEntries, type Deleter } from "./deleteEntries.ts"
import type { DeletionResult } from "./DeletionResult.ts"
import type { Failure } from "./errors.ts"
import type { IncompleteListing } from "./IncompleteListing.ts"
import { listAll } from "./listAll.ts"

/** Whose entries go, and in which region. */
export interface Everything {
  readonly region: string
  readonly enterprise_id: string
}

/**
 * Deletes EVERY entry of a tenant in a region: the list is read, then deleted by its ids. After that
 * no VPC endpoint of the region may reach the tenant, and the API has no way to add one back.
 */
export const deleteEverything = Effect.fnUntraced(function* (
  client: Deleter,
  { enterprise_id, region }: Everything
): Effect.fn.Return<DeletionResult, Failure | IncompleteListing | InvalidRequest> {
  const { data } = yield* listAll(client, { enterprise_id, region })
  const vpceps = data.vpceps
    .filter((entry) => (entry.region ?? region) === region)
    .map(({ vpcep_id }) => ({ vpcep_id }))
  return Arr.isReadonlyArrayNonEmpty(vpceps)
    ? yield* deleteEntries(client, { enterprise_id, region, vpceps })
    : { outcomes: [], remaining: [] }
})
