import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import {
  createServer as createTcpServer,
  type AddressInfo,
  type Server,
  type Socket
} from "node:net"
import { onTestFinished } from "vitest"
import type { Headers } from "./wire.ts"

/** A request as it came to an upstream. */
export interface Arrived {
  readonly method: string
  readonly target: string
  readonly headers: Headers
  readonly header: (name: string) => string | undefined
  readonly body: Buffer
}

const bound = (server: Server): Promise<string> =>
  new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo // it listens on a port
      resolve(`http://127.0.0.1:${port}`)
    })
  })

const pairs = (raw: ReadonlyArray<string>): Headers =>
  raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? ""] as const] : []))

const arrival = async (incoming: IncomingMessage): Promise<Arrived> => {
  const pieces: Array<Buffer> = []
  for await (const piece of incoming) pieces.push(piece as Buffer) // no encoding is set
  const headers = pairs(incoming.rawHeaders)
  return {
    method: incoming.method ?? "",
    target: incoming.url ?? "",
    headers,
    header: (name) => headers.find(([sent]) => sent.toLowerCase() === name)?.[1],
    body: Buffer.concat(pieces)
  }
}

/** A server that answers each request as the test says; `arrived` holds what came. */
export const openUpstream = async (
  answer: (response: ServerResponse, request: Arrived) => void = (response) => response.end("{}")
) => {
  const arrived: Array<Arrived> = []
  const receive = async (incoming: IncomingMessage, response: ServerResponse) => {
    const request = await arrival(incoming)
    arrived.push(request)
    answer(response, request)
  }
  const server = createServer((incoming, response) => void receive(incoming, response))
  const origin = await bound(server)
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
  )
  return { origin, arrived }
}

/** A server that speaks as the test says, byte by byte, from the first byte of a request on. */
export const openRawUpstream = async (speak: (socket: Socket) => void) => {
  const sockets = new Set<Socket>()
  let connections = 0
  const server = createTcpServer((socket) => {
    connections += 1
    sockets.add(socket)
    socket.on("error", () => {})
    socket.on("close", () => sockets.delete(socket))
    socket.once("data", () => speak(socket))
  })
  const origin = await bound(server)
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      })
  )
  return { origin, connections: () => connections }
}

/** An origin at which nobody listens. */
export const unusedOrigin = async (): Promise<string> => {
  const server = createTcpServer()
  const origin = await bound(server)
  await new Promise((resolve) => server.close(resolve))
  return origin
}
