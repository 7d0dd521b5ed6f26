import { authorizationOf } from "./authorization.ts"
import { canonicalQuery } from "./canonicalRequest.ts"
import type { Credentials } from "./credentials.ts"
import { headerBlock, writeHeaderBlock } from "./headerBlock.ts"
import type { Header } from "./headers.ts"
import { headersToSign } from "./headersToSign.ts"
import { formatSdkDate } from "./sdkDate.ts"
import { payloadHash } from "./sha256.ts"
import { type SignableRequest, urlParts } from "./signableRequest.ts"
import { signature } from "./signature.ts"
import type { SignedHeaders } from "./signedHeaders.ts"
import type { SigningAlgorithm } from "./signingAlgorithm.ts"
import { stringToSign } from "./stringToSign.ts"

/**
 * Signs a request for the moment `date`, from which the server's clock may differ by 15 minutes.
 * Throws a TypeError where no server could verify the outcome: a URL that is not absolute, a header
 * to sign that is absent, there twice, or broken over lines. Without `algorithm`: SDK-HMAC-SHA256.
 */
export const sign = (
  request: SignableRequest,
  credentials: Credentials,
  date: Date,
  algorithm?: SigningAlgorithm
): SignedHeaders => {
  if (algorithm) return algorithm.sign(request, credentials, date)
  const { accessKey, secretKey, securityToken } = credentials
  const { host, canonicalUri, query } = urlParts(request.url)
  const timestamp = formatSdkDate(date)
  const own: Array<Header> = [["x-sdk-date", timestamp]]
  if (securityToken) own.push(["x-security-token", securityToken])
  const sent = [...(request.headers ?? [])]
  const chosen = () => headersToSign({ ...request, headers: sent }, host, own)
  const block =
    request.signedHeaders === undefined
      ? headerBlock(sent, host, securityToken, chosen)
      : writeHeaderBlock(chosen())
  const bodyHash = block.claimedHash ?? payloadHash(request.body)

  const canonical = `${request.method}\n${canonicalUri}\n${canonicalQuery(query)}${block.before}${timestamp}${block.after}${bodyHash}`
  const toSign = stringToSign(timestamp, canonical)
  const mac = signature(secretKey, toSign)
  const sender = authorizationOf(accessKey, block.names, mac)
  return {
    headers: [["host", block.host], ...own, ["authorization", sender]],
    canonicalRequest: canonical,
    stringToSign: toSign,
    signature: mac
  }
}
