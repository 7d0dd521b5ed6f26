import { ascending } from "./canonicalRequest.ts"
import { covered } from "./coverage.ts"
import { type Header, trimBlanks } from "./headers.ts"
import type { SignableRequest } from "./signableRequest.ts"

const neverSigned: ReadonlySet<string> = new Set([
  "authorization",
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade"
])

const lineBreakOrNul = /[\r\n\0]/

const valueToSign = (name: string, value: string): string => {
  if (lineBreakOrNul.test(value)) throw new TypeError(`${name} holds a line break or NUL`)
  return trimBlanks(value)
}

const namesRequested = (requested: ReadonlyArray<string>): ReadonlyArray<string> => {
  const names = requested.map((name) => name.toLowerCase())
  const never = names.find((name) => neverSigned.has(name))
  if (never === undefined) return names
  throw new TypeError(`${never} cannot be signed: it is for the next hop, or the signature itself`)
}

const has = (headers: ReadonlyArray<Header>, wanted: string): boolean =>
  headers.some(([name]) => name === wanted)

const sentHeaders = (
  request: SignableRequest,
  requested: ReadonlyArray<string>,
  own: ReadonlyArray<Header>
): Array<Header> => {
  const signed: Array<Header> = []
  for (const [sentName, value] of request.headers ?? []) {
    const name = sentName.toLowerCase()
    if (!(covered.has(name) || requested.includes(name)) || has(own, name)) continue
    if (has(signed, name)) throw new TypeError(`${name} is there twice, so it cannot be signed`)
    signed.push([name, valueToSign(name, value)])
  }
  return signed
}

/**
 * The headers a signature covers: of those sent the ones on the list and the ones requested, `host`
 * unless one was sent, and `own` in place of any of the same name. Names in lower case and sorted.
 */
export const headersToSign = (
  request: SignableRequest,
  host: string,
  own: ReadonlyArray<Header>
): ReadonlyArray<Header> => {
  const requested = namesRequested(request.signedHeaders ?? [])
  const signed = sentHeaders(request, requested, own)
  if (!has(signed, "host")) signed.push(["host", host])
  for (const [name, value] of own) signed.push([name, valueToSign(name, value)])
  const absent = requested.find((name) => !has(signed, name))
  if (absent !== undefined) throw new TypeError(`${absent} is to be signed, but it is not there`)
  return signed.sort(([a], [b]) => ascending(a, b))
}
