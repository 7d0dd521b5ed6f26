import { canonicalQuery, canonicalRequest, canonicalUri, type Header } from "../src/web/index.ts"
import { parseSdkDate, payloadHash, sign, signature, stringToSign } from "../src/web/index.ts"
import type { SigningVector } from "./vectors.ts"

/** A vector with its body in base64, as it can be handed to a page. */
export interface PageVector extends Omit<SigningVector, "body"> {
  readonly bodyBase64: string
}

/** What the web entry makes of a vector: each stage by itself, and `sign` over the whole. */
export interface WebOutcome {
  readonly id: string
  readonly canonicalRequest: string
  readonly stringToSign: string
  readonly signature: string
  readonly signed: { readonly headers: ReadonlyArray<Header> } | { readonly threw: string }
}

const bytes = (base64: string): Uint8Array =>
  Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))

const sentValue = ({ headers }: PageVector, wanted: string): string =>
  headers.find(([name]) => name.toLowerCase() === wanted)?.[1] ?? ""

const trimmed = (value: string): string => value.replaceAll(/^[ \t]+|[ \t]+$/g, "")

const signed = async (vector: PageVector): Promise<WebOutcome["signed"]> => {
  const date = parseSdkDate(sentValue(vector, "x-sdk-date")) ?? new Date(0)
  try {
    const { method, url, headers, signedHeaders } = vector
    const request = { method, url, headers, signedHeaders, body: bytes(vector.bodyBase64) }
    return { headers: (await sign(request, vector, date)).headers }
  } catch (error) {
    return { threw: String(error) }
  }
}

const target = /^https?:\/\/[^/?#]*([^?#]*)\??([^#]*)/

/** Runs the same in Node and in a page: it uses what both have. */
export const webOutcome = async (vector: PageVector): Promise<WebOutcome> => {
  const [, path = "", query = ""] = target.exec(vector.url) ?? []
  const canonical = canonicalRequest({
    method: vector.method,
    canonicalUri: canonicalUri(path),
    canonicalQuery: canonicalQuery(query),
    headers: vector.signedHeaders.map((name) => [name, trimmed(sentValue(vector, name))]),
    payloadHash:
      sentValue(vector, "x-sdk-content-sha256") || (await payloadHash(bytes(vector.bodyBase64)))
  })
  const toSign = await stringToSign(sentValue(vector, "x-sdk-date"), canonical)
  return {
    id: vector.id,
    canonicalRequest: canonical,
    stringToSign: toSign,
    signature: await signature(vector.secretKey, toSign),
    signed: await signed(vector)
  }
}
