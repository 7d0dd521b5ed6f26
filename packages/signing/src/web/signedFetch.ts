import type { Credentials } from "../credentials.ts"
import { payloadHash } from "./digest.ts"
import { fetchSigned, type SignedFetch, type SigningOptions } from "./fetchSigned.ts"
import { sign } from "./sign.ts"

const sdkHmacSha256 = {
  sign,
  hash: payloadHash,
  payloadHashHeader: "x-sdk-content-sha256",
  hashTitle: "SHA-256"
}

/**
 * A `fetch` that signs each request for the moment it is sent. A stream needs its hash in
 * X-Sdk-Content-Sha256; a body beyond 12,000,000 bytes is refused. It follows no redirect: the
 * browser shows one as an opaque response, or as an error with `redirect: "error"`.
 */
export const signedFetch =
  (credentials: Credentials, options: SigningOptions = {}): SignedFetch =>
  (...call) =>
    fetchSigned(sdkHmacSha256, credentials, options, call)
