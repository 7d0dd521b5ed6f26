import { canonicalQuery, canonicalRequest, canonicalUri, stringToSign } from "@codearts/signing"
import { createHmac, hash } from "node:crypto"
import type { Headers, Signing } from "./Attack.ts"
import { keys } from "./world.ts"

/** A request as it is signed, its placeholders filled in. */
export interface Signed {
  readonly method: string
  readonly target: string
  readonly headers: Headers
  readonly body: Buffer
}

const secrets = {
  wrong: () => "SKwrong-000000000000000000000000000000",
  nulpad: (secretKey: string) => `${secretKey}\0`,
  known: (secretKey: string) => secretKey
} as const

const unsigned = new Set([
  "user-agent",
  "accept",
  "content-length",
  "transfer-encoding",
  "expect",
  "connection",
  "origin"
])

const defaultNames = (headers: Headers) =>
  [...new Set(headers.map(([name]) => name.toLowerCase()))]
    .filter((name) => !unsigned.has(name))
    .sort()

const valueOf = (headers: Headers, wanted: string) =>
  headers
    .filter(([name]) => name.toLowerCase() === wanted)
    .map(([, value]) => value.replaceAll(/^[ \t]+|[ \t]+$/gu, ""))
    .join(",")

/**
 * The signature of a request, and what it covers. It signs also what no honest signer would: a name
 * twice, a header that is absent, a body that is another.
 */
export const signedWith = (
  { ak = "known", bodyHash, sk = "known", signedHeaders }: Signing,
  { body, headers, method, target }: Signed,
  date: string
) => {
  const { accessKey, secretKey } = keys[ak]
  const names = signedHeaders ?? defaultNames(headers)
  const [path = "", ...query] = target.split("?")
  const canonical = canonicalRequest({
    method,
    canonicalUri: canonicalUri(path),
    canonicalQuery: canonicalQuery(query.join("?")),
    headers: names.map((name) => [name, valueOf(headers, name)]),
    payloadHash: bodyHash ?? hash("sha256", body)
  })
  const toSign = stringToSign(valueOf(headers, "x-sdk-date") || date, canonical)
  const signature = createHmac("sha256", secrets[sk](secretKey)).update(toSign).digest("hex")
  return {
    ak: accessKey,
    signature,
    SIGNATURE: signature.toUpperCase(),
    signedHeaders: names.join(";")
  }
}
