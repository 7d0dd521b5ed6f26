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

const unquoted = (value: string): string => {
  if (!value.startsWith('"')) return value
  try {
    return String(JSON.parse(value))
  } catch {
    return value // as it came: a name that nobody is called by
  }
}

// A name that holds a comma is quoted by Node as JSON does it, the comma escaped.
const namesIn = (text: string): ReadonlyArray<string> =>
  text === ""
    ? []
    : text.split(", ").map((name) => {
        const colon = name.indexOf(":") + 1
        return name.slice(0, colon) + unquoted(name.slice(colon))
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
