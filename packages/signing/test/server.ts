import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import { buffer } from "node:stream/consumers"
import type { Header, ReceivedRequest } from "../src/index.ts"

/** A server on this machine, and what reached it so far. */
export interface Server extends AsyncDisposable {
  readonly origin: string
  readonly arrived: ReadonlyArray<ReceivedRequest>
}

type Answer = (response: ServerResponse, request: ReceivedRequest, count: number) => void

const headersOf = ({ rawHeaders }: IncomingMessage): ReadonlyArray<Header> =>
  rawHeaders.flatMap((name, at) =>
    at % 2 === 0 ? [[name, rawHeaders[at + 1] ?? ""] as const] : []
  )

const read = async (message: IncomingMessage): Promise<ReceivedRequest> => ({
  method: message.method ?? "",
  target: message.url ?? "",
  headers: headersOf(message),
  body: await buffer(message)
})

/** Answers on `localhost` until it is disposed of; a request that breaks off never arrived. */
export const serve = async (answer: Answer): Promise<Server> => {
  const arrived: Array<ReceivedRequest> = []
  const receive = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const request = await read(message)
    arrived.push(request)
    answer(response, request, arrived.length)
  }
  const server = createServer((message, response) => {
    receive(message, response).catch(() => response.destroy())
  })
  const { promise, resolve } = Promise.withResolvers<void>()
  server.listen(0, "127.0.0.1", resolve)
  await promise
  const address = server.address()
  const port = typeof address === "object" ? address?.port : undefined
  return {
    origin: `http://localhost:${port}`,
    arrived,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      server.close()
    }
  }
}
