import type { Socket } from "node:net"
import { TLSSocket } from "node:tls"

/** The certificate of a client, whose chain the listener has verified. */
export interface PeerCertificate {
  /** Of the whole certificate: 64 hexadecimal digits, in lower case. */
  readonly sha256: string
  /** Its parts in the order in which they stand, comma-separated: `O=Example, CN=ci`. */
  readonly subject: string
  /** Its other names with their kinds, such as `DNS:ci.example` and `URI:spiffe://example/ci`. */
  readonly sans: ReadonlyArray<string>
}

// Node quotes a name that could be read as several, as JSON does.
const name = /(?<kind>[^:,]+):(?:(?<quoted>"(?:[^"\\]|\\.)*")|(?<plain>[^,]*))(?:, |$)/gu

const namesIn = (text: string): ReadonlyArray<string> =>
  [...text.matchAll(name)].map(({ groups = {} }) => {
    const { kind = "", plain = "", quoted } = groups
    return `${kind}:${quoted === undefined ? plain : String(JSON.parse(quoted))}`
  })

/** The verified certificate of the client at the other end; nothing where none was asked for or shown. */
export const peerCertificate = (socket: Socket): PeerCertificate | undefined => {
  if (!(socket instanceof TLSSocket) || !socket.authorized) return undefined
  const certificate = socket.getPeerX509Certificate()
  if (certificate === undefined) return undefined
  return {
    sha256: certificate.fingerprint256.replaceAll(":", "").toLowerCase(),
    subject: (certificate.subject ?? "").split("\n").join(", "),
    sans: namesIn(certificate.subjectAltName ?? "")
  }
}
