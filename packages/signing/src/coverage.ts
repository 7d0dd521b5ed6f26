import type { HeaderIndex } from "./headers.ts"
import { type Refusal, refuse } from "./refusal.ts"

/** Headers that change what a request does: whenever one arrives, it must be signed. */
const mustBeSigned: ReadonlyArray<string> = [
  "region",
  "x-domain-id",
  "x-project-id",
  "x-sdk-content-sha256",
  "x-sdk-content-sm3",
  "x-sdk-date",
  "x-security-token"
]

/** These too; but Go signs no host, and Go and Java no content type. */
const leftUnsignedBySdks: ReadonlyArray<string> = ["host", "content-type"]

/** What a signature covers whenever it is there. */
export const covered: ReadonlySet<string> = new Set([...mustBeSigned, ...leftUnsignedBySdks])

// A byte a character, as Node delivers it: anything else is not what was signed.
const receivable = /^[\t\x20-\x7e\x80-\xff]*$/

const repeatedHeader = (name: string): Refusal =>
  refuse("header-repeated", `${name} arrived more than once`)

export const unsignedHeader = (name: string): Refusal =>
  refuse("header-not-signed", `${name} arrived but is not in SignedHeaders`)

const checkSigned = (name: string, { values, repeated }: HeaderIndex): Refusal | undefined => {
  const value = values.get(name)
  if (value === undefined)
    return refuse("signed-header-absent", `${name} is in SignedHeaders but did not arrive`)
  if (repeated.has(name)) return repeatedHeader(name)
  return receivable.test(value)
    ? undefined
    : refuse("header-malformed", `${name} holds a character that no header can hold`)
}

/** Judges by what arrived, not by what the sender lists; what SDKs may leave unsigned is left out. */
export const checkCoverage = (
  signedHeaders: ReadonlyArray<string>,
  received: HeaderIndex
): Refusal | undefined => {
  for (const name of signedHeaders) {
    const refusal = checkSigned(name, received)
    if (refusal !== undefined) return refusal
  }
  for (const name of mustBeSigned)
    if (received.values.has(name) && !signedHeaders.includes(name)) return unsignedHeader(name)
  const repeated = leftUnsignedBySdks.find((name) => received.repeated.has(name))
  return repeated === undefined ? undefined : repeatedHeader(repeated)
}

/** The first header that arrived unsigned although only SDKs have an excuse for that. */
export const findLeftUnsigned = (
  signedHeaders: ReadonlyArray<string>,
  received: HeaderIndex,
  body: Uint8Array
): string | undefined =>
  leftUnsignedBySdks.find(
    (name) =>
      received.values.has(name) &&
      !signedHeaders.includes(name) &&
      (name !== "content-type" || body.length > 0)
  )
