import { authorization } from "./authorization.ts"
import { canonicalQuery, canonicalRequest, canonicalUri } from "./canonicalRequest.ts"
import { type Header, valueOf } from "./headers.ts"
import { headersToSign } from "./headersToSign.ts"
import { formatSdkDate } from "./sdkDate.ts"
import { payloadHash } from "./sha256.ts"
import { type SignableRequest, urlParts } from "./signableRequest.ts"
import { signature } from "./signature.ts"
import { stringToSign } from "./stringToSign.ts"

/** An access key and its secret, with the token that goes with them when they are temporary. */
export interface Credentials {
  readonly accessKey: string
  readonly secretKey: string
  readonly securityToken?: string
}

/** The outcome of signing, with the steps that led to it. */
export interface SignedHeaders {
  /** To set on the request in place of any of the same name; names are in lower case. */
  readonly headers: ReadonlyArray<Header>
  /** Holds the security token where there is one; `maskSecurityToken` makes it fit to be shown. */
  readonly canonicalRequest: string
  readonly stringToSign: string
  readonly signature: string
}

const dateAndToken = (date: string, securityToken: string | undefined): ReadonlyArray<Header> =>
  securityToken === undefined || securityToken === ""
    ? [["x-sdk-date", date]]
    : [
        ["x-sdk-date", date],
        ["x-security-token", securityToken]
      ]

/**
 * Signs a request for the moment `date`, from which the server's clock may differ by 15 minutes.
 * Throws a TypeError where no server could verify the outcome: a URL that is not absolute, a header
 * to sign that is absent, there twice, or broken over lines.
 */
export const sign = (
  request: SignableRequest,
  credentials: Credentials,
  date: Date
): SignedHeaders => {
  const { host, path, query } = urlParts(request.url)
  const timestamp = formatSdkDate(date)
  const own = dateAndToken(timestamp, credentials.securityToken)
  const signed = headersToSign(request, host, own)

  const canonical = canonicalRequest({
    method: request.method,
    canonicalUri: canonicalUri(path),
    canonicalQuery: canonicalQuery(query),
    headers: signed,
    payloadHash: valueOf(signed, "x-sdk-content-sha256") ?? payloadHash(request.body)
  })
  const toSign = stringToSign(timestamp, canonical)
  const mac = signature(credentials.secretKey, toSign)
  const names = signed.map(([name]) => name)
  return {
    headers: [
      ["host", valueOf(signed, "host") ?? host],
      ...own,
      ["authorization", authorization(credentials.accessKey, names, mac)]
    ],
    canonicalRequest: canonical,
    stringToSign: toSign,
    signature: mac
  }
}
