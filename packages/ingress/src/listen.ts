import type { Answer } from "./answer.ts"
import { attend } from "./attend.ts"
import { type Drain, drain } from "./drain.ts"
import type { Handler, RefusedHead } from "./exchange.ts"
import { hostInUrl, localHosts, reachableHost } from "./host.ts"
import { defaultTimeouts, limits, type Timeouts } from "./limits.ts"
import type { Refusal } from "./refusals.ts"
import { makeRoom } from "./room.ts"
import { bind, makeServer } from "./server.ts"
import type { Tls } from "./tls.ts"

/** Where to listen, and what to answer with. */
export interface ListenOptions {
  readonly host: string
  /** 0 takes a free one; `Listener.port` tells which. */
  readonly port: number
  /**
   * The Host values that are served, with their ports, in any letter case; others get 421.
   * When absent: the loopback names and the bound host, with the bound port.
   */
  readonly allowedHosts?: (boundPort: number) => ReadonlyArray<string>
  readonly handler: Handler
  /**
   * Writes the answer to a refusal: the shape of an error is its API's business. The head is there
   * where it could be read, so that an address which is none can come before a body too large.
   */
  readonly refuse: (refusal: Refusal, requestId: string, head?: RefusedHead) => Answer
  /** Hears of a handler that rejected, or a `refuse` that threw; printed on stderr when absent. */
  readonly onDefect?: (defect: unknown, requestId: string) => void
  /** Counted after chunks are taken apart; 12 x 1,048,576 when absent. */
  readonly maxBodyBytes?: number
  /** What is left out keeps its default: 5 s, 15 s, 5 s and 30 s. A TLS handshake may take as long as headers. */
  readonly timeouts?: Partial<Timeouts>
  /** Speaks TLS 1.2 and 1.3 alone; plain http when absent. */
  readonly tls?: Tls
}

/** A server that listens. */
export interface Listener {
  readonly port: number
  /** Where a client on this machine reaches it. */
  readonly url: string
  /** Lets the requests under way finish; a second call waits for the first. */
  readonly close: (how?: Drain) => Promise<void>
  /**
   * Shows these certificates from the next connection on; throws where they are none, and keeps
   * what it had. Whether clients are asked for theirs stays as it was.
   */
  readonly renew: (tls: Tls) => void
}

const printed = (defect: unknown, requestId: string): void =>
  console.error(`Request ${requestId} failed:`, defect)

/**
 * Serves HTTP/1.1 on an address, and hands to the handler only requests that can be read one way.
 * Every refusal closes its connection; what a client sent after it is never read.
 */
export const listen = async (options: ListenOptions): Promise<Listener> => {
  const { host, onDefect = printed, maxBodyBytes = limits.bodyBytes, tls } = options
  const timeouts = { ...defaultTimeouts, ...options.timeouts }
  let closing: Promise<void> | undefined

  const served = makeServer(timeouts, tls)
  const { renew, server } = served
  const port = await bind(server, host, options.port)
  const hosts = options.allowedHosts?.(port) ?? localHosts(host, port, tls === undefined ? 80 : 443)
  const idle = attend(server, {
    allowedHosts: new Set(hosts.map((allowed) => allowed.toLowerCase())),
    handler: options.handler,
    refuse: options.refuse,
    onDefect,
    maxBodyBytes,
    room: makeRoom(limits.largeBodies),
    stall: timeouts.stall,
    draining: () => closing !== undefined
  })

  return {
    port,
    url: `${tls === undefined ? "http" : "https"}://${hostInUrl(reachableHost(host))}:${port}`,
    close: (how = {}) => {
      closing ??= drain(served, idle, how)
      return closing
    },
    renew
  }
}
