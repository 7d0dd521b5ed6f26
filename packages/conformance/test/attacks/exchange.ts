import { connect, type Socket } from "node:net"
import { setTimeout as pause } from "node:timers/promises"
import { answersIn, type HttpAnswer } from "./answers.ts"

/** Bytes, and how they are sent. */
export interface Sending {
  readonly bytes: Buffer
  /** Milliseconds between two bytes; all at once when absent. */
  readonly drip?: number | undefined
  readonly endAfterWrite?: boolean | undefined
  readonly resetAfterWrite?: boolean | undefined
}

/** When to stop listening, if the server does not end it. */
export interface Listening {
  readonly toHead: boolean
  /** How many answers there should be. */
  readonly answers: number
  /** Milliseconds to go on after them: for the connection to be closed, or one answer too many. */
  readonly settle: number
}

/** What came of it. */
export interface Exchanged {
  readonly answers: ReadonlyArray<HttpAnswer>
  /** Whether the server closed the connection. */
  readonly closed: boolean
  readonly milliseconds: number
}

// Longer than a server may wait for any request.
const patience = 20_000

const send = async (socket: Socket, sending: Sending) => {
  const { bytes, drip, endAfterWrite = false, resetAfterWrite = false } = sending
  if (drip === undefined) await new Promise((resolve) => socket.write(bytes, resolve))
  else {
    for (let index = 0; index < bytes.length && socket.writable; index += 1) {
      socket.write(bytes.subarray(index, index + 1))
      await pause(drip)
    }
  }
  if (resetAfterWrite) socket.resetAndDestroy()
  else if (endAfterWrite) socket.end()
}

/** Sends bytes over a connection of their own, and tells what came back. */
export const exchange = async (
  port: number,
  sending: Sending,
  { answers: wanted, settle, toHead }: Listening
): Promise<Exchanged> => {
  const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true })
  const pieces: Array<Buffer> = []
  const over = Promise.withResolvers<boolean>()
  const timers = [setTimeout(() => over.resolve(false), patience)]
  const read = () => answersIn(Buffer.concat(pieces), toHead)
  const enough = () => read().filter(({ whole }) => whole).length >= wanted
  socket.on("data", (piece: Buffer) => {
    pieces.push(piece)
    if (enough()) timers.push(setTimeout(() => over.resolve(false), settle))
  })
  socket.on("error", () => {}) // a reset is a way to close, and `close` follows
  socket.on("end", () => over.resolve(true))
  socket.on("close", () => over.resolve(true))
  const begun = performance.now()
  void send(socket, sending)
  const closed = await over.promise
  const milliseconds = performance.now() - begun
  timers.forEach(clearTimeout)
  socket.destroy()
  return { answers: read(), closed, milliseconds }
}
