import { subscribe } from "node:diagnostics_channel"
import type { Socket } from "node:net"

const loopback: ReadonlySet<string> = new Set(["127.0.0.1", "::1", "localhost"])

const places: Array<string> = []

const note = (place: string) => {
  if (!loopback.has(place)) places.push(place)
}

subscribe("net.client.socket", (message) => {
  const { socket } = message as { readonly socket: Socket } // Node's channel of new connections
  socket.on("lookup", (_error, _address, _family, host: string) => note(host))
  socket.on("connectionAttempt", (ip: string) => note(ip))
})

/**
 * From now until it is asked: where sockets of this process look for a way out of the machine. A
 * case may be told of another that runs beside it.
 */
export const watchOutbound = () => {
  const begin = places.length
  return (): ReadonlyArray<string> => places.slice(begin)
}
