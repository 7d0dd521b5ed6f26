import type { IncomingMessage, Server, ServerResponse } from "node:http"
import type { Socket } from "node:net"
import { Connection } from "./connection.ts"
import { type Door, exchange, refuse } from "./exchange.ts"
import { parserRefusal } from "./parserRefusal.ts"
import { malformed, type Refusal } from "./refusals.ts"

/**
 * Leads every event of a server that answers a client through the one front door.
 * The result waits for the exchanges that are under way when it is called.
 */
export const attend = (server: Server, door: Door): (() => Promise<unknown>) => {
  const connections = new WeakMap<Socket, Connection>()
  const underWay = new Set<Promise<void>>()

  const connectionOf = (socket: Socket): Connection => {
    const known = connections.get(socket) ?? new Connection(socket)
    connections.set(socket, known)
    return known
  }
  const turn = (connection: Connection, task: () => Promise<void>): void => {
    const ended = connection.take(task)
    underWay.add(ended)
    void ended.then(() => underWay.delete(ended))
  }
  const arrive = (incoming: IncomingMessage, response: ServerResponse): void => {
    const connection = connectionOf(incoming.socket)
    turn(connection, () => exchange({ incoming, response, connection }, door))
  }
  const turnAway = (connection: Connection, refusal: Refusal): void => {
    connection.break()
    turn(connection, async () => refuse(connection, refusal, door))
  }
  const connect = ({ socket }: IncomingMessage): void => {
    socket.resume()
    turnAway(connectionOf(socket), malformed("CONNECT is not served."))
  }
  const misread = ({ code = "" }: NodeJS.ErrnoException, socket: Socket): void => {
    const refusal = parserRefusal(code)
    // A client that never sent a byte asked nothing, and would take the answer for a later request's.
    if (refusal === undefined || socket.bytesRead === 0) socket.destroy()
    else turnAway(connectionOf(socket), refusal)
  }

  server.on("request", arrive)
  server.on("checkContinue", arrive)
  server.on("checkExpectation", arrive)
  server.on("connect", connect)
  // Node types the socket of a plain server as any stream.
  server.on("clientError", (error, socket) => misread(error, socket as Socket))
  return () => Promise.all(underWay)
}
