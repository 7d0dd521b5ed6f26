import { randomBytes } from "node:crypto"
import { decodedQuery } from "./decodedQuery.ts"
import { type Claim, readClaim } from "./claim.ts"
import { sameText } from "./constantTime.ts"
import { unsignedHeader } from "./coverage.ts"
import type { Reading } from "./reading.ts"
import type { ReceivedRequest } from "./receivedRequest.ts"
import { type Refusal, refuse } from "./refusal.ts"
import { sdkHmacSha256 } from "./sdkHmacSha256.ts"
import { expectedCanonicalRequest, signedReading } from "./signedReading.ts"
import type { SigningAlgorithm } from "./signingAlgorithm.ts"

/** A key that the verifier knows, and what it lets the SDK of its owner get away with. */
export interface AccessKey {
  readonly accessKey: string
  readonly secretKey: string
  /** A request must carry this one; where there is none, it must carry none. */
  readonly securityToken?: string
  readonly enabled: boolean
  /** Accepts what official SDKs do otherwise than specified, never as to body, date, region and ids. */
  readonly sdk_compat: boolean
}

/** What a genuine request says. Route on `path` and `query`: they are read the way that verified. */
export interface Verified {
  readonly ok: true
  /** With the access key, the mark by which to know a request that comes a second time. */
  readonly signature: string
  readonly date: Date
  readonly signedHeaders: ReadonlyArray<string>
  /** `strict`, or the names of the SDK quirks without which it does not verify, joined by `+`. */
  readonly interpretation: string
  /** Encoded once; without the slash that the signature adds. */
  readonly path: string
  /** Decoded, in the order sent; bytes that are not UTF-8 are U+FFFD. */
  readonly query: ReadonlyArray<readonly [key: string, value: string]>
}

// Random, so that nobody can sign with it: it makes an unknown key cost what a wrong secret costs.
const decoySecretKey = randomBytes(32).toString("base64")

/** A key that is disabled, or of another name, is as good as none. */
const usable = (key: AccessKey | undefined, accessKey: string): AccessKey | undefined =>
  key?.enabled === true && key.accessKey === accessKey ? key : undefined

const checkStrictness = (claim: Claim, { interpretation }: Reading): Refusal | undefined => {
  if (interpretation !== "strict")
    return refuse(
      "sdk-quirk",
      `the signature is right only as an SDK signs (${interpretation}), which this key does not allow`
    )
  return claim.leftUnsigned === undefined ? undefined : unsignedHeader(claim.leftUnsigned)
}

const checkSecurityToken = (claim: Claim, key: AccessKey): Refusal | undefined =>
  sameText(claim.securityToken, key.securityToken ?? "")
    ? undefined
    : refuse("security-token-mismatch", "X-Security-Token is not the one of this access key")

const verified = (claim: Claim, { interpretation, path }: Reading): Verified => ({
  ok: true,
  signature: claim.signature,
  date: claim.date,
  signedHeaders: claim.signedHeaders,
  interpretation,
  path,
  query: decodedQuery(claim.target.query, claim.target.plain)
})

/**
 * Whether a received request is genuine under `key`, the one its `Authorization` names; `undefined`
 * where no key has that name. An unknown key, a disabled one and a wrong secret are refused alike;
 * what else depends on a key is told only to those who hold its secret. Accepts one algorithm only.
 */
export const verify = (
  request: ReceivedRequest,
  key: AccessKey | undefined,
  now: Date,
  algorithm: SigningAlgorithm = sdkHmacSha256
): Verified | Refusal => {
  const claim = readClaim(request, now, algorithm)
  if (!claim.ok) return claim
  const known = usable(key, claim.accessKey)
  const reading = signedReading(claim, known?.secretKey ?? decoySecretKey)
  if (known === undefined || reading === undefined)
    return {
      ...refuse("signature-mismatch", "verify aksk signature fail"),
      canonicalRequest: expectedCanonicalRequest(claim)
    }
  const strictness = known.sdk_compat ? undefined : checkStrictness(claim, reading)
  return strictness ?? checkSecurityToken(claim, known) ?? verified(claim, reading)
}
