import { ascending } from "./canonicalRequest.ts"
import { covered } from "./coverage.ts"
import { type Header, trimBlanks } from "./headers.ts"
import type { SignableRequest } from "./signableRequest.ts"

const neverSigned =
  /^(?:authorization|connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade)$/

const lineBreakOrNul = /[\r\n\0]/

const valueToSign = (name: string, value: string): string => {
  if (lineBreakOrNul.test(value)) throw new TypeError(`${name} has a line break or NUL`)
  return trimBlanks(value)
}

const namesRequested = (requested: ReadonlyArray<string>): ReadonlyArray<string> => {
  const names = requested.map((name) => name.toLowerCase())
  const never = names.find((name) => neverSigned.test(name))
  if (never === undefined) return names
  throw new TypeError(`${never} cannot be signed: it is for the next hop or the signature`)
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
  const ours = new Map(own)
  const signed = new Map<string, string>()
  for (const [sentName, value] of request.headers ?? []) {
    const name = sentName.toLowerCase()
    if (!(covered.has(name) || requested.includes(name)) || ours.has(name)) continue
    if (signed.has(name)) throw new TypeError(`${name} is there twice`)
    signed.set(name, valueToSign(name, value))
  }
  if (!signed.has("host")) signed.set("host", host)
  for (const [name, value] of own) signed.set(name, valueToSign(name, value))
  const absent = requested.find((name) => !signed.has(name))
  if (absent !== undefined) throw new TypeError(`${absent} is not there`)
  return [...signed].sort(([a], [b]) => ascending(a, b))
}
