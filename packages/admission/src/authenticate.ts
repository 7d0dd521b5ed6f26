import { header, type ReceivedRequest } from "@codearts/ingress"
import type * as Signing from "@codearts/signing"
import { readAuthorization, verify } from "@codearts/signing"
import { Clock, Effect } from "effect"
import type { Callers, OwnedAccessKey, TokenGrant } from "./callers.ts"
import { type Query, readQuery } from "./query.ts"
import { type Refusal, refuse, refuseCredentials } from "./refusal.ts"

/** By what a signed request is known when it comes a second time. */
export interface Submission {
  readonly access_key: string
  readonly signature: string
  readonly date: Date
}

/** A request whose sender is known. */
export interface Authenticated<Caller> {
  readonly caller: Caller
  /** Decoded the way that was verified. */
  readonly query: Query
  /** Where a token was sent. */
  readonly token?: TokenGrant<Caller>
  /** Where the request was signed. */
  readonly submission?: Submission
}

const reasonOf = ({ canonicalRequest = "", message, rule }: Signing.Refusal): string => {
  switch (rule) {
    case "signature-mismatch":
      return `${message}, canonicalRequest:${canonicalRequest.replaceAll("\n", "|")}`
    case "date-out-of-window":
      return `calc aksk signature fail:${message}`
    default:
      return message
  }
}

/** By the present secret or the previous one; what is wrong costs the same whichever a key has. */
const verifyOwned = <Caller>(
  request: ReceivedRequest,
  owned: OwnedAccessKey<Caller> | undefined,
  rotates: boolean,
  now: Date
) => {
  const verified = verify(request, owned?.key, now)
  return rotates && !verified.ok && verified.rule === "signature-mismatch"
    ? verify(request, owned?.previous, now)
    : verified
}

/** Who signed a request, whose `Authorization` is looked for. */
export const bySignature = Effect.fnUntraced(function* <Caller>(
  request: ReceivedRequest,
  callers: Pick<Callers<Caller>, "accessKey" | "rotates">
): Effect.fn.Return<Authenticated<Caller>, Refusal> {
  const claimed = readAuthorization(request.headers)
  if (!claimed.ok) return yield* refuseCredentials("APIGW.0301", reasonOf(claimed))
  const access_key = claimed.accessKey
  const owned = yield* callers.accessKey(access_key)
  const now = new Date(yield* Clock.currentTimeMillis)
  const verified = verifyOwned(request, owned, callers.rotates === true, now)
  if (!verified.ok) return yield* refuseCredentials("APIGW.0301", reasonOf(verified))
  if (owned === undefined) return yield* Effect.die(new Error("verified without a key"))
  const { date, query, signature } = verified
  return { caller: owned.caller, query, submission: { access_key, signature, date } }
})

/** The query of a request that nobody signed. */
export const queryOf = ({ query }: ReceivedRequest) =>
  readQuery(query).pipe(
    Effect.fromOption,
    Effect.mapError(() => refuse("APIGW.0201", 400, "The query is not percent-encoded UTF-8"))
  )

/** Whose token a request shows. */
export const byToken = Effect.fnUntraced(function* <Caller>(
  request: ReceivedRequest,
  sent: string,
  callers: Pick<Callers<Caller>, "token">
): Effect.fn.Return<Authenticated<Caller>, Refusal> {
  const token = yield* callers.token(sent)
  if (token === undefined) return yield* refuseCredentials("APIGW.0301", "decrypt token fail")
  const { caller, expires_at } = token
  if (Date.parse(expires_at) <= (yield* Clock.currentTimeMillis)) {
    return yield* refuseCredentials("APIGW.0301", `token expires, expires_at: ${expires_at}`)
  }
  return { caller, query: yield* queryOf(request), token }
})

const noCredentials =
  "x-auth-token not found, and no Authorization header either: send a token, or sign the request with SDK-HMAC-SHA256"

/**
 * Who sends a request, by its signature over the bytes received or by its token, never by both. An
 * unknown key, a disabled one and a wrong secret look and cost the same.
 */
export const authenticate = <Caller>(
  request: ReceivedRequest,
  callers: Callers<Caller>
): Effect.Effect<Authenticated<Caller>, Refusal> => {
  const token = header(request, "x-auth-token")
  const signed = header(request, "authorization") !== undefined
  if (token !== undefined) {
    return signed
      ? Effect.fail(refuseCredentials("APIGW.0305", "send X-Auth-Token or Authorization, not both"))
      : byToken(request, token, callers)
  }
  return signed
    ? bySignature(request, callers)
    : Effect.fail(refuseCredentials("APIGW.0301", noCredentials))
}
