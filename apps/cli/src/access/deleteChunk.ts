import type { Answered, Chunk } from "@codearts/access"
import { attemptDeletion, type Client, type Failure, withRequestIds } from "@codearts/client"
import { Array as Arr, Effect } from "effect"

type Answer = Omit<Answered, "event" | "chunk">

const longest = 500

const toldBy = (outcome: Failure) => {
  const failure = outcome._tag === "OutcomeUnknown" ? outcome.cause : outcome
  return {
    detail: failure.message.slice(0, longest),
    ...("status" in failure && { status: failure.status }),
    ...("error_code" in failure && { error_code: failure.error_code })
  }
}

/** Deletes a chunk in one request, all of it or nothing, and says what the answer tells. */
export const deleteChunk = Effect.fnUntraced(function* (
  client: Client,
  { enterprise_id, region, vpcep_ids }: Chunk
): Effect.fn.Return<Answer> {
  const vpceps = vpcep_ids.map((vpcep_id) => ({ vpcep_id }))
  if (!Arr.isReadonlyArrayNonEmpty(vpceps))
    return yield* Effect.die(new Error("A chunk names at least one entry"))
  const deletion = { enterprise_id, region, vpceps }
  const { request_ids, value } = yield* withRequestIds(attemptDeletion(client, deletion))
  const request_id = request_ids.at(-1)
  return {
    answer: value.answer,
    ...(value.answer !== "deleted" && toldBy(value.failure)),
    ...(request_id !== undefined && { request_id })
  }
})
