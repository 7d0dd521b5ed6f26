import type { IncomingMessage } from "node:http"
import type { Headers } from "./headers.ts"
import type { PeerCertificate } from "./peerCertificate.ts"
import { splitTarget } from "./target.ts"

/** One request with one meaning: every rule of the listener holds for it. */
export interface ReceivedRequest {
  readonly method: string
  /** The request-target as it was sent, in origin form. */
  readonly target: string
  /** The target before its first question mark. */
  readonly path: string
  /** The target after its first question mark, empty when there is none. */
  readonly query: string
  readonly headers: Headers
  /** The whole body, chunks taken apart. A Content-Encoding is not undone. */
  readonly body: Uint8Array
  /** Made by the listener: 32 hexadecimal digits. */
  readonly requestId: string
  /** The peer of the connection; X-Forwarded-For is never believed. */
  readonly remoteAddress: string
  /** The client's own; absent where none was asked for, or none shown. */
  readonly peerCertificate?: PeerCertificate
  /** Aborted when the client goes away before it has the answer. */
  readonly signal: AbortSignal
}

/** The request that a handler sees. */
export const receivedRequest = (
  incoming: IncomingMessage,
  known: Pick<ReceivedRequest, "headers" | "body" | "requestId" | "signal">,
  peerCertificate?: PeerCertificate
): ReceivedRequest => {
  const target = incoming.url ?? ""
  const { path, query } = splitTarget(target)
  return {
    method: incoming.method ?? "",
    target,
    path,
    query,
    headers: known.headers,
    body: known.body,
    requestId: known.requestId,
    remoteAddress: incoming.socket.remoteAddress ?? "",
    signal: known.signal,
    ...(peerCertificate !== undefined && { peerCertificate })
  }
}
