import type { Attack, Headers, Request, Signing } from "./Attack.ts"
import { fill, type Values, valuesAt, withBody } from "./placeholders.ts"
import { signedWith } from "./signedWith.ts"

/** What is sent, and the values it was made with. */
export interface Message {
  readonly bytes: Buffer
  readonly values: Values
}

const generatedBody = (
  { prefix, repeat, totalBytes }: NonNullable<Request["bodyGenerate"]>,
  values: Values
) => {
  const start = Buffer.from(fill(prefix, values))
  return Buffer.concat([start, Buffer.from(repeat.repeat(totalBytes - start.length))])
}

const bodyOf = ({ body = "", bodyBase64, bodyGenerate }: Request, values: Values): Buffer => {
  if (bodyBase64 !== undefined) return Buffer.from(bodyBase64, "base64")
  if (bodyGenerate !== undefined) return generatedBody(bodyGenerate, values)
  return Buffer.from(fill(body, values))
}

const severalHeaders = /^\{\{headers\|(.+)\|(\d+)\}\}$/u

const filled = (headers: Headers, values: Values): Headers =>
  headers.flatMap(([name, template]): Headers => {
    const value = fill(template, values)
    const [, prefix, count] = severalHeaders.exec(name) ?? []
    if (prefix === undefined) return [[name, value]]
    return Array.from({ length: Number(count) }, (_, index) => [`${prefix}${index}`, value])
  })

const template =
  "SDK-HMAC-SHA256 Access={{ak}}, SignedHeaders={{signedHeaders}}, Signature={{signature}}"

/** How a request is signed; `undefined` where it is not. */
const signingOf = ({ sign }: Request): Signing | undefined => {
  if (sign === true) return {}
  return sign === false ? undefined : sign
}

const withSignature = (request: Request, signing: Signing, body: Buffer, values: Values) => {
  const { over = {}, ...how } = signing
  const signed = {
    method: over.method ?? request.method,
    target: fill(over.target ?? request.target, values),
    headers: filled(over.headers ?? request.headers, values),
    body: over.body === undefined ? body : Buffer.from(fill(over.body, values))
  }
  const { bodyHash, ...named } = how
  const hashed = bodyHash === undefined ? named : { ...named, bodyHash: fill(bodyHash, values) }
  return { ...values, ...signedWith(hashed, signed, values["date"] ?? "") }
}

const chunkSize = 65_536

const chunked = (body: Buffer): Buffer => {
  const pieces: Array<Buffer> = []
  for (let start = 0; start < body.length; start += chunkSize) {
    const chunk = body.subarray(start, start + chunkSize)
    pieces.push(Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from("\r\n"))
  }
  return Buffer.concat([...pieces, Buffer.from("0\r\n\r\n")])
}

interface Framed {
  readonly headers: Headers
  readonly payload: Buffer
}

const framed = (request: Request, body: Buffer, values: Values): Framed => {
  const { contentLength = 0, framing = body.length === 0 ? "none" : "content-length" } = request
  switch (framing) {
    case "content-length":
      return {
        headers: [["Content-Length", String(body.length + contentLength)]],
        payload: body
      }
    case "chunked":
      return { headers: [["Transfer-Encoding", "chunked"]], payload: chunked(body) }
    case "explicit":
      return { headers: [], payload: Buffer.from(fill(request.wireBody ?? "", values)) }
    case "none":
      return { headers: [], payload: body }
  }
}

const requestMessage = (request: Request, host: string, now: Date): Message => {
  const signing = signingOf(request)
  const moment = new Date(now.getTime() + (signing?.dateOffsetSeconds ?? 0) * 1000)
  const plain = valuesAt(host, moment)
  const body = bodyOf(request, plain)
  const known = withBody(plain, body)
  const values = signing === undefined ? known : withSignature(request, signing, body, known)
  const authorized: Headers =
    signing === undefined ? [] : [["Authorization", request.auth ?? template]]
  const { headers: framing, payload } = framed(request, body, values)
  const { headersAfterAuth = [], headersBeforeAuth = [], headers } = request
  const sent = [...headers, ...headersBeforeAuth, ...authorized, ...headersAfterAuth]
  const lines = [...filled(sent, values), ...framing].map(
    ([name, value]) => `${name}: ${value}\r\n`
  )
  const head = `${request.method} ${fill(request.target, values)} HTTP/1.1\r\n${lines.join("")}\r\n`
  const bytes = Buffer.concat([
    Buffer.from(head, "latin1"),
    payload.subarray(0, request.cutBodyAt ?? payload.length)
  ])
  return { bytes, values }
}

const rawMessage = (base64: string, host: string, now: Date): Message => {
  const values = valuesAt(host, now)
  const text = fill(Buffer.from(base64, "base64").toString("latin1"), values)
  return { bytes: Buffer.from(text, "latin1"), values }
}

/** The bytes of a case, for a server that is reached as `host`. */
export const messageOf = ({ raw, request }: Attack, host: string, now: Date): Message =>
  request === undefined ? rawMessage(raw ?? "", host, now) : requestMessage(request, host, now)
