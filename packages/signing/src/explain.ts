import type { Header } from "./headers.ts"
import { sign } from "./sign.ts"
import type { Credentials } from "./credentials.ts"
import { isSecretHeader, mask } from "./secretHeaders.ts"
import type { SignableRequest } from "./signableRequest.ts"

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
  payloadHash:
    "SHA-256 of the bytes of the body, in lower-case hexadecimal: another space in the JSON is another hash.",
  noPayload: "SHA-256 of nothing, because there is no body.",
  claimedPayloadHash: "The value of x-sdk-content-sha256, taken as it stands.",
  algorithm: "The name of the algorithm: it tells the server how to compute the rest.",
  date: "The value of x-sdk-date again: signing at another second gives another signature.",
  scope: "What the key is derived for.",
  canonicalRequestHash:
    "SHA-256 of the canonical request, in lower-case hexadecimal: one different letter there changes it all.",
  key: "Names the access key, so that the server knows whose secret key to compute with.",
  namesSent: "The same names as in the canonical request.",
  signature:
    "HMAC-SHA256 of the string to sign under the secret key, in lower-case hexadecimal. The secret key itself is never sent."
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

const payloadRule = ({ body }: SignableRequest, headers: ReadonlyArray<string>): string => {
  if (headers.some((line) => line.startsWith("x-sdk-content-sha256:")))
    return rules.claimedPayloadHash
  return body === undefined || body.length === 0 ? rules.noPayload : rules.payloadHash
}

const canonicalRequestParts = (
  request: SignableRequest,
  canonical: string
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
    { part: "payload hash", text: payloadHash, rule: payloadRule(request, headers) }
  ]
}

const stringToSignParts = (toSign: string): ReadonlyArray<ExplainedPart> => {
  const [algorithm = "", date = "", ...rest] = toSign.split("\n")
  const hash = rest.at(-1) ?? ""
  return [
    { part: "algorithm", text: algorithm, rule: rules.algorithm },
    { part: "date", text: date, rule: rules.date },
    ...rest.slice(0, -1).map((text) => ({ part: "scope", text, rule: rules.scope })),
    { part: "hash of the canonical request", text: hash, rule: rules.canonicalRequestHash }
  ]
}

const authorizationParts = (headers: ReadonlyArray<Header>): ReadonlyArray<ExplainedPart> => {
  const value = headers.find(([name]) => name === "authorization")?.[1] ?? ""
  const [, algorithm = "", key = "", names = "", signature = ""] =
    /^(\S+) ([^,]+), (SignedHeaders=[^,]+), (Signature=.+)$/.exec(value) ?? []
  return [
    { part: "algorithm", text: algorithm, rule: rules.algorithm },
    { part: "access key", text: key, rule: rules.key },
    { part: "signed headers", text: names, rule: rules.namesSent },
    { part: "signature", text: signature, rule: rules.signature }
  ]
}

/**
 * How `sign` would come to its outcome for the same arguments, in words for people who see it for
 * the first time. Holds no secret, and throws where `sign` throws.
 */
export const explain = (
  request: SignableRequest,
  credentials: Credentials,
  date: Date
): ExplainedSignature => {
  const { canonicalRequest, headers, stringToSign } = sign(request, credentials, date)
  return {
    canonicalRequest: canonicalRequestParts(request, canonicalRequest),
    stringToSign: stringToSignParts(stringToSign),
    authorization: authorizationParts(headers)
  }
}
