import { canonicalRequestOf, maskSecurityToken } from "./canonicalRequest.ts"
import type { Claim } from "./claim.ts"
import { sameMac } from "./constantTime.ts"
import type { Mac } from "./hmac.ts"
import { type Reading, strictReading } from "./reading.ts"
import { sdkReadings } from "./sdkQuirks.ts"
import { stringToSignOf } from "./signingAlgorithm.ts"

const canonicalOf = (claim: Claim, reading: Reading): string | Buffer => {
  const parts = {
    method: claim.method,
    canonicalUri: reading.canonicalUri,
    canonicalQuery: reading.canonicalQuery,
    headers: reading.headers,
    payloadHash: claim.payloadHash
  }
  const canonical = canonicalRequestOf(parts, claim.names)
  return reading.headerEncoding === "latin1" ? Buffer.from(canonical, "latin1") : canonical
}

const strictReadingOf = ({ headerEncoding, headers, target }: Claim): Reading =>
  strictReading(target, headers, headerEncoding)

const isSigned = (claim: Claim, reading: Reading, mac: Mac): boolean => {
  const { algorithm, scope, signature, timestamp } = claim
  const toSign = stringToSignOf(algorithm, timestamp, scope, canonicalOf(claim, reading))
  return sameMac(mac(toSign), signature)
}

/** The first reading of the request that its signature covers under this secret key. */
export const signedReading = (claim: Claim, secretKey: string): Reading | undefined => {
  const mac = claim.algorithm.mac(claim.accessKey, secretKey, claim.scope)
  const strict = strictReadingOf(claim)
  return isSigned(claim, strict, mac)
    ? strict
    : sdkReadings(strict, claim.target).find((reading) => isSigned(claim, reading, mac))
}

/** What should have been signed, fit to be told to anyone. */
export const expectedCanonicalRequest = (claim: Claim): string =>
  maskSecurityToken(canonicalOf(claim, strictReadingOf(claim)).toString())
