import { Effect } from "effect"
import { createServer } from "node:https"
import type { ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import type { TlsOptions, TLSSocket } from "node:tls"
import answers from "./answers.json" with { type: "json" }
import { json } from "./server.ts"

/** The name that the certificate of the tests is for; it resolves nowhere. */
export const host = "codearts.test"

interface Seen {
  readonly servername: string | undefined
  readonly host: string | undefined
  readonly subject: string | undefined
}

/** A server of the list over TLS, that remembers who asked by which name. */
export const tlsServer = Effect.fnUntraced(function* (
  options: TlsOptions,
  answer = (response: ServerResponse): void => json(response, answers.list),
  at: { readonly host: string; readonly port?: number } = { host: "127.0.0.1" }
) {
  const seen: Array<Seen> = []
  const server = createServer(options, (request, response) => {
    const socket = request.socket as TLSSocket // what an https server has
    const subject = socket.getPeerCertificate().subject?.CN
    seen.push({
      servername: socket.servername === false ? undefined : (socket.servername ?? undefined),
      host: request.headers.host,
      subject: typeof subject === "string" ? subject : undefined
    })
    answer(response)
  })
  yield* Effect.promise(
    () => new Promise<void>((resolve) => server.listen(at.port ?? 0, at.host, () => resolve()))
  )
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  yield* Effect.addFinalizer(() => Effect.sync(close))
  const { port } = server.address() as AddressInfo // what it is for a server that listens on TCP
  return { port, url: `https://${host}:${port}`, seen, close }
})
