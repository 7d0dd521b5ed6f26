import type { Credentials } from "./credentials.ts"
import { sdkHmacSha256 } from "./sdkHmacSha256.ts"
import type { SigningAlgorithm } from "./signingAlgorithm.ts"
import type { SigningOptions as SharedOptions } from "./web/fetchSigned.ts"
import { fetchSigned, type SignedFetch } from "./web/fetchSigned.ts"

/** What to sign beside the headers that always are, by which clock and by which algorithm. */
export interface SigningOptions extends SharedOptions {
  /** SDK-HMAC-SHA256 unless given. */
  readonly algorithm?: SigningAlgorithm
}

/**
 * A `fetch` that signs each request for the moment it is sent. A stream needs its hash in the header
 * of the algorithm, which is X-Sdk-Content-Sha256 or X-Sdk-Content-Sm3; a body beyond 12,000,000
 * bytes is refused. It follows no redirect: the answer is the 3xx itself, or an error with
 * `redirect: "error"`.
 */
export const signedFetch =
  (
    credentials: Credentials,
    { algorithm = sdkHmacSha256, ...options }: SigningOptions = {}
  ): SignedFetch =>
  (...call) =>
    fetchSigned(algorithm, credentials, options, call)
