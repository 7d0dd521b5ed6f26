import { canonicalQuery, canonicalRequest } from "./canonicalRequest.ts"
import { type Header, valueOf } from "./headers.ts"
import { headersToSign } from "./headersToSign.ts"
import { formatSdkDate } from "./sdkDate.ts"
import type { Credentials } from "./credentials.ts"
import type { SignedHeaders } from "./signedHeaders.ts"
import { type SignableRequest, urlParts } from "./signableRequest.ts"
import { payloadHashOf, type SigningAlgorithm, stringToSignOf } from "./signingAlgorithm.ts"

/** Signs by any algorithm, one stage after the other; `sign` has its own way for the usual one. */
export const signBy = (
  algorithm: Omit<SigningAlgorithm, "sign">,
  request: SignableRequest,
  { accessKey, secretKey, securityToken }: Credentials,
  date: Date
): SignedHeaders => {
  const { host, canonicalUri, query } = urlParts(request.url)
  const timestamp = formatSdkDate(date)
  const own: Array<Header> = [["x-sdk-date", timestamp]]
  if (securityToken) own.push(["x-security-token", securityToken])
  const signed = headersToSign(request, host, own)
  const names = signed.map(([name]) => name).join(";")

  const canonical = canonicalRequest({
    method: request.method,
    canonicalUri,
    canonicalQuery: canonicalQuery(query),
    headers: signed,
    payloadHash:
      valueOf(signed, algorithm.payloadHashHeader) ?? payloadHashOf(algorithm, request.body)
  })
  const scope = algorithm.scope(timestamp)
  const toSign = stringToSignOf(algorithm, timestamp, scope, canonical)
  const signature = algorithm.mac(accessKey, secretKey, scope)(toSign)
  const sender = `${algorithm.name} ${algorithm.credential(accessKey, scope)}`
  return {
    headers: [
      ["host", valueOf(signed, "host") ?? host],
      ...own,
      ["authorization", `${sender}, SignedHeaders=${names}, Signature=${signature}`]
    ],
    canonicalRequest: canonical,
    stringToSign: toSign,
    signature
  }
}
