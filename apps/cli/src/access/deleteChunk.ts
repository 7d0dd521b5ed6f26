import type { Answered, Chunk } from "@codearts/access"
import type { Client, Failure } from "@codearts/client"
import { Array as Arr, Effect } from "effect"

type Answer = Omit<Answered, "event" | "chunk">

/** The code of a deletion that names an entry that is not there. */
const notFound = "UC.00011005"

/** What came in place of an answer, and whether the deletion may have been carried out. */
const toldBy = (failure: Failure) =>
  failure._tag === "OutcomeUnknown"
    ? { unclear: true, failure: failure.cause }
    : { unclear: failure._tag === "UnreadableAnswer", failure }

const answerOf = (outcome: Failure): Answer => {
  const { failure, unclear } = toldBy(outcome)
  const told = {
    detail: failure.message.slice(0, 500),
    ...("status" in failure && { status: failure.status }),
    ...("error_code" in failure && { error_code: failure.error_code }),
    ...("request_id" in failure &&
      failure.request_id !== undefined && { request_id: failure.request_id })
  }
  if (unclear) return { answer: "unclear", ...told }
  const absent = "error_code" in failure && failure.error_code === notFound
  return { answer: absent ? "absent" : "refused", ...told }
}

/** Deletes a chunk in one request, all of it or nothing, and says what the answer tells. */
export const deleteChunk = Effect.fnUntraced(function* (
  client: Client,
  { enterprise_id, region, vpcep_ids }: Chunk
) {
  const vpceps = vpcep_ids.map((vpcep_id) => ({ vpcep_id }))
  if (!Arr.isReadonlyArrayNonEmpty(vpceps))
    return yield* Effect.die(new Error("A chunk names at least one entry"))
  const deletion = client.deleteVpcepAccessControlRecords({ enterprise_id, region, vpceps })
  return yield* Effect.match(deletion, {
    onFailure: answerOf,
    onSuccess: ({ status = "ok", total }): Answer =>
      status === "ok" && total === vpceps.length
        ? { answer: "deleted" }
        : { answer: "unclear", detail: `the API says ${status}, ${total} deleted` }
  })
})
