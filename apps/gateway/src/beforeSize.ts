import { lead, type RefusalFields, wrongMethod } from "@codearts/admission"
import type { RefusedHead } from "@codearts/ingress"
import { Effect, Result } from "effect"
import { leadTwin } from "./deletion/twin.ts"
import { isOwnPage } from "./ownPage.ts"

const nothing = () => Effect.succeed(undefined)

const leadAt = (head: RefusedHead) => {
  if (isOwnPage(head.path))
    return head.method === "GET" ? nothing() : wrongMethod(head.method, ["GET", "OPTIONS"])
  return leadTwin(head, nothing) ?? lead(head, nothing)
}

/**
 * The refusal that comes first: what is sent to an address that is none, or by a method that it does
 * not have, is refused for that, however large its body; which nobody reads either way.
 */
export const beforeSize = (
  refusal: RefusalFields,
  head: RefusedHead | undefined
): RefusalFields => {
  if (refusal.status !== 413 || head === undefined) return refusal
  return Result.match(Effect.runSync(Effect.result(leadAt(head))), {
    onFailure: (earlier) => earlier,
    onSuccess: () => refusal
  })
}
