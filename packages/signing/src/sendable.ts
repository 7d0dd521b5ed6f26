import type { SignedHeaders } from "./signedHeaders.ts"
import type { SigningAlgorithm } from "./signingAlgorithm.ts"

/**
 * The most bytes that a body may have, of the 12 MB in the service's document: its server counts
 * 12 x 1,048,576, but the document may mean fewer.
 */
export const largestBody = 12_000_000

/** Refuses before anything is sent what the service would refuse after all of it was. */
export const checkBodySize = (bytes: number): void => {
  if (bytes > largestBody)
    throw new RangeError(
      `a body signed with a secret key may have ${largestBody} bytes, this one has at least ${bytes}: send it with a token (X-Auth-Token)`
    )
}

/** By which hash a body is signed, and the header that may tell it. */
export type BodyHash = Pick<SigningAlgorithm, "hashTitle" | "payloadHashHeader">

const hashText = /^[\da-f]{64}$/

/** Refuses a stream that tells no hash, for it is read only while it is sent. */
export const checkStreamHash = (
  given: string | undefined,
  { hashTitle, payloadHashHeader }: BodyHash
): void => {
  if (!hashText.test(given ?? ""))
    throw new TypeError(
      `a stream is not known before it is sent: give its ${hashTitle} in ${payloadHashHeader}, or its bytes`
    )
}

/** Refuses a hash that was given beside the bytes and is not theirs. */
export const checkGivenHash = (
  given: string,
  actual: string,
  { hashTitle, payloadHashHeader }: BodyHash
): void => {
  if (given !== actual)
    throw new TypeError(`${payloadHashHeader} is not the ${hashTitle} of the body to send`)
}

const beyondAscii = /[^\0-\x7f]/

/** Refuses what is signed as UTF-8 but sent as one byte a character. */
export const checkSpelling = ({ canonicalRequest }: SignedHeaders): void => {
  if (beyondAscii.test(canonicalRequest))
    throw new TypeError("a header to sign holds a character that is not ASCII")
}
