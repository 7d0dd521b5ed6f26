import type { Coverage } from "./coverage.ts"
import type { Header } from "./headers.ts"
import { readReceived } from "./readAuthorization.ts"
import { type HeaderEncoding, splitTarget, type Target } from "./reading.ts"
import {
  checkRequestLine,
  readDate,
  readPayloadHash,
  type ReceivedRequest
} from "./receivedRequest.ts"
import { receivedHeaders, receivedValue, signedValues } from "./receivedHeaders.ts"
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
  readonly headerEncoding: HeaderEncoding
  readonly payloadHash: string
  readonly timestamp: string
  readonly date: Date
  readonly securityToken: string
}

const checkScope = (claimed: string, expected: string): Refusal | undefined =>
  claimed === expected
    ? undefined
    : refuse("scoped-credential", `the credential must end in ${expected}`)

/** A content type of nothing need not be signed even strictly. */
const excused = ({ leftUnsigned }: Coverage, body: Uint8Array): string | undefined =>
  leftUnsigned.find((name) => name !== "content-type" || body.length > 0)

export const readClaim = (
  request: ReceivedRequest,
  now: Date,
  algorithm: SigningAlgorithm
): Claim | Refusal => {
  const received = receivedHeaders(request.headers)
  const authorization = readReceived(received, algorithm)
  if (!authorization.ok) return authorization
  const { accessKey, names, scope, signature, signedHeaders } = authorization
  const coverage = received.form.coverage(names)
  const target = splitTarget(request.target)
  const refusal = checkRequestLine(request.method, target) ?? coverage.refusal
  if (refusal !== undefined) return refusal
  const values = signedValues(received, signedHeaders, coverage)
  if (!values.ok) return values
  const sentDate = receivedValue(received, "x-sdk-date")
  const date = readDate(sentDate, now)
  if (!(date instanceof Date)) return date
  const timestamp = sentDate ?? ""
  const outOfScope = checkScope(scope, algorithm.scope(timestamp))
  if (outOfScope !== undefined) return outOfScope
  const claimedHash = receivedValue(received, algorithm.payloadHashHeader)
  const payloadHash = readPayloadHash(claimedHash, request.body, algorithm)
  if (typeof payloadHash !== "string") return payloadHash
  return {
    ok: true,
    algorithm,
    accessKey,
    scope,
    signature,
    signedHeaders,
    names,
    leftUnsigned: excused(coverage, request.body),
    method: request.method,
    target,
    headers: values.headers,
    headerEncoding: values.headerEncoding,
    payloadHash,
    timestamp,
    date,
    securityToken: receivedValue(received, "x-security-token") ?? ""
  }
}
