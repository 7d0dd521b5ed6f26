import type { Answered, Chunk } from "@codearts/access"
import type { Client, Failure } from "@codearts/client"
import { Effect } from "effect"

type Answer = Omit<Answered, "event" | "chunk">

/** The code of a deletion that names an entry that is not there. */
const notFound = "UC.00011005"

const isUnclear = (failure: Failure) => {
  if (failure._tag === "NoAnswer") return failure.sent
  if (failure._tag === "UnreadableAnswer") return true
  // A server that fails, or answers another success than the documented one, says nothing of what it did.
  return "status" in failure && (failure.status >= 500 || failure.status < 300)
}

const answerOf = (failure: Failure): Answer => {
  const told = {
    detail: failure.message.slice(0, 500),
    ...("status" in failure && { status: failure.status }),
    ...("error_code" in failure && { error_code: failure.error_code }),
    ...("request_id" in failure &&
      failure.request_id !== undefined && { request_id: failure.request_id })
  }
  if (isUnclear(failure)) return { answer: "unclear", ...told }
  const absent = "error_code" in failure && failure.error_code === notFound
  return { answer: absent ? "absent" : "refused", ...told }
}

/** Deletes a chunk in one request, all of it or nothing, and says what the answer tells. */
export const deleteChunk = (
  client: Client,
  { enterprise_id, region, vpcep_ids }: Chunk
): Effect.Effect<Answer> =>
  client
    .deleteVpcepAccessControlRecords({
      enterprise_id,
      region,
      vpceps: vpcep_ids.map((vpcep_id) => ({ vpcep_id }))
    })
    .pipe(
      Effect.match({
        onFailure: answerOf,
        onSuccess: ({ status = "ok", total }): Answer =>
          status === "ok" && total === vpcep_ids.length
            ? { answer: "deleted" }
            : { answer: "unclear", detail: `the API says ${status}, ${total} deleted` }
      })
    )
