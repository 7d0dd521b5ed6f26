export {
  type Authorization,
  authorization,
  checkAccessKey,
  readAuthorization
} from "./authorization.ts"
export {
  canonicalHeaders,
  type CanonicalParts,
  canonicalQuery,
  canonicalRequest,
  canonicalUri,
  maskSecurityToken
} from "./canonicalRequest.ts"
export { compare, type Comparison, type Difference } from "./compare.ts"
export { type EchoedRequest, readEchoedRequest } from "./echoedRequest.ts"
export { explain, type ExplainedPart, type ExplainedSignature } from "./explain.ts"
export type { Header } from "./headers.ts"
export { type DispatchedRequest, signingInterceptor } from "./interceptor.ts"
export type { Mismatch } from "./mismatches.ts"
export { percentEncode } from "./percentEncode.ts"
export { dateWindow, type ReceivedRequest } from "./receivedRequest.ts"
export type { Refusal, RefusalRule } from "./refusal.ts"
export { formatSdkDate, parseSdkDate } from "./sdkDate.ts"
export { payloadHash } from "./sha256.ts"
export { checkSecretKey } from "./secretKey.ts"
export { type Credentials, sign, type SignedHeaders } from "./sign.ts"
export type { SignableRequest } from "./signableRequest.ts"
export { signature } from "./signature.ts"
export { signedFetch } from "./signedFetch.ts"
export { algorithm, stringToSign } from "./stringToSign.ts"
export { type AccessKey, type Verified, verify } from "./verify.ts"
export type { SignedFetch, SigningOptions } from "./web/fetchSigned.ts"
