import { sha256 } from "./sha256.ts"

/** The one algorithm this package signs and verifies. */
export const algorithm = "SDK-HMAC-SHA256"

/** The text whose MAC is the signature; `timestamp` is the value of `X-Sdk-Date`. */
export const stringToSign = (timestamp: string, canonicalRequest: string | Uint8Array): string =>
  `${algorithm}\n${timestamp}\n${sha256(canonicalRequest)}`
