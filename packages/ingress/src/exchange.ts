import { randomUUID } from "node:crypto"
import type { IncomingMessage, ServerResponse } from "node:http"
import { type Answer, lastHead } from "./answer.ts"
import { type BodyLimits, receive, type Received } from "./body.ts"
import { type Connection, reset } from "./connection.ts"
import { CutConnection } from "./CutConnection.ts"
import { bodyLength } from "./framing.ts"
import { frontDoor } from "./frontDoor.ts"
import { type Headers, pairs } from "./headers.ts"
import { bodyTooLarge, failed, type Refusal } from "./refusals.ts"
import { type Reply, sendWhole, sink, type Sink } from "./reply.ts"
import { receivedRequest, type ReceivedRequest } from "./request.ts"
import { splitTarget } from "./target.ts"
import type { Singletons } from "./singletons.ts"

/**
 * What answers a request: with a whole answer, or through the sink and then with nothing.
 * A rejection is answered 500 without its text; after `sink.start` it cuts the connection. A
 * rejection with the reason of `request.signal` is no defect: the client had gone.
 */
export type Handler = (request: ReceivedRequest, sink: Sink) => Promise<Answer | undefined>

/** The head of a request that is refused, as far as it was read; none of it is verified. */
export interface RefusedHead {
  readonly method: string
  /** The target before its first question mark. */
  readonly path: string
  readonly headers: Headers
}

/** What all exchanges of a listener share. */
export interface Door extends BodyLimits {
  readonly allowedHosts: ReadonlySet<string>
  readonly handler: Handler
  readonly refuse: (refusal: Refusal, requestId: string, head?: RefusedHead) => Answer
  readonly onDefect: (defect: unknown, requestId: string) => void
  readonly stall: number
  readonly draining: () => boolean
}

/** A request as Node hands it over, before any rule was applied. */
export interface Arrival {
  readonly incoming: IncomingMessage
  readonly response: ServerResponse
  readonly connection: Connection
}

const newRequestId = (): string => randomUUID().replaceAll("-", "")

/** Answers a refusal on the socket itself: some come before Node has a response to write to. */
export const refuse = (
  connection: Connection,
  refusal: Refusal,
  door: Door,
  requestId = newRequestId(),
  head?: RefusedHead
): void => {
  if (connection.closing) return
  try {
    const answer = door.refuse(refusal, requestId, head)
    const first = lastHead(answer, requestId, new Date())
    connection.close(first, head?.method === "HEAD" ? "" : answer.body)
  } catch (defect) {
    connection.destroy()
    door.onDefect(defect, requestId)
  }
}

/** When a response is over, and a signal for when it was cut short. */
const departure = (response: ServerResponse) => {
  const controller = new AbortController()
  const closed = new Promise<void>((resolve) => {
    response.once("close", () => {
      if (!response.writableFinished) controller.abort()
      resolve()
    })
  })
  return { signal: controller.signal, closed }
}

const receiveBody = (
  { incoming, response, connection }: Arrival,
  found: Singletons,
  door: Door
): Received | Promise<Received> => {
  const length = bodyLength(found)
  if (length === 0) return { body: new Uint8Array(0) }
  if (length !== "chunked" && length > door.maxBodyBytes) return { refusal: bodyTooLarge }
  if (found.has("expect")) response.writeContinue()
  const receiving = receive(incoming, length, door)
  response.once("close", receiving.release)
  connection.receives(receiving)
  return receiving.received
}

const answer = async (request: ReceivedRequest, reply: Reply, door: Door): Promise<void> => {
  try {
    const whole = await door.handler(request, sink(reply))
    if (whole !== undefined) sendWhole(reply, whole)
    else if (reply.response.headersSent) reply.response.end()
    else throw new Error("The handler gave no answer and started no stream.")
  } catch (defect) {
    if (defect instanceof CutConnection) return reset(reply.response.socket)
    const gaveUp = request.signal.aborted && defect === request.signal.reason
    if (!gaveUp) door.onDefect(defect, reply.requestId)
    if (reply.response.headersSent) reply.response.destroy()
    else sendWhole(reply, door.refuse(failed, reply.requestId, request))
  }
}

const admit = async (arrival: Arrival, requestId: string, door: Door): Promise<void> => {
  const { incoming, response, connection } = arrival
  const client = departure(response)
  const headers = pairs(incoming.rawHeaders)
  const checked = frontDoor(incoming, headers, door.allowedHosts)
  const received = "refusal" in checked ? checked : await receiveBody(arrival, checked.found, door)
  if (received === "cut") return
  if ("refusal" in received) {
    incoming.resume()
    const { method = "", url = "" } = incoming
    const head = { method, path: splitTarget(url).path, headers }
    return refuse(connection, received.refusal, door, requestId, head)
  }
  const { signal } = client
  const known = { headers, body: received.body, requestId, signal }
  const request = receivedRequest(incoming, known, connection.peerCertificate)
  const last = (): boolean => door.draining() || connection.worn
  await answer(request, { response, requestId, stall: door.stall, last }, door)
  await client.closed
  if (!response.shouldKeepAlive) connection.retire()
}

/** One request, from its headers to the last byte of its answer. */
export const exchange = async (arrival: Arrival, door: Door): Promise<void> => {
  const { incoming, response, connection } = arrival
  if (connection.closing || response.destroyed) {
    incoming.resume()
    return
  }
  const requestId = newRequestId()
  try {
    await admit(arrival, requestId, door)
  } catch (defect) {
    connection.destroy()
    door.onDefect(defect, requestId)
  }
}
