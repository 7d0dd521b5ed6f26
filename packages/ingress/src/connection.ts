import type { Socket } from "node:net"
import { TLSSocket } from "node:tls"
import type { Receiving } from "./body.ts"
import { limits } from "./limits.ts"
import { type PeerCertificate, peerCertificate } from "./peerCertificate.ts"

/** How long a refused client may go on sending, so that it reads the answer and not a reset. */
const lingerMilliseconds = 1000

/** Cuts a connection so that its client sees an error; over TLS it is one that no goodbye precedes. */
export const reset = (socket: Socket | null): void => {
  if (socket instanceof TLSSocket) socket.destroy()
  else socket?.resetAndDestroy()
}

/** A client's connection: its requests have their turns one by one, and none after a refusal. */
export class Connection {
  /** Of the client, read once. */
  readonly peerCertificate: PeerCertificate | undefined
  readonly #socket: Socket
  #turn: Promise<void> = Promise.resolve()
  #receiving: Receiving | undefined
  #broken = false
  #closing = false
  #requests = 0

  constructor(socket: Socket) {
    this.#socket = socket
    this.peerCertificate = peerCertificate(socket)
  }

  /** Whether nothing more is answered. */
  get closing(): boolean {
    return this.#closing || this.#socket.destroyed
  }

  /** Whether the request at hand is the last that this connection may carry. */
  get worn(): boolean {
    return this.#requests >= limits.requestsPerConnection
  }

  /** Runs a task after those before it. */
  take(task: () => Promise<void>): Promise<void> {
    this.#turn = this.#turn.then(() => this.#run(task)).catch(() => this.destroy())
    return this.#turn
  }

  async #run(task: () => Promise<void>): Promise<void> {
    this.#requests += 1
    await task()
    this.#receiving = undefined
  }

  /** Names the body that is being received, for `break` to cut. */
  receives(receiving: Receiving): void {
    this.#receiving = receiving
    if (this.#broken) receiving.cut()
  }

  /** Nothing that arrives from now on counts: a body that is not whole yet never will be. */
  break(): void {
    this.#broken = true
    this.#receiving?.cut()
  }

  /** Lets no further request have its turn: the answer just given said so. */
  retire(): void {
    this.#closing = true
  }

  /** Cuts the connection at once. */
  destroy(): void {
    this.#closing = true
    this.#socket.destroy()
  }

  /** Sends the last bytes and closes, slowly enough for the client to read them. */
  close(head: string, body: string | Uint8Array): void {
    this.#closing = true
    this.#socket.cork()
    this.#socket.write(head, "latin1")
    this.#socket.end(body)
    const linger = setTimeout(() => this.#socket.destroy(), lingerMilliseconds)
    this.#socket.once("close", () => clearTimeout(linger))
  }
}
