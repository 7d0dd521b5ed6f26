import { STATUS_CODES, validateHeaderName, validateHeaderValue } from "node:http"
import { type Headers, pairs } from "./headers.ts"

/**
 * An answer given whole.
 * The listener adds Content-Length, Date, X-Content-Type-Options and X-Request-Id (the last three
 * unless the answer has them), decides about Connection, and drops Server and X-Powered-By.
 */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: string | Uint8Array
}

// What tells where a message ends is the listener's to say; what names the software helps attackers.
const droppedFromStream: ReadonlySet<string> = new Set([
  "connection",
  "keep-alive",
  "proxy-connection",
  "server",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "x-powered-by"
])
const droppedFromWhole: ReadonlySet<string> = new Set([...droppedFromStream, "content-length"])

const completed = (
  headers: Headers,
  dropped: ReadonlySet<string>,
  requestId: string
): Array<string> => {
  const flat: Array<string> = []
  const given = new Set<string>()
  for (const [name, value] of headers) {
    const lower = name.toLowerCase()
    if (dropped.has(lower)) continue
    given.add(lower)
    flat.push(name, value)
  }
  if (!given.has("x-request-id")) flat.push("X-Request-Id", requestId)
  if (!given.has("x-content-type-options")) flat.push("X-Content-Type-Options", "nosniff")
  return flat
}

/** The headers of a streamed answer, names and values by turns; its Content-Length is kept. */
export const streamHeaders = (headers: Headers, requestId: string): ReadonlyArray<string> =>
  completed(headers, droppedFromStream, requestId)

/** The headers of a whole answer, names and values by turns; a 204 and a 304 have no length. */
export const wholeHeaders = (answer: Answer, requestId: string): ReadonlyArray<string> => {
  const flat = completed(answer.headers, droppedFromWhole, requestId)
  if (answer.status === 204 || answer.status === 304) return flat
  flat.push("Content-Length", String(Buffer.byteLength(answer.body)))
  return flat
}

/** Refuses a status that cannot end an exchange; throws, because a handler broke its promise. */
export const checkStatus = (status: number): void => {
  if (!Number.isInteger(status) || status < 200 || status > 599) {
    throw new RangeError("An answer's status must be from 200 to 599.")
  }
}

const headLine = ([name, value]: readonly [string, string]): string => {
  validateHeaderName(name)
  validateHeaderValue(name, value)
  return `${name}: ${value}\r\n`
}

/** The head of an answer after which the connection closes, for a socket that Node gave up on. */
export const lastHead = (answer: Answer, requestId: string, date: Date): string => {
  checkStatus(answer.status)
  const lines = pairs([...wholeHeaders(answer, requestId), "Date", date.toUTCString()])
  const statusLine = `HTTP/1.1 ${answer.status} ${STATUS_CODES[answer.status] ?? ""}\r\n`
  return `${statusLine}${lines.map(headLine).join("")}Connection: close\r\n\r\n`
}
