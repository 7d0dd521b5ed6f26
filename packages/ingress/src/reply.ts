import type { ServerResponse } from "node:http"
import { type Answer, checkStatus, streamHeaders, wholeHeaders } from "./answer.ts"
import type { Headers } from "./headers.ts"

/**
 * Where a handler streams an answer whose status it learns late.
 * There is no end and no abort: the answer ends when the handler's promise resolves to nothing,
 * and the connection is cut when it rejects, so half an answer is never taken for a whole one.
 */
export interface Sink {
  /** Sends the status and the headers, once, with those the listener adds. */
  readonly start: (status: number, headers: Headers) => void
  /** Sends a piece of the body. False: the client is slow, send no more before `onDrain` calls. */
  readonly write: (piece: Uint8Array) => boolean
  /** Calls once when the client has caught up or has gone; which one, `request.signal` tells. */
  readonly onDrain: (resume: () => void) => void
}

/** The way back to one client. */
export interface Reply {
  readonly response: ServerResponse
  readonly requestId: string
  /** Milliseconds a client may take nothing of an answer before it is cut off. */
  readonly stall: number
  /** Whether the connection closes after this answer. */
  readonly last: () => boolean
}

const sendHead = (
  { response, last }: Reply,
  status: number,
  headers: ReadonlyArray<string>
): void => {
  checkStatus(status)
  if (last()) response.shouldKeepAlive = false
  // Node's types ask for an array that may be changed; it is not.
  response.writeHead(status, headers as Array<string>)
}

/** Sends an answer given whole; to nobody, when the client has gone. */
export const sendWhole = (reply: Reply, answer: Answer): void => {
  const { response, requestId, stall } = reply
  const { socket } = response
  if (response.destroyed || socket === null) return
  sendHead(reply, answer.status, wholeHeaders(answer, requestId))
  response.end(answer.body)
  if (socket.writableLength > 0) socket.setTimeout(stall)
}

const whenDrained = (response: ServerResponse, resume: () => void): void => {
  const drained = (): void => {
    response.off("drain", drained).off("close", drained)
    response.socket?.setTimeout(0)
    resume()
  }
  response.on("drain", drained).on("close", drained)
}

/** The sink of an answer that has not begun. */
export const sink = (reply: Reply): Sink => {
  const { response, requestId, stall } = reply
  return {
    start: (status, headers) => {
      // A stream shorter than its Content-Length would give the rest of its place to the next answer.
      response.strictContentLength = true
      sendHead(reply, status, streamHeaders(headers, requestId))
    },
    write: (piece) => {
      // Who has gone is not slow: no drain would ever follow.
      if (response.destroyed) return true
      const taken = response.write(piece)
      if (!taken) response.socket?.setTimeout(stall)
      return taken
    },
    onDrain: (resume) => (response.destroyed ? resume() : whenDrained(response, resume))
  }
}
