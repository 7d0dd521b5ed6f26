import { createServer, type Server } from "node:http"
import { createServer as createSecureServer, type Server as SecureServer } from "node:https"
import type { AddressInfo, Socket } from "node:net"
import type { TLSSocket } from "node:tls"
import { hostInUrl } from "./host.ts"
import { checkingInterval, limits, type Timeouts } from "./limits.ts"
import { secureContext, type Tls, tlsOptions } from "./tls.ts"

/** Node's server, and what changes its certificates while it runs. */
export interface Served {
  readonly server: Server
  /** Throws where they are none. Connections that are open keep what they were made with. */
  readonly renew: (tls: Tls) => void
  /** Cuts those who have not got so far that they could ask anything, for whom closing would wait. */
  readonly dropHandshakes: () => void
}

const options = (timeouts: Timeouts) => ({
  headersTimeout: timeouts.headers,
  requestTimeout: timeouts.request,
  keepAliveTimeout: timeouts.keepAlive,
  connectionsCheckingInterval: checkingInterval(timeouts),
  maxHeaderSize: limits.headerBytes,
  insecureHTTPParser: false,
  // Node would answer without a body; the front door makes the same check.
  requireHostHeader: false
})

// With optional certificates Node lets one in that failed, and leaves it to us.
const dropUnverified = (server: SecureServer): void => {
  server.on("secureConnection", (socket: TLSSocket) => {
    if (socket.authorized || socket.getPeerX509Certificate() === undefined) return
    socket.destroy()
  })
}

const peerOf = ({ remoteAddress, remotePort }: Socket): string => `${remoteAddress} ${remotePort}`

/** Who is in the middle of a handshake; Node tells of a socket before and of another one after. */
const handshakes = (server: SecureServer): (() => void) => {
  const underWay = new Map<string, Socket>()
  server.on("connection", (socket: Socket) => {
    const peer = peerOf(socket)
    underWay.set(peer, socket)
    socket.once("close", () => underWay.delete(peer))
  })
  server.on("secureConnection", (socket: TLSSocket) => underWay.delete(peerOf(socket)))
  return () => {
    for (const socket of underWay.values()) socket.destroy()
  }
}

const secure = (timeouts: Timeouts, tls: Tls): Served => {
  const server = createSecureServer({
    ...options(timeouts),
    ...tlsOptions(tls, timeouts.headers),
    // A client that has sent all it has to say may still hear the answer, as over plain http.
    allowHalfOpen: true
  })
  if (tls.clientAuthorities !== undefined) dropUnverified(server)
  return {
    server,
    renew: (renewed) => server.setSecureContext(secureContext(renewed)),
    dropHandshakes: handshakes(server)
  }
}

const plain = (timeouts: Timeouts): Served => ({
  server: createServer(options(timeouts)),
  renew: () => {
    throw new Error("A listener of plain http has no certificates.")
  },
  dropHandshakes: () => {}
})

/** Node's server with every limit set, and none of its own answers left to it. */
export const makeServer = (timeouts: Timeouts, tls: Tls | undefined): Served => {
  const served = tls === undefined ? plain(timeouts) : secure(timeouts, tls)
  // Node drops the headers past this count in silence, so it must be more than is let in.
  served.server.maxHeadersCount = limits.headers * 2
  return served
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
