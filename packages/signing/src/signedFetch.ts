import { payloadHash } from "./sha256.ts"
import { sign } from "./sign.ts"
import type { Credentials } from "./credentials.ts"
import { fetchSigned, type SignedFetch, type SigningOptions } from "./web/fetchSigned.ts"

/**
 * A `fetch` that signs each request for the moment it is sent. A stream needs its hash in
 * X-Sdk-Content-Sha256; a body beyond 12,000,000 bytes is refused. It follows no redirect: the
 * answer is the 3xx itself, or an error with `redirect: "error"`.
 */
export const signedFetch =
  (credentials: Credentials, options: SigningOptions = {}): SignedFetch =>
  (...call) =>
    fetchSigned({ sign, payloadHash }, credentials, options, call)
