export { algorithm, authorization, checkAccessKey } from "./authorization.ts"
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
export { type Authorization, readAuthorization } from "./readAuthorization.ts"
export { dateWindow, type ReceivedRequest } from "./receivedRequest.ts"
export type { Refusal, RefusalRule } from "./refusal.ts"
export { formatSdkDate, parseSdkDate } from "./sdkDate.ts"
export { payloadHash } from "./sha256.ts"
export { sdkHmacSha256 } from "./sdkHmacSha256.ts"
export { sdkHmacSm3 } from "./sdkHmacSm3.ts"
export { checkSecretKey } from "./secretKey.ts"
export { largestBody } from "./sendable.ts"
export { sign } from "./sign.ts"
export type { Credentials } from "./credentials.ts"
export type { SignedHeaders } from "./signedHeaders.ts"
export type { SignableRequest } from "./signableRequest.ts"
export { signature } from "./signature.ts"
export { signedFetch, type SigningOptions } from "./signedFetch.ts"
export type { SigningAlgorithm } from "./signingAlgorithm.ts"
export { stringToSign } from "./stringToSign.ts"
export { type DerivationScope, v11HmacSha256 } from "./v11HmacSha256.ts"
export { type AccessKey, type Verified, verify } from "./verify.ts"
export type { SignedFetch } from "./web/fetchSigned.ts"
