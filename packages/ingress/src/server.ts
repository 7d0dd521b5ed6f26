import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { hostInUrl } from "./host.ts"
import { checkingInterval, limits, type Timeouts } from "./limits.ts"

/** Node's server with every limit set, and none of its own answers left to it. */
export const makeServer = (timeouts: Timeouts): Server => {
  const server = createServer({
    headersTimeout: timeouts.headers,
    requestTimeout: timeouts.request,
    keepAliveTimeout: timeouts.keepAlive,
    connectionsCheckingInterval: checkingInterval(timeouts),
    maxHeaderSize: limits.headerBytes,
    insecureHTTPParser: false,
    // Node would answer without a body; the front door makes the same check.
    requireHostHeader: false
  })
  // Node drops the headers past this count in silence, so it must be more than is let in.
  server.maxHeadersCount = limits.headers * 2
  return server
}

/** The port a server is bound to; rejects with the address that cannot be had. */
export const bind = (server: Server, host: string, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const failed = (cause: NodeJS.ErrnoException): void => {
      const reason = cause.code === "EADDRINUSE" ? "the address is taken" : cause.message
      reject(new Error(`Cannot listen on ${hostInUrl(host)}:${port}: ${reason}`, { cause }))
    }
    server.once("error", failed)
    server.listen({ host, port }, () => {
      server.off("error", failed)
      // A server that listens on a host and a port has an address, and it is not a pipe's name.
      resolve((server.address() as AddressInfo).port)
    })
  })
