import { encodeRequest, type InvalidRequest } from "@codearts/api"
import { Array as Arr, Effect, Result } from "effect"
import { attemptDeletion } from "./attemptDeletion.ts"
import type { Client } from "./Client.ts"
import type {
  DeletionItem,
  DeletionOutcome,
  DeletionResult,
  EntriesToDelete
} from "./DeletionResult.ts"
import { readPresent } from "./readOutcomes.ts"

/** What a deletion needs of a client. */
export type Deleter = Pick<
  Client,
  "listVpcepAccessControlRecords" | "deleteVpcepAccessControlRecords"
>

/** As many ids as one request can look up again. */
const chunkSize = 30

/** How often a request is sent for one chunk at most. */
const mostRequests = 2

const idsOf = (items: ReadonlyArray<DeletionItem>) => items.map(({ vpcep_id }) => vpcep_id)

/** Deletes one chunk, and asks a second time at most for what is seen to be there still. */
const deleteChunk = Effect.fnUntraced(function* (client: Deleter, chunk: EntriesToDelete) {
  const outcomes = new Map<string, DeletionOutcome>()
  const settle = (ids: Iterable<string>, rest: Omit<DeletionOutcome, "vpcep_id">) => {
    for (const vpcep_id of ids) outcomes.set(vpcep_id, { vpcep_id, ...rest })
  }
  const { enterprise_id, region } = chunk
  let pending: ReadonlyArray<DeletionItem> = chunk.vpceps
  let mayBeUnderWay = false
  for (let requests = 1; Arr.isReadonlyArrayNonEmpty(pending); requests += 1) {
    const ids = idsOf(pending)
    const attempt = yield* attemptDeletion(client, { ...chunk, vpceps: pending })
    if (attempt.answer === "deleted") {
      settle(ids, { outcome: "deleted" })
      break
    }
    const { answer, failure } = attempt
    mayBeUnderWay ||= answer === "unclear"
    const unsettled = mayBeUnderWay ? "unknown" : "refused"
    settle(ids, { outcome: unsettled, failure })
    // Only a look at the list tells what became of each id: the whole request is refused for one.
    if (answer === "refused") break
    const present = yield* Effect.result(
      readPresent(client, { enterprise_id, region, vpcep_ids: ids })
    )
    if (Result.isFailure(present)) {
      settle(ids, { outcome: unsettled, failure: present.failure })
      break
    }
    const gone = ids.filter((id) => !present.success.has(id))
    settle(gone, { outcome: mayBeUnderWay ? "deletedEarlier" : "alreadyAbsent" })
    if (requests === mostRequests) break
    pending = pending.filter(({ vpcep_id }) => present.success.has(vpcep_id))
  }
  return [...outcomes.values()]
})

const isSettled = ({ outcome }: DeletionOutcome) => outcome !== "refused" && outcome !== "unknown"

const chunksOf = (deletion: EntriesToDelete) =>
  Arr.chunksOf(
    Arr.dedupeWith(deletion.vpceps, (a, b) => a.vpcep_id === b.vpcep_id),
    chunkSize
  ).map((vpceps): EntriesToDelete => ({ ...deletion, vpceps }))

/**
 * Deletes entries, however many, thirty a request, and tells what became of each: it fails only
 * where nothing can be sent at all. It stops after a request that leaves an id unsettled; `remaining`
 * is what a later call goes on with. It cannot be undone.
 */
export const deleteEntries = Effect.fnUntraced(function* (
  client: Deleter,
  deletion: EntriesToDelete
): Effect.fn.Return<DeletionResult, InvalidRequest> {
  const chunks = chunksOf(deletion)
  for (const chunk of chunks) {
    yield* Effect.fromResult(encodeRequest("deleteVpcepAccessControlRecords", chunk))
  }
  const outcomes: Array<DeletionOutcome> = []
  for (const [sent, chunk] of chunks.entries()) {
    const remaining = chunks.slice(sent).flatMap(({ vpceps }) => vpceps)
    if (!outcomes.every(isSettled)) return { outcomes, remaining }
    outcomes.push(...(yield* deleteChunk(client, chunk)))
  }
  return { outcomes, remaining: [] }
})
