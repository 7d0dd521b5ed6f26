import { type Authenticated, refuse } from "@codearts/admission"
import type { Input } from "@codearts/api"
import { Clock, Effect, Redacted } from "effect"
import { mayAdministerUsers } from "./authorize.ts"
import type { Caller } from "./Caller.ts"
import { describeToken } from "./describeToken.ts"
import { findToken } from "./token.ts"

// A token that ended, one of another account and one that never was look alike.
const find = Effect.fnUntraced(function* ({ enterprise_id }: Caller, subject: string) {
  const found = yield* findToken(subject)
  const now = yield* Clock.currentTimeMillis
  return found?.caller.enterprise_id === enterprise_id && Date.parse(found.expires_at) > now
    ? found
    : yield* refuse("UC.00011005", 404, "No such token")
})

/** Tells about a token: the caller's own, or one of the account to who may see its users. */
export const showToken = Effect.fnUntraced(function* (
  { caller }: Authenticated<Caller>,
  input: Input<"showToken">
) {
  const token = Redacted.value(input["x-subject-token"])
  const grant = yield* find(caller, token)
  const isOwn = grant.caller.user_id === caller.user_id
  if (!isOwn && !(yield* mayAdministerUsers(caller)))
    return yield* refuse("APIGW.0302", 403, "The token is another user's")
  return { token, body: yield* describeToken(grant, input.nocatalog === undefined) }
})
