import { header, type ReceivedRequest } from "@codearts/ingress"
import type * as Signing from "@codearts/signing"
import { readAuthorization, verify } from "@codearts/signing"
import { Clock, Effect } from "effect"
import type { Callers, TokenGrant } from "./callers.ts"
import { type Query, readQuery } from "./query.ts"
import { refuse, refuseCredentials } from "./refusal.ts"

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

const reasonOf = ({ canonicalRequest, message, rule }: Signing.Refusal): string => {
  if (rule === "signature-mismatch") {
    return `verify aksk signature fail, canonicalRequest:${(canonicalRequest ?? "").replaceAll("\n", "|")}`
  }
  return rule === "date-out-of-window" ? `calc aksk signature fail:${message}` : message
}

const bySignature = Effect.fnUntraced(function* <Caller>(
  request: ReceivedRequest,
  callers: Callers<Caller>
) {
  const claimed = readAuthorization(request.headers)
  if (!claimed.ok) return yield* refuseCredentials("APIGW.0301", reasonOf(claimed))
  const access_key = claimed.accessKey
  const owned = yield* callers.accessKey(access_key)
  const verified = verify(request, owned?.key, new Date(yield* Clock.currentTimeMillis))
  if (!verified.ok) return yield* refuseCredentials("APIGW.0301", reasonOf(verified))
  if (owned === undefined) return yield* Effect.die(new Error("verified without a key"))
  const { date, query, signature } = verified
  const authenticated: Authenticated<Caller> = {
    caller: owned.caller,
    query,
    submission: { access_key, signature, date }
  }
  return authenticated
})

const byToken = Effect.fnUntraced(function* <Caller>(
  request: ReceivedRequest,
  sent: string,
  callers: Callers<Caller>
) {
  const token = yield* callers.token(sent)
  if (token === undefined) return yield* refuseCredentials("APIGW.0301", "decrypt token fail")
  const { caller, expires_at } = token
  if (Date.parse(expires_at) <= (yield* Clock.currentTimeMillis)) {
    return yield* refuseCredentials("APIGW.0301", `token expires, expires_at: ${expires_at}`)
  }
  const query = yield* readQuery(request.query).pipe(
    Effect.fromOption,
    Effect.mapError(() => refuse("APIGW.0201", 400, "The query is not percent-encoded UTF-8"))
  )
  const authenticated: Authenticated<Caller> = { caller, query, token }
  return authenticated
})

/**
 * Who sends a request, by its signature over the bytes received or by its token, never by both. An
 * unknown key, a disabled one and a wrong secret look and cost the same.
 */
export const authenticate = <Caller>(request: ReceivedRequest, callers: Callers<Caller>) => {
  const token = header(request, "x-auth-token")
  const signed = header(request, "authorization") !== undefined
  if (signed && token !== undefined) {
    return refuseCredentials("APIGW.0305", "send X-Auth-Token or Authorization, not both")
  }
  if (token !== undefined) return byToken(request, token, callers)
  return signed
    ? bySignature(request, callers)
    : refuseCredentials(
        "APIGW.0301",
        "x-auth-token not found, and no Authorization header either: send a token, or sign the request with SDK-HMAC-SHA256"
      )
}
