import { fstatSync } from "node:fs"
import { Socket } from "node:net"
import type { Writable } from "node:stream"

/** Where lines are written without anybody waiting for it. */
export interface LineWriter {
  readonly write: (line: string) => void
  /** How many lines nobody took in time. */
  readonly dropped: () => number
}

/** Bytes that may wait for whoever reads them. */
const mostWaiting = 1_048_576

/** Drops lines, and counts them, while whoever reads a stream does not keep up. */
export const makeLineWriter = (open: () => Writable, most = mostWaiting): LineWriter => {
  let stream: Writable | undefined
  let dropped = 0

  const opened = () => {
    const made = open()
    // A reader that has gone is no reason to end.
    made.on("error", () => {})
    return made
  }
  return {
    write: (line) => {
      stream ??= opened()
      if (stream.destroyed || stream.writableLength + line.length > most) dropped += 1
      else stream.write(line)
    },
    dropped: () => dropped
  }
}

const standardError = 2

/** Node writes to a pipe as long as it takes, and all requests would wait; a socket of its own does not. */
const openStandardError = (): Writable => {
  const status = fstatSync(standardError)
  if (!status.isFIFO() && !status.isSocket()) return process.stderr
  const socket = new Socket({ fd: standardError, readable: false, writable: true })
  socket.unref()
  return socket
}

/** The log of this process. */
export const processLog: LineWriter = makeLineWriter(openStandardError)
