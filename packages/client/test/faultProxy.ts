import { Effect } from "effect"
import { type AddressInfo, connect, createServer, type Socket } from "node:net"

/** What a connection suffers on its way to the server and back; nothing by default. */
export interface Fault {
  /** Milliseconds before the first byte comes back. */
  readonly latency?: number
  /** Milliseconds between the bytes that come back, one at a time. */
  readonly drip?: number
  /** Bytes that come back before the connection ends. */
  readonly cutAfter?: number
  /** How it ends: cleanly by default. */
  readonly ending?: "end" | "reset"
  /** Reset as soon as it is there. */
  readonly resetAtOnce?: boolean
  /** Nothing goes through, and nothing comes back. */
  readonly blackHole?: boolean
  /** Answers that come back before the next request ends the connection. */
  readonly answers?: number
}

const finish = (socket: Socket, ending: Fault["ending"]) =>
  ending === "reset" ? socket.resetAndDestroy() : socket.end()

/** Passes back what comes, one byte at a time. */
const dripping = (socket: Socket, pause: number) => {
  let waiting = Buffer.alloc(0)
  const timer = setInterval(() => {
    if (waiting.length === 0) return
    socket.write(waiting.subarray(0, 1))
    waiting = waiting.subarray(1)
  }, pause)
  socket.once("close", () => clearInterval(timer))
  return (chunk: Buffer) => {
    waiting = Buffer.concat([waiting, chunk])
  }
}

const passBack = (socket: Socket, { cutAfter = Infinity, drip, latency = 0, ending }: Fault) => {
  let left = cutAfter
  const write = drip === undefined ? (chunk: Buffer) => socket.write(chunk) : dripping(socket, drip)
  return (chunk: Buffer) =>
    setTimeout(() => {
      if (socket.destroyed) return
      const part = chunk.subarray(0, Math.max(0, left))
      left -= chunk.length
      if (part.length > 0) write(part)
      if (left <= 0) finish(socket, ending)
    }, latency)
}

const lead = (socket: Socket, port: number, fault: Fault) => {
  if (fault.resetAtOnce === true) return socket.resetAndDestroy()
  if (fault.blackHole === true) return socket.resume()
  const there = connect(port, "127.0.0.1")
  const back = passBack(socket, fault)
  let requests = 0
  socket.on("data", (chunk: Buffer) => {
    requests += 1
    if (requests > (fault.answers ?? Infinity)) finish(socket, fault.ending)
    else there.write(chunk)
  })
  there.on("data", back)
  socket.once("close", () => there.destroy())
  there.on("error", () => socket.destroy())
  return there
}

/** A proxy of bytes between a client and a server that does to each connection, by its number, what it is told. */
export const faultProxy = Effect.fnUntraced(function* (
  serverUrl: string,
  faultOf: (connection: number) => Fault
) {
  const port = Number(new URL(serverUrl).port)
  const sockets = new Set<Socket>()
  let connections = 0
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.once("close", () => sockets.delete(socket))
    socket.on("error", () => {}) // the other side leaves: that is what is tested
    connections += 1
    lead(socket, port, faultOf(connections))
  })
  yield* Effect.promise(
    () => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()))
  )
  yield* Effect.addFinalizer(() =>
    Effect.sync(() => {
      for (const socket of sockets) socket.destroy()
      server.close()
    })
  )
  const address = server.address() as AddressInfo // what it is for a server that listens on TCP
  return {
    url: `http://127.0.0.1:${address.port}`,
    connections: () => connections,
    /** Ends all connections without a word. */
    drop: () => sockets.forEach((socket) => socket.resetAndDestroy())
  }
})
