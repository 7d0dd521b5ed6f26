import {
  type Authenticated,
  bySignature,
  byToken,
  queryOf,
  refuse,
  type Refusal,
  refuseCredentials,
  refuseGlobalToken,
  type TokenGrant
} from "@codearts/admission"
import type { ReceivedRequest } from "@codearts/ingress"
import { Clock, Effect } from "effect"
import { idOf, isApiKey } from "./apiKey.ts"
import { ruleFor } from "./certificate.ts"
import type { Directory } from "./Directory.ts"
import { KeysUnavailable } from "./jwkSet.ts"
import { callerOfJwt } from "./jwt.ts"
import type { KnownCaller } from "./KnownCaller.ts"

/** Finds out who sends a request, or refuses it. */
export type Identify<Caller> = (
  request: ReceivedRequest
) => Effect.Effect<Authenticated<Caller>, Refusal>

/** Finds what a token that this gateway issued stands for. */
export type FindToken = (
  token: string
) => Effect.Effect<TokenGrant<KnownCaller> | undefined, Refusal>

/** What of a request may say who sends it. */
interface Sent {
  authorization: string | undefined
  token: string | undefined
  apiKey: string | undefined
}

// Each of them may come once; the listener sees to that.
const sentWith = ({ headers }: ReceivedRequest): Sent => {
  const sent: Sent = { authorization: undefined, token: undefined, apiKey: undefined }
  for (const [name, value] of headers) {
    if (name.length === 13 && name.toLowerCase() === "authorization") sent.authorization = value
    else if (name.length === 12 && name.toLowerCase() === "x-auth-token") sent.token = value
    else if (name.length === 9 && name.toLowerCase() === "x-api-key") sent.apiKey = value
  }
  return sent
}

const known = (request: ReceivedRequest, caller: KnownCaller) =>
  Effect.map(queryOf(request), (query): Authenticated<KnownCaller> => ({ caller, query }))

const unknown = (reason: string) => Effect.fail(refuseCredentials("APIGW.0301", reason))

const byApiKey = (request: ReceivedRequest, sent: string, { apiKeys }: Directory) => {
  const kept = apiKeys.get(idOf(sent))
  return isApiKey(sent, kept) && kept !== undefined
    ? known(request, kept.caller)
    : unknown("verify api key fail")
}

const bearer = /^Bearer +(\S+)$/iu

const keysUnavailable = () => refuse("KIT.0030", 503, undefined, [["Retry-After", "30"]])

const byJwt = Effect.fnUntraced(function* (
  request: ReceivedRequest,
  token: string,
  { issuers }: Directory
) {
  const now = yield* Clock.currentTimeMillis
  const caller = yield* Effect.tryPromise(() => callerOfJwt(issuers, token, now)).pipe(
    Effect.catch(({ cause }) =>
      cause instanceof KeysUnavailable ? Effect.fail(keysUnavailable()) : Effect.die(cause)
    )
  )
  return yield* caller === undefined ? unknown("verify bearer token fail") : known(request, caller)
})

const noCredentials =
  "x-auth-token not found, and no Authorization header either: send a token, or sign the request with SDK-HMAC-SHA256"

const several = () =>
  Effect.fail(
    refuseCredentials(
      "APIGW.0305",
      "send one of X-Auth-Token, Authorization, X-Api-Key and a client certificate, not several"
    )
  )

const one = (credential: unknown): number => (credential === undefined ? 0 : 1)

/**
 * Finds out who sends a request by the one credential that it has, whatever its kind; several are
 * refused whatever each is worth. A kind that no caller has is none: it is looked at by nobody.
 */
export const identifier =
  (directory: () => Directory, findToken: FindToken): Identify<KnownCaller> =>
  (request) => {
    const callers = directory()
    if (callers.anyone !== undefined) return known(request, callers.anyone)
    const { apiKey, authorization, token } = sentWith(request)
    const key = callers.apiKeys.size === 0 ? undefined : apiKey
    const certificate =
      request.peerCertificate === undefined
        ? undefined
        : ruleFor(callers.certificates, request.peerCertificate)
    if (one(key) + one(authorization) + one(token) + one(certificate) > 1) return several()
    if (token !== undefined) return byOwnToken(request, token, findToken)
    if (key !== undefined) return byApiKey(request, key, callers)
    if (certificate !== undefined) return known(request, certificate.caller)
    if (authorization === undefined) return unknown(noCredentials)
    const jwt = callers.issuers.size === 0 ? undefined : bearer.exec(authorization)?.[1]
    return jwt === undefined ? bySecretKey(request, callers) : byJwt(request, jwt, callers)
  }

const bySecretKey = (request: ReceivedRequest, { accessKeys, rotates }: Directory) =>
  bySignature(request, {
    accessKey: (name) => Effect.succeed(accessKeys.get(name)),
    rotates
  })

const byOwnToken = (request: ReceivedRequest, token: string, findToken: FindToken) =>
  Effect.tap(byToken(request, token, { token: findToken }), refuseGlobalToken)
