export { authorization, readAuthorization } from "./authorization.ts"
export type { Authorization } from "./authorization.ts"
export {
  canonicalHeaders,
  canonicalQuery,
  canonicalRequest,
  canonicalUri,
  maskSecurityToken
} from "./canonicalRequest.ts"
export type { CanonicalParts } from "./canonicalRequest.ts"
export type { Header } from "./headers.ts"
export { percentEncode } from "./percentEncode.ts"
export type { ReceivedRequest } from "./receivedRequest.ts"
export type { Refusal, RefusalRule } from "./refusal.ts"
export { formatSdkDate, parseSdkDate } from "./sdkDate.ts"
export { payloadHash } from "./sha256.ts"
export { checkSecretKey } from "./secretKey.ts"
export { sign } from "./sign.ts"
export type { Credentials, SignedHeaders } from "./sign.ts"
export type { SignableRequest } from "./signableRequest.ts"
export { signature } from "./signature.ts"
export { algorithm, stringToSign } from "./stringToSign.ts"
export { verify } from "./verify.ts"
export type { AccessKey, Verified } from "./verify.ts"
