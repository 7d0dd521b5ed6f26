import { type Headers, type ReceivedRequest, splitTarget } from "@codearts/ingress"
import { randomBytes } from "node:crypto"
import { stringify } from "node:querystring"
import { addAbortSignal, Readable } from "node:stream"
import { type Dispatcher, errors } from "undici"

type Options = Dispatcher.DispatchOptions

const targetOf = ({ path, query }: Options) => {
  const written = query == null ? "" : stringify(query)
  return written === "" ? path : `${path}?${written}`
}

/** Names and values as undici takes them: a flat array, an iterable of pairs, or an object. */
const entriesOf = (headers: Options["headers"]): Iterable<readonly [string, unknown]> => {
  if (headers == null) return []
  if (!Array.isArray(headers)) return Symbol.iterator in headers ? headers : Object.entries(headers)
  if (headers.length % 2 !== 0) throw new errors.InvalidArgumentError("headers array must be even")
  return Array.from({ length: headers.length / 2 }, (_, index) => [
    String(headers[2 * index]),
    headers[2 * index + 1]
  ])
}

const valuesOf = (value: unknown): ReadonlyArray<string> =>
  (Array.isArray(value) ? value : [value]).filter((each) => each != null).map(String)

const given = (headers: Options["headers"]): Headers =>
  [...entriesOf(headers)].flatMap(([name, value]) =>
    valuesOf(value).map((each): Headers[number] => [name, each])
  )

/** What undici adds before it sends. */
const added = (headers: Headers, { origin }: Options, body: Uint8Array): Headers => {
  const host: Headers = [["host", new URL(origin ?? "http://localhost").host]]
  const length: Headers = body.length === 0 ? [] : [["content-length", String(body.length)]]
  return [...host, ...length].filter(
    ([name]) => !headers.some(([sent]) => sent.toLowerCase() === name)
  )
}

const readBody = async (body: Options["body"], signal: AbortSignal): Promise<Uint8Array> => {
  if (body == null) return new Uint8Array()
  if (typeof body === "string" || body instanceof Uint8Array) return Buffer.from(body)
  if (!(Symbol.asyncIterator in body))
    throw new errors.InvalidArgumentError("the emulator takes texts, bytes and streams as a body")
  const chunks: Array<Buffer> = []
  const stream = addAbortSignal(signal, body instanceof Readable ? body : Readable.from(body))
  for await (const chunk of stream) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}

/** The request that a server would receive from these options. */
export const dispatchedRequest = async (
  options: Options,
  signal: AbortSignal
): Promise<ReceivedRequest> => {
  const body = await readBody(options.body, signal)
  const headers = given(options.headers)
  const target = targetOf(options)
  return {
    method: options.method,
    target,
    ...splitTarget(target),
    headers: [...added(headers, options, body), ...headers],
    body,
    requestId: randomBytes(16).toString("hex"),
    remoteAddress: "127.0.0.1",
    signal
  }
}
