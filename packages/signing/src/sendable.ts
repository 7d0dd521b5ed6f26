import type { SignedHeaders } from "./signedHeaders.ts"

/** The service refuses a body beyond 12 MB. */
const largestBody = 12_000_000

/** Refuses before anything is sent what the service would refuse after all of it was. */
export const checkBodySize = (bytes: number): void => {
  if (bytes > largestBody)
    throw new RangeError(
      `a body signed with a secret key may have ${largestBody} bytes, this one has at least ${bytes}: send it with a token (X-Auth-Token)`
    )
}

const sha256Text = /^[\da-f]{64}$/

/** Refuses a stream that tells no hash, for it is read only while it is sent. */
export const checkStreamHash = (given: string | undefined): void => {
  if (!sha256Text.test(given ?? ""))
    throw new TypeError(
      "a stream is not known before it is sent: give its SHA-256 in X-Sdk-Content-Sha256, or its bytes"
    )
}

/** Refuses a hash that was given beside the bytes and is not theirs. */
export const checkGivenHash = (given: string, actual: string): void => {
  if (given !== actual)
    throw new TypeError("X-Sdk-Content-Sha256 is not the SHA-256 of the body to send")
}

const beyondAscii = /[^\0-\x7f]/

/** Refuses what is signed as UTF-8 but sent as one byte a character. */
export const checkSpelling = ({ canonicalRequest }: SignedHeaders): void => {
  if (beyondAscii.test(canonicalRequest))
    throw new TypeError("a header to sign holds a character that is not ASCII")
}
