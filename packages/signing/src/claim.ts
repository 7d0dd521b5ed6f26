import { readIndexed } from "./readAuthorization.ts"
import { checkCoverage, findLeftUnsigned } from "./coverage.ts"
import { type Header, indexHeaders } from "./headers.ts"
import { splitTarget, type Target } from "./reading.ts"
import {
  checkRequestLine,
  readDate,
  readPayloadHash,
  type ReceivedRequest
} from "./receivedRequest.ts"
import { type Refusal, refuse } from "./refusal.ts"
import type { SigningAlgorithm } from "./signingAlgorithm.ts"

/** What a request claims by its signature: all that can be judged without a key, judged. */
export interface Claim {
  readonly ok: true
  readonly algorithm: SigningAlgorithm
  readonly accessKey: string
  readonly scope: string
  readonly signature: string
  readonly signedHeaders: ReadonlyArray<string>
  /** The same as one text. */
  readonly names: string
  /** Arrived unsigned, which only a key with SDK compatibility allows. */
  readonly leftUnsigned: string | undefined
  readonly method: string
  readonly target: Target
  readonly headers: ReadonlyArray<Header>
  readonly payloadHash: string
  readonly timestamp: string
  readonly date: Date
  readonly securityToken: string
}

const checkScope = (claimed: string, expected: string): Refusal | undefined =>
  claimed === expected
    ? undefined
    : refuse("scoped-credential", `the credential must end in ${expected}`)

export const readClaim = (
  request: ReceivedRequest,
  now: Date,
  algorithm: SigningAlgorithm
): Claim | Refusal => {
  const received = indexHeaders(request.headers)
  const authorization = readIndexed(received, algorithm)
  if (!authorization.ok) return authorization
  const { accessKey, names, scope, signature, signedHeaders } = authorization
  const refusal = checkRequestLine(request) ?? checkCoverage(signedHeaders, received)
  if (refusal !== undefined) return refusal
  const date = readDate(received, now)
  if (!(date instanceof Date)) return date
  const outOfScope = checkScope(scope, algorithm.scope(received.values.get("x-sdk-date") ?? ""))
  if (outOfScope !== undefined) return outOfScope
  const payloadHash = readPayloadHash(received, request.body, algorithm)
  if (typeof payloadHash !== "string") return payloadHash

  const value = (name: string): string => received.values.get(name) ?? ""
  const headers: Array<Header> = []
  for (const name of signedHeaders) headers.push([name, value(name)])
  return {
    ok: true,
    algorithm,
    accessKey,
    scope,
    signature,
    signedHeaders,
    names,
    leftUnsigned: findLeftUnsigned(signedHeaders, received, request.body),
    method: request.method,
    target: splitTarget(request.target),
    headers,
    payloadHash,
    timestamp: value("x-sdk-date"),
    date,
    securityToken: value("x-security-token")
  }
}
