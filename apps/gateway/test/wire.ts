import { connect, type Socket } from "node:net"
import { onTestFinished } from "vitest"

export type Headers = ReadonlyArray<readonly [name: string, value: string]>

/** A request, byte for byte; one character a byte in what is text. */
export interface WireRequest {
  readonly method: string
  readonly target: string
  readonly headers: Headers
  readonly body: Uint8Array
}

/** An answer as it stood on the wire. */
export interface WireAnswer {
  readonly status: number
  /** Names in lower case; the first of those that are repeated. */
  readonly header: (name: string) => string | undefined
  readonly headers: Headers
  readonly text: string
  /** Whether its body had its announced end. */
  readonly whole: boolean
}

/** A connection that is destroyed after the test. */
export const dial = (port: number, host = "127.0.0.1"): Socket => {
  const socket = connect(port, host)
  socket.on("error", () => {}) // a reset after the answer is a way to close
  onTestFinished(() => void socket.destroy())
  return socket
}

export const written = ({ body, headers, method, target }: WireRequest): Buffer => {
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join("")
  const length = body.length === 0 ? "" : `Content-Length: ${body.length}\r\n`
  return Buffer.concat([
    Buffer.from(`${method} ${target} HTTP/1.1\r\n${lines}${length}\r\n`, "latin1"),
    body
  ])
}

const unchunked = (text: string) => {
  let body = ""
  let rest = text
  for (;;) {
    const end = rest.indexOf("\r\n")
    const size = Number.parseInt(rest.slice(0, end), 16)
    if (size === 0) return { body, whole: true }
    if (Number.isNaN(size) || rest.length < end + 4 + size) return { body, whole: false }
    body += rest.slice(end + 2, end + 2 + size)
    rest = rest.slice(end + 4 + size)
  }
}

const bodyOf = (text: string, header: WireAnswer["header"]) => {
  if (header("transfer-encoding") === "chunked") return unchunked(text)
  const length = Number(header("content-length") ?? 0)
  return { body: text.slice(0, length), whole: text.length === length }
}

/** The one answer in what came over a connection. */
export const answerIn = (received: Buffer): WireAnswer => {
  const text = received.toString("latin1")
  const end = text.indexOf("\r\n\r\n")
  const [statusLine = "", ...lines] = text.slice(0, end).split("\r\n")
  const headers = lines.map((line): Headers[number] => {
    const colon = line.indexOf(": ")
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 2)]
  })
  const header = (name: string) => headers.find(([sent]) => sent === name)?.[1]
  const { body, whole } = bodyOf(text.slice(end + 4), header)
  return {
    status: Number(statusLine.split(" ")[1]),
    header,
    headers,
    text: Buffer.from(body, "latin1").toString("utf8"),
    whole
  }
}

/** Everything a socket receives until the other side closes it. */
export const drained = (socket: Socket): Promise<Buffer> =>
  new Promise((resolve) => {
    const pieces: Array<Buffer> = []
    socket.on("data", (piece: Buffer) => pieces.push(piece))
    socket.once("close", () => resolve(Buffer.concat(pieces)))
  })

/** Sends a request on a connection of its own, and gives the answer when that is closed. */
export const exchange = async (
  port: number,
  request: WireRequest,
  host?: string
): Promise<WireAnswer> => {
  const socket = dial(port, host)
  const received = drained(socket)
  socket.write(written({ ...request, headers: [...request.headers, ["Connection", "close"]] }))
  return answerIn(await received)
}
