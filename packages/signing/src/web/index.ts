export {
  canonicalHeaders,
  type CanonicalParts,
  canonicalQuery,
  canonicalRequest,
  canonicalUri,
  maskSecurityToken
} from "../canonicalRequest.ts"
export type { Header } from "../headers.ts"
export { percentEncode } from "../percentEncode.ts"
export { formatSdkDate, parseSdkDate } from "../sdkDate.ts"
export type { Credentials } from "../credentials.ts"
export type { SignedHeaders } from "../signedHeaders.ts"
export type { SignableRequest } from "../signableRequest.ts"
export { payloadHash, signature } from "./digest.ts"
export type { SignedFetch, SigningOptions } from "./fetchSigned.ts"
export { sign, stringToSign } from "./sign.ts"
export { signedFetch } from "./signedFetch.ts"
