import { algorithm, authorizationOf } from "../authorization.ts"
import { canonicalQuery, canonicalRequest, canonicalUri } from "../canonicalRequest.ts"
import { type Header, valueOf } from "../headers.ts"
import { headersToSign } from "../headersToSign.ts"
import { formatSdkDate } from "../sdkDate.ts"
import type { Credentials } from "../credentials.ts"
import type { SignedHeaders } from "../signedHeaders.ts"
import { type SignableRequest, urlParts } from "../signableRequest.ts"
import { payloadHash, sha256, signature } from "./digest.ts"

/** The text whose MAC is the signature; `timestamp` is the value of `X-Sdk-Date`. */
export const stringToSign = async (timestamp: string, canonical: string): Promise<string> =>
  `${algorithm}\n${timestamp}\n${await sha256(canonical)}`

const dateAndToken = (date: string, securityToken: string | undefined): ReadonlyArray<Header> => {
  const dated: Header = ["x-sdk-date", date]
  return securityToken === undefined || securityToken === ""
    ? [dated]
    : [dated, ["x-security-token", securityToken]]
}

/**
 * Signs a request for the moment `date`, as `sign` of the Node entry does; rejects where that throws,
 * and in a page that is neither served over https nor from localhost: it has no WebCrypto.
 */
export const sign = async (
  request: SignableRequest,
  credentials: Credentials,
  date: Date
): Promise<SignedHeaders> => {
  const { host, path, query } = urlParts(request.url)
  const timestamp = formatSdkDate(date)
  const own = dateAndToken(timestamp, credentials.securityToken)
  const signed = headersToSign(request, host, own)

  const canonical = canonicalRequest({
    method: request.method,
    canonicalUri: canonicalUri(path),
    canonicalQuery: canonicalQuery(query),
    headers: signed,
    payloadHash: valueOf(signed, "x-sdk-content-sha256") ?? (await payloadHash(request.body))
  })
  const toSign = await stringToSign(timestamp, canonical)
  const mac = await signature(credentials.secretKey, toSign)
  const names = signed.map(([name]) => name).join(";")
  return {
    headers: [
      ["host", valueOf(signed, "host") ?? host],
      ...own,
      ["authorization", authorizationOf(credentials.accessKey, names, mac)]
    ],
    canonicalRequest: canonical,
    stringToSign: toSign,
    signature: mac
  }
}
