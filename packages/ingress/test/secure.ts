import { connect, type ConnectionOptions, type TLSSocket } from "node:tls"
import { onTestFinished } from "vitest"
import type { Handler, ListenOptions, Tls } from "../src/index.ts"
import certificates from "./certificates.json" with { type: "json" }
import { answersIn, drained, open, type WireAnswer } from "./wire.ts"

const { authority, client, server } = certificates

/** A listener of TLS, closed after the test. */
export const openSecure = (
  tls: Partial<Tls> = {},
  handler?: Handler,
  options: Partial<ListenOptions> = {}
) => open(handler, { ...options, tls: { ...server, ...tls } })

/** The same, for clients with certificates. */
export const openMutual = (tls: Partial<Tls> = {}, handler?: Handler) =>
  openSecure({ clientAuthorities: authority, ...tls }, handler)

/** What a client shows of itself. */
export const shown = ({ certificate, key }: typeof client): ConnectionOptions => ({
  cert: certificate,
  key
})

/** A TLS connection that is destroyed after the test. */
export const dialSecure = (port: number, options: ConnectionOptions = {}): TLSSocket => {
  const socket = connect({ port, host: "127.0.0.1", ca: authority, ...options })
  onTestFinished(() => void socket.destroy())
  return socket
}

/** Sends text and gives back all that comes until the server closes; how the handshake failed, where it did. */
export const exchangeSecure = async (
  port: number,
  text: string,
  { halfClose = false, ...options }: ConnectionOptions & { readonly halfClose?: boolean } = {}
): Promise<ReadonlyArray<WireAnswer>> => {
  const socket = dialSecure(port, options)
  const received = drained(socket)
  if (text !== "") socket.write(Buffer.from(text, "latin1"))
  if (halfClose) socket.end()
  return answersIn((await received).toString("latin1"))
}
