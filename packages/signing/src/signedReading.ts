import { canonicalRequest, maskSecurityToken } from "./canonicalRequest.ts"
import type { Claim } from "./claim.ts"
import { sameText } from "./constantTime.ts"
import { type Reading, strictReading } from "./reading.ts"
import { sdkReadings } from "./sdkQuirks.ts"
import { signature } from "./signature.ts"
import { stringToSign } from "./stringToSign.ts"

const beyondAscii = /[^\0-\x7f]/

/** As bytes only where the text as UTF-8 would be others. */
const canonicalOf = (claim: Claim, reading: Reading): string | Buffer => {
  const canonical = canonicalRequest({
    method: claim.method,
    canonicalUri: reading.canonicalUri,
    canonicalQuery: reading.canonicalQuery,
    headers: reading.headers,
    payloadHash: claim.payloadHash
  })
  return reading.headerEncoding === "latin1" && beyondAscii.test(canonical)
    ? Buffer.from(canonical, "latin1")
    : canonical
}

const isSigned = (claim: Claim, reading: Reading, secretKey: string): boolean => {
  const toSign = stringToSign(claim.timestamp, canonicalOf(claim, reading))
  return sameText(signature(secretKey, toSign), claim.signature)
}

/** The first reading of the request that its signature covers under this secret key. */
export const signedReading = (claim: Claim, secretKey: string): Reading | undefined => {
  const strict = strictReading(claim.target, claim.headers)
  return isSigned(claim, strict, secretKey)
    ? strict
    : sdkReadings(strict, claim.target).find((reading) => isSigned(claim, reading, secretKey))
}

/** What should have been signed, fit to be told to anyone. */
export const expectedCanonicalRequest = (claim: Claim): string =>
  maskSecurityToken(canonicalOf(claim, strictReading(claim.target, claim.headers)).toString())
