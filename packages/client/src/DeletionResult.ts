import type { Deletion } from "./Client.ts"
import type { Failure } from "./errors.ts"
import type { IncompleteListing } from "./IncompleteListing.ts"

/** One entry to delete, as it is named. */
export type DeletionItem = Deletion["vpceps"][number]

/** Entries to delete, of one tenant in one region. */
export interface EntriesToDelete extends Deletion {
  readonly enterprise_id: string
}

/**
 * What became of an id: `deleted` by this call; `deletedEarlier`, gone after an attempt of this call
 * whose fate was unknown; `alreadyAbsent` when it was asked for the first time; `refused`, and still
 * there; `unknown`, neither seen to be gone nor sure to stay.
 */
export type Outcome = "deleted" | "deletedEarlier" | "alreadyAbsent" | "refused" | "unknown"

/** What became of one id, and what stood in the way. */
export interface DeletionOutcome {
  readonly vpcep_id: string
  readonly outcome: Outcome
  /** Why, where it was refused or is unknown. */
  readonly failure?: Failure | IncompleteListing
}

/** What became of a deletion, id by id. */
export interface DeletionResult {
  /** In the order the ids were named, without the remaining ones. */
  readonly outcomes: ReadonlyArray<DeletionOutcome>
  /** What was not asked for any more after a refusal: the list of a call that goes on from here. */
  readonly remaining: ReadonlyArray<DeletionItem>
}
