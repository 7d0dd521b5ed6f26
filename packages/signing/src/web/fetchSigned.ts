import {
  type BodyHash,
  checkBodySize,
  checkGivenHash,
  checkSpelling,
  checkStreamHash
} from "../sendable.ts"
import type { Credentials } from "../credentials.ts"
import type { SignedHeaders } from "../signedHeaders.ts"
import type { SignableRequest } from "../signableRequest.ts"

/** What to sign beside the headers that always are, and by which clock. */
export interface SigningOptions {
  readonly signedHeaders?: ReadonlyArray<string>
  /** Asked once a request, or once an attempt; the clock of the machine unless given. */
  readonly now?: () => Date
}

/** A `fetch` that signs what it sends, and rejects what it cannot sign as it will be sent. */
export type SignedFetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>

/** What the two entries do by different means. */
interface Signer extends BodyHash {
  readonly sign: (
    request: SignableRequest,
    credentials: Credentials,
    date: Date
  ) => SignedHeaders | Promise<SignedHeaders>
  readonly hash: (body: Uint8Array) => string | Promise<string>
}

const limited = (body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> => {
  let passed = 0
  const count = new TransformStream<Uint8Array, Uint8Array>({
    transform: (chunk, controller) => {
      passed += chunk.byteLength
      checkBodySize(passed)
      controller.enqueue(chunk)
    }
  })
  return body.pipeThrough(count)
}

/** The body as a whole; some browsers have no `Request.body` to read it from. */
const wholeBody = async (request: Request): Promise<Uint8Array<ArrayBuffer>> => {
  const source = request.body ? new Response(limited(request.body)) : request
  const bytes = new Uint8Array(await source.arrayBuffer())
  checkBodySize(bytes.length)
  return bytes
}

/** What to sign and what to send as the body of a request. */
interface Body {
  readonly signed?: Uint8Array
  readonly sent?: Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>
}

const readBody = async (request: Request, isStream: boolean, signer: Signer): Promise<Body> => {
  const given = request.headers.get(signer.payloadHashHeader) ?? undefined
  if (isStream) {
    checkStreamHash(given, signer)
    return request.body ? { sent: limited(request.body) } : {}
  }
  const bytes = await wholeBody(request)
  if (given !== undefined) checkGivenHash(given, await signer.hash(bytes), signer)
  return bytes.length === 0 ? {} : { signed: bytes, sent: bytes }
}

/** The request as fetch will send it: what it made of the URL, the method and the headers is signed. */
export const fetchSigned = async (
  signer: Signer,
  credentials: Credentials,
  { signedHeaders = [], now = () => new Date() }: SigningOptions,
  [input, init = {}]: Parameters<SignedFetch>
): Promise<Response> => {
  const isStream = init.body instanceof ReadableStream
  const request = new Request(input, isStream ? { ...init, duplex: "half" } : init)
  const { method, url, headers: given } = request
  const { signed: bytes = "", sent } = await readBody(request, isStream, signer)

  const signable = { method, url, headers: given, body: bytes, signedHeaders }
  const signed = await signer.sign(signable, credentials, now())
  checkSpelling(signed)
  const headers = new Headers(given)
  for (const [name, value] of signed.headers) headers.set(name, value)
  const redirect = request.redirect === "error" ? "error" : "manual"
  const body = sent === undefined ? {} : ({ body: sent, duplex: "half" } as const)
  return fetch(new Request(request, { headers, redirect, ...body }))
}
