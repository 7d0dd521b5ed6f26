import { constants } from "node:crypto"
import type { SecureContextOptions, TlsOptions } from "node:tls"

/** What a listener shows its clients, and may ask of them, all in PEM. */
export interface Tls {
  /** The certificate, and behind it those that lead to its authority. */
  readonly certificate: string
  readonly key: string
  /** The authorities whose certificates clients must show; without them none is asked for. */
  readonly clientAuthorities?: string
  /** Whether a client may come without a certificate; one that fails is never let in. `required` when absent. */
  readonly clientCertificate?: "required" | "optional"
}

// Each has forward secrecy and is authenticated encryption; those of TLS 1.3 and 1.2.
const ciphers = [
  "TLS_AES_256_GCM_SHA384",
  "TLS_CHACHA20_POLY1305_SHA256",
  "TLS_AES_128_GCM_SHA256",
  "ECDHE+AESGCM",
  "ECDHE+CHACHA20"
].join(":")

const secureOptions = ({ clientAuthorities }: Tls): number =>
  clientAuthorities === undefined
    ? constants.SSL_OP_NO_RENEGOTIATION
    : // A resumed session would be let in on what was verified before, by other authorities perhaps.
      constants.SSL_OP_NO_RENEGOTIATION | constants.SSL_OP_NO_TICKET

/** What can be put in the place of what a listener has while it runs. */
export const secureContext = (tls: Tls): SecureContextOptions => ({
  cert: tls.certificate,
  key: tls.key,
  ...(tls.clientAuthorities !== undefined && { ca: tls.clientAuthorities }),
  minVersion: "TLSv1.2",
  ciphers,
  honorCipherOrder: true,
  secureOptions: secureOptions(tls)
})

/** The whole, with what is asked of clients; `handshake` milliseconds they may take. */
export const tlsOptions = (tls: Tls, handshake: number): TlsOptions => ({
  ...secureContext(tls),
  handshakeTimeout: handshake,
  requestCert: tls.clientAuthorities !== undefined,
  rejectUnauthorized: tls.clientAuthorities !== undefined && tls.clientCertificate !== "optional"
})
