import type { Header } from "./headers.ts"
import type { Credentials } from "./credentials.ts"
import { formatSdkDate } from "./sdkDate.ts"
import { sdkHmacSha256 } from "./sdkHmacSha256.ts"
import { isSecretHeader, mask } from "./secretHeaders.ts"
import type { SignableRequest } from "./signableRequest.ts"
import type { SigningAlgorithm } from "./signingAlgorithm.ts"

/** A piece of a stage, and why it reads as it does. */
export interface ExplainedPart {
  readonly part: string
  /** As it stands in the stage; a token or a cookie is shown as `***`. */
  readonly text: string
  readonly rule: string
}

/** The three stages of a signature, each in the order of its text. */
export interface ExplainedSignature {
  readonly canonicalRequest: ReadonlyArray<ExplainedPart>
  readonly stringToSign: ReadonlyArray<ExplainedPart>
  readonly authorization: ReadonlyArray<ExplainedPart>
}

const rules = {
  method: "The method as it is sent, in capitals.",
  canonicalUri:
    "The path without host and query: each segment percent-encoded once (all bytes but A-Z a-z 0-9 - . _ ~), %2F kept, nothing resolved or merged, and a slash at the end even where the URL has none.",
  canonicalQuery:
    "The query as name=value pairs joined by &: percent-encoded once, sorted by name and then by value; a name alone gets an =, a + is a plus and a space is %20. Without a query the line is empty.",
  signedHeaders:
    "The names of the headers above, in lower case, sorted, joined by semicolons. The server computes with these and no others.",
  algorithm: "The name of the algorithm: it tells the server how to compute the rest.",
  date: "The value of x-sdk-date again: signing at another second gives another signature.",
  scope:
    "What the key is derived for: the day of x-sdk-date, the region and the service. The server must expect the same.",
  key: "Names the access key, so that the server knows whose secret key to compute with.",
  credential:
    "Names the access key, so that the server knows whose secret key to compute with, and after it the day, region and service of the string to sign.",
  namesSent: "The same names as in the canonical request."
} as const

const headerRule = "The name in lower case, a colon, the value without blanks around it."

const headerRules: ReadonlyMap<string, string> = new Map(
  Object.entries({
    host: `${headerRule} The host the request is sent to, with the port where the URL names one.`,
    "content-type": `${headerRule} It must arrive as it was signed, with charset or without.`,
    "x-sdk-date": `${headerRule} The time of the signature in UTC, at most 15 minutes from the server's clock.`,
    "x-security-token": `${headerRule} Goes with a temporary access key; the token is signed, and shown as ***.`
  })
)

const headerPart = (line: string): ExplainedPart => {
  const name = line.slice(0, line.indexOf(":"))
  const text = isSecretHeader(name) ? `${name}:${mask}` : line
  return { part: `header ${name}`, text, rule: headerRules.get(name) ?? headerRule }
}

const payloadRule = (
  { body }: SignableRequest,
  headers: ReadonlyArray<string>,
  { hashTitle, payloadHashHeader }: SigningAlgorithm
): string => {
  if (headers.some((line) => line.startsWith(`${payloadHashHeader}:`)))
    return `The value of ${payloadHashHeader}, taken as it stands.`
  return body === undefined || body.length === 0
    ? `${hashTitle} of nothing, because there is no body.`
    : `${hashTitle} of the bytes of the body, in lower-case hexadecimal: another space in the JSON is another hash.`
}

const canonicalRequestParts = (
  request: SignableRequest,
  canonical: string,
  algorithm: SigningAlgorithm
): ReadonlyArray<ExplainedPart> => {
  const [method = "", uri = "", query = "", ...rest] = canonical.split("\n")
  const [signedHeaders = "", payloadHash = ""] = rest.slice(-2)
  const headers = rest.slice(0, -3) // an empty line comes after them
  return [
    { part: "method", text: method, rule: rules.method },
    { part: "canonical URI", text: uri, rule: rules.canonicalUri },
    { part: "canonical query", text: query, rule: rules.canonicalQuery },
    ...headers.map(headerPart),
    { part: "signed headers", text: signedHeaders, rule: rules.signedHeaders },
    { part: "payload hash", text: payloadHash, rule: payloadRule(request, headers, algorithm) }
  ]
}

const stringToSignParts = (
  toSign: string,
  { hashTitle }: SigningAlgorithm
): ReadonlyArray<ExplainedPart> => {
  const [name = "", date = "", ...rest] = toSign.split("\n")
  const hash = rest.at(-1) ?? ""
  const hashRule = `${hashTitle} of the canonical request, in lower-case hexadecimal: one different letter there changes it all.`
  return [
    { part: "algorithm", text: name, rule: rules.algorithm },
    { part: "date", text: date, rule: rules.date },
    ...rest.slice(0, -1).map((text) => ({ part: "scope", text, rule: rules.scope })),
    { part: "hash of the canonical request", text: hash, rule: hashRule }
  ]
}

const signatureRule = (derives: boolean, { hashTitle }: SigningAlgorithm): string =>
  derives
    ? `HMAC-${hashTitle} of the string to sign, in lower-case hexadecimal. Its key is derived: 32 bytes of HKDF-${hashTitle} from the secret key, with the access key for a salt and the scope for the info, spelled in lower-case hexadecimal; the MAC is keyed with that text of 64 characters. Neither key is ever sent.`
    : `HMAC-${hashTitle} of the string to sign under the secret key, in lower-case hexadecimal. The secret key itself is never sent.`

const authorizationParts = (
  headers: ReadonlyArray<Header>,
  derives: boolean,
  algorithm: SigningAlgorithm
): ReadonlyArray<ExplainedPart> => {
  const value = headers.find(([name]) => name === "authorization")?.[1] ?? ""
  const [, title = "", key = "", names = "", signature = ""] =
    /^(\S+) ([^,]+), (SignedHeaders=[^,]+), (Signature=.+)$/.exec(value) ?? []
  return [
    { part: "algorithm", text: title, rule: rules.algorithm },
    derives
      ? { part: "credential", text: key, rule: rules.credential }
      : { part: "access key", text: key, rule: rules.key },
    { part: "signed headers", text: names, rule: rules.namesSent },
    { part: "signature", text: signature, rule: signatureRule(derives, algorithm) }
  ]
}

/**
 * How `sign` would come to its outcome for the same arguments, in words for people who see it for
 * the first time. Holds no secret, and throws where `sign` throws.
 */
export const explain = (
  request: SignableRequest,
  credentials: Credentials,
  date: Date,
  algorithm: SigningAlgorithm = sdkHmacSha256
): ExplainedSignature => {
  const { canonicalRequest, headers, stringToSign } = algorithm.sign(request, credentials, date)
  const derives = algorithm.scope(formatSdkDate(date)) !== ""
  return {
    canonicalRequest: canonicalRequestParts(request, canonicalRequest, algorithm),
    stringToSign: stringToSignParts(stringToSign, algorithm),
    authorization: authorizationParts(headers, derives, algorithm)
  }
}
