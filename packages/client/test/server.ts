import { Effect } from "effect"
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import {
  type AddressInfo,
  createServer as createSocketServer,
  type Server as SocketServer,
  type Socket
} from "node:net"

/** A request as a server received it. */
export interface Received {
  readonly method: string
  readonly target: string
  readonly headers: IncomingMessage["headers"]
  readonly body: string
}

const listening = (server: Server | SocketServer) =>
  Effect.callback<string>((resume) => {
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo // what it is for a server that listens on TCP
      resume(Effect.succeed(`http://127.0.0.1:${port}`))
    })
  })

const close = (server: Server | SocketServer) =>
  Effect.callback<void>((resume) => {
    server.close(() => resume(Effect.void))
  })

const read = async (request: IncomingMessage): Promise<Received> => {
  const chunks = await request.toArray()
  const { headers, method = "", url = "" } = request
  return { method, target: url, headers, body: Buffer.concat(chunks).toString("utf8") }
}

type Answering = (response: ServerResponse, request: Received, count: number) => void

/** An HTTP server that remembers what it received, open as long as the scope. */
export const httpServer = Effect.fnUntraced(function* (answer: Answering) {
  const received: Array<Received> = []
  const server = createServer((request, response) => {
    void read(request).then((whole) => answer(response, whole, received.push(whole)))
  })
  const url = yield* listening(server)
  yield* Effect.addFinalizer(() =>
    Effect.andThen(
      Effect.sync(() => server.closeAllConnections()),
      close(server)
    )
  )
  return { url, received }
})

/** A server that does to a connection what no HTTP server would, once the head of a request is there. */
export const socketServer = Effect.fnUntraced(function* (act: (socket: Socket) => void) {
  const heads: Array<string> = []
  const sockets = new Set<Socket>()
  const server = createSocketServer((socket) => {
    sockets.add(socket)
    socket.once("close", () => sockets.delete(socket))
    socket.on("error", () => {}) // the other side leaves: that is what is tested
    socket.once("data", (head) => {
      heads.push(head.toString("latin1"))
      act(socket)
    })
  })
  const url = yield* listening(server)
  yield* Effect.addFinalizer(() =>
    Effect.andThen(
      Effect.sync(() => sockets.forEach((socket) => socket.destroy())),
      close(server)
    )
  )
  return { url, heads }
})

/** Answers JSON. */
export const json = (
  response: ServerResponse,
  body: unknown,
  status = 200,
  headers: Readonly<Record<string, string>> = {}
) => {
  response.writeHead(status, { "content-type": "application/json", ...headers })
  response.end(typeof body === "string" ? body : JSON.stringify(body))
}

/** Waits until a connection is closed, or an answer's, whatever closed it. */
export const whenClosed = (stream: Socket | ServerResponse) =>
  Effect.callback<void>((resume) => {
    if (stream.closed) resume(Effect.void)
    else stream.once("close", () => resume(Effect.void))
  })
