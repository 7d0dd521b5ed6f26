import { connect, type Socket } from "node:net"
import { onTestFinished } from "vitest"
import {
  type Answer,
  type Handler,
  listen,
  type Listener,
  type ListenOptions,
  type ReceivedRequest
} from "../src/index.ts"

/** An answer as it stood on the wire. */
export interface WireAnswer {
  readonly status: number
  readonly headers: ReadonlyMap<string, string>
  readonly body: string
}

export const json = (status: number, value: unknown): Answer => ({
  status,
  headers: [["Content-Type", "application/json"]],
  body: JSON.stringify(value)
})

/** A listener on a free port, closed after the test; `seen` holds what reached its handler. */
export const open = async (
  handler: Handler = async () => json(200, "ok"),
  options: Partial<ListenOptions> = {}
): Promise<Listener & { readonly seen: ReadonlyArray<ReceivedRequest> }> => {
  const seen: Array<ReceivedRequest> = []
  const listener = await listen({
    host: "127.0.0.1",
    port: 0,
    handler: (request, sink) => {
      seen.push(request)
      return handler(request, sink)
    },
    refuse: ({ status, error_code, error_msg }, request_id) =>
      json(status, { error_code, error_msg, request_id }),
    ...options
  })
  onTestFinished(() => listener.close({ finish: 100 }))
  return { ...listener, seen }
}

/** A connection that is destroyed after the test. */
export const dial = (port: number): Socket => {
  const socket = connect(port, "127.0.0.1")
  onTestFinished(() => void socket.destroy())
  return socket
}

/** Everything a socket receives until the other side closes it. */
export const drained = (socket: Socket): Promise<Buffer> =>
  new Promise((resolve) => {
    const pieces: Array<Buffer> = []
    socket.on("data", (piece: Buffer) => pieces.push(piece))
    // A reset after the answer is a way to close.
    socket.on("error", () => {})
    socket.on("close", () => resolve(Buffer.concat(pieces)))
  })

/** Sends bytes, one character each, and gives back all that comes until the server closes. */
export const exchange = async (
  port: number,
  text: string,
  { halfClose = false } = {}
): Promise<ReadonlyArray<WireAnswer>> => {
  const socket = dial(port)
  const received = drained(socket)
  socket.write(Buffer.from(text, "latin1"))
  if (halfClose) socket.end()
  return answersIn((await received).toString("latin1"))
}

/** The answers in a text, in order; each must have a Content-Length, or nothing behind its head. */
export const answersIn = (text: string): ReadonlyArray<WireAnswer> => {
  const answers: Array<WireAnswer> = []
  let rest = text
  while (rest !== "") {
    const end = rest.indexOf("\r\n\r\n")
    const [statusLine = "", ...lines] = rest.slice(0, end).split("\r\n")
    const headers = new Map(
      lines.map((line) => {
        const colon = line.indexOf(": ")
        return [line.slice(0, colon).toLowerCase(), line.slice(colon + 2)] as const
      })
    )
    const length = Number(headers.get("content-length") ?? 0)
    const body = rest.slice(end + 4, end + 4 + length)
    answers.push({ status: Number(statusLine.split(" ")[1]), headers, body })
    rest = rest.slice(end + 4 + length)
  }
  return answers
}

/** A request as text: its lines, an empty one, its body. */
export const request = (lines: ReadonlyArray<string>, body = ""): string =>
  `${lines.join("\r\n")}\r\n\r\n${body}`

/** A plain GET that asks for the connection to be closed, so that its answer is the last. */
export const lastGet = (port: number, target = "/last"): string =>
  request([`GET ${target} HTTP/1.1`, `Host: 127.0.0.1:${port}`, "Connection: close"])
