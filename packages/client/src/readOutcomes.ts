import { Effect } from "effect"
import type { Failure } from "./errors.ts"
import type { IncompleteListing } from "./IncompleteListing.ts"
import { listAll } from "./listAll.ts"
import type { Lister } from "./listPages.ts"

/** Ids of one tenant's entries in one region. */
export interface Named {
  readonly region: string
  readonly enterprise_id: string
  readonly vpcep_ids: ReadonlyArray<string>
}

/** Which of the ids are on the list of the region, as it is now. */
export const readPresent = (client: Lister, named: Named) =>
  Effect.map(listAll(client, named), ({ data }) => {
    // The list is of every region; an entry that names none is of the one that answered.
    const here = data.vpceps.filter(({ region = named.region }) => region === named.region)
    return new Set(here.map(({ vpcep_id }) => vpcep_id))
  })

/**
 * What became of a deletion that ended in `OutcomeUnknown`, from the list as it is now. What is gone
 * is `deletedEarlier`; what is still there is `unknown`, since the request may yet be carried out.
 */
export const readOutcomes = (
  client: Lister,
  named: Named
): Effect.Effect<ReadonlyMap<string, "deletedEarlier" | "unknown">, Failure | IncompleteListing> =>
  Effect.map(
    readPresent(client, named),
    (present) =>
      new Map(named.vpcep_ids.map((id) => [id, present.has(id) ? "unknown" : "deletedEarlier"]))
  )
