import { maximum } from "@codearts/api"
import { Array as Arr, Effect, Stream } from "effect"
import type { Failure } from "./errors.ts"
import type { IncompleteListing } from "./IncompleteListing.ts"
import { type Lister, type ListInput, listPages, outOfReach, type Page } from "./listPages.ts"

/** How often a list that changed is read again, to be told whole after all. */
const mostReadings = 3

/** Pages as the one page they are parts of. */
const joined = (pages: ReadonlyArray<Page>): Page => {
  const vpceps = pages.flatMap(({ data }) => data.vpceps)
  const [first] = pages
  return {
    ...first,
    data: { ...first?.data, vpceps },
    offset: 0,
    limit: vpceps.length,
    total: vpceps.length
  }
}

/** One list, read again where it changed while it was read. */
const readWhole = (client: Lister, input: ListInput) =>
  Stream.runCollect(listPages(client, input)).pipe(
    Effect.map(joined),
    Effect.retry({
      times: mostReadings - 1,
      while: (failure) => failure._tag === "IncompleteListing" && failure.reason !== outOfReach
    })
  )

/** Lists of the ids, as many as one request takes in each; in the order of the whole. */
const batches = ({ sort = "asc", vpcep_ids, ...input }: ListInput): ReadonlyArray<ListInput> => {
  if (vpcep_ids === undefined || vpcep_ids.length <= maximum.vpcep_ids) {
    return [{ ...input, sort, ...(vpcep_ids !== undefined && { vpcep_ids }) }]
  }
  const ids = [...new Set(vpcep_ids)].sort()
  const inOrder = sort.toLowerCase() === "asc" ? ids : ids.toReversed()
  return Arr.chunksOf(inOrder, maximum.vpcep_ids).map((each) => ({
    ...input,
    sort,
    vpcep_ids: each
  }))
}

/**
 * Every entry of a list, or a failure: never silently fewer. A list that changes under the reading
 * is read again, up to three times in all. Any number of `vpcep_ids` is looked up, thirty at a time.
 */
export const listAll = (
  client: Lister,
  input: ListInput
): Effect.Effect<Page, Failure | IncompleteListing> =>
  Effect.map(
    Effect.forEach(batches(input), (batch) => readWhole(client, batch)),
    joined
  )
