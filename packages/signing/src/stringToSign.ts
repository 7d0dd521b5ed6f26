import { algorithm } from "./authorization.ts"
import { sha256 } from "./sha256.ts"

/** The text whose MAC is the signature; `timestamp` is the value of `X-Sdk-Date`. */
export const stringToSign = (timestamp: string, canonicalRequest: string | Uint8Array): string =>
  `${algorithm}\n${timestamp}\n${sha256(canonicalRequest)}`
