import { type Credentials, sign } from "@codearts/signing"
import { exchange, type Headers, type WireAnswer, type WireRequest } from "./wire.ts"

/** A request as a test writes it down. */
export interface Wanted {
  readonly method?: string
  readonly target?: string
  /** Signed where a signature covers such a header. */
  readonly headers?: Readonly<Record<string, string>>
  /** Sent too, but no signature speaks for them. */
  readonly unsigned?: Readonly<Record<string, string>>
  /** Text and bytes as they are, all else as JSON. */
  readonly body?: unknown
  /** Who sends it: a key that signs, or a token. */
  readonly by?: Credentials | string
  /** When it is signed, in seconds from now. */
  readonly seconds?: number
}

/** An answer, its JSON read as what the test expects it to be. */
export interface Reply extends WireAnswer {
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly body: any
}

const bytesOf = (body: unknown): Buffer => {
  if (body === undefined) return Buffer.alloc(0)
  if (typeof body === "string" || body instanceof Uint8Array) return Buffer.from(body)
  return Buffer.from(JSON.stringify(body))
}

const credentialHeaders = (wanted: Wanted, request: WireRequest): Headers => {
  const { by, seconds = 0 } = wanted
  if (by === undefined) return []
  if (typeof by === "string") return [["X-Auth-Token", by]]
  const { body, headers, method, target } = request
  const host = headers.find(([name]) => name === "Host")?.[1] ?? ""
  const date = new Date(Date.now() + seconds * 1000)
  const proof = sign({ method, url: `http://${host}${target}`, headers, body }, by, date)
  return proof.headers.filter(([name]) => name !== "host")
}

/** The bytes that a caller sends to a gateway on a port of this machine. */
export const requestOf = (port: number, wanted: Wanted): WireRequest => {
  const { method = "GET", target = "/v2/vpceps", unsigned = {} } = wanted
  const body = bytesOf(wanted.body)
  const json = body.length > 0 && unsigned["Content-Type"] === undefined
  const headers: Headers = Object.entries({
    Host: `127.0.0.1:${port}`,
    ...(json && { "Content-Type": "application/json" }),
    ...wanted.headers
  })
  const request = { method, target, headers, body }
  return {
    ...request,
    headers: [...headers, ...Object.entries(unsigned), ...credentialHeaders(wanted, request)]
  }
}

const isJson = ({ header, text }: WireAnswer) =>
  header("content-type") === "application/json" && text !== ""

const replyOf = (answer: WireAnswer): Reply => ({
  ...answer,
  body: isJson(answer) && answer.whole ? JSON.parse(answer.text) : undefined
})

/** Sends bytes that were made before, and reads the answer. */
export const sendAgain = async (
  port: number,
  request: WireRequest,
  host?: string
): Promise<Reply> => replyOf(await exchange(port, request, host))

/** Sends a request and reads the answer. */
export const call = (port: number, wanted: Wanted): Promise<Reply> =>
  sendAgain(port, requestOf(port, wanted))
