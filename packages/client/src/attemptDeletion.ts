import { Effect } from "effect"
import type { Client } from "./Client.ts"
import type { EntriesToDelete } from "./DeletionResult.ts"
import { type Failure, OutcomeUnknown, UnreadableAnswer } from "./errors.ts"

/**
 * What one request to delete told: all of it is gone; it stands, all of it; one of its ids is not in
 * the list, so all of it stands; or nobody can tell.
 */
export type Attempt =
  | { readonly answer: "deleted" }
  | { readonly answer: "refused" | "absent" | "unclear"; readonly failure: Failure }

const otherTotal = (total: number, asked: number) =>
  new OutcomeUnknown({
    cause: new UnreadableAnswer({
      status: 200,
      problems: [{ field: "total", rule: `is ${total} where ${asked} were to be deleted` }]
    })
  })

const failed = (failure: Failure): Attempt => {
  if (failure._tag === "OutcomeUnknown") return { answer: "unclear", failure }
  const absent = failure._tag === "NotFound" && failure.error_code === "UC.00011005"
  return { answer: absent ? "absent" : "refused", failure }
}

/** Sends one request to delete, of at most a hundred entries, and says what its answer tells. */
export const attemptDeletion = (
  client: Pick<Client, "deleteVpcepAccessControlRecords">,
  deletion: EntriesToDelete
): Effect.Effect<Attempt> =>
  Effect.match(client.deleteVpcepAccessControlRecords(deletion), {
    onFailure: failed,
    onSuccess: ({ status = "ok", total }): Attempt =>
      status === "ok" && total === deletion.vpceps.length
        ? { answer: "deleted" }
        : failed(otherTotal(total, deletion.vpceps.length))
  })
