import type { Tls } from "@codearts/ingress"
import { Clock, Effect, Redacted } from "effect"
import { createPrivateKey, X509Certificate } from "node:crypto"
import { invalid, type InvalidSettings } from "../InvalidSettings.ts"
import { readSecret, readText } from "../settingsFile.ts"
import type { TlsSettings } from "./listeningSettings.ts"

type Fields = "tls.certificate_file" | "tls.client_ca_file" | "tls.key_file"

const wrong =
  (field: Fields, path: string) =>
  (rule: string): InvalidSettings =>
    invalid(field, `${path} ${rule}`)

const parsed = <A>(parse: () => A, rule: string) => Effect.try({ try: parse, catch: () => rule })

const oneCertificate = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/gu

const certificatesIn = (pem: string) =>
  parsed(() => {
    const [first, ...more] = (pem.match(oneCertificate) ?? []).map(
      (each) => new X509Certificate(each)
    )
    if (first === undefined) throw new Error("no certificate")
    return [first, ...more] as const
  }, "holds no certificate in PEM form that can be read")

const day = (date: Date) => date.toISOString().slice(0, 10)

const checkTime = Effect.fnUntraced(function* ({ validFromDate, validToDate }: X509Certificate) {
  const now = yield* Clock.currentTimeMillis
  if (validToDate.getTime() <= now)
    return yield* Effect.fail(`ended on ${day(validToDate)}: clients would refuse it`)
  if (validFromDate.getTime() > now)
    return yield* Effect.fail(`begins on ${day(validFromDate)}: clients would refuse it`)
})

const readCertificate = Effect.fnUntraced(function* (path: string) {
  const pem = yield* readText(path)
  const [certificate] = yield* certificatesIn(pem)
  yield* checkTime(certificate)
  return { pem, certificate }
})

const readKey = Effect.fnUntraced(function* (path: string, certificate: X509Certificate) {
  const pem = Redacted.value(yield* readSecret(path))
  const key = yield* parsed(
    () => createPrivateKey(pem),
    "holds no private key in PEM form that can be read without a passphrase"
  )
  if (!certificate.checkPrivateKey(key))
    return yield* Effect.fail("is not the key of the certificate in tls.certificate_file")
  return pem
})

const readAuthorities = Effect.fnUntraced(function* (path: string) {
  const pem = yield* readText(path)
  const certificates = yield* certificatesIn(pem)
  if (!certificates.every(({ ca }) => ca))
    return yield* Effect.fail("holds a certificate that is of no authority")
  return pem
})

/** The certificates in the files that are named, each looked at: one that no client would take is not shown. */
export const readTls = Effect.fnUntraced(function* ({
  certificate_file,
  client_ca_file,
  client_certificate,
  key_file
}: TlsSettings) {
  const { certificate, pem } = yield* Effect.mapError(
    readCertificate(certificate_file),
    wrong("tls.certificate_file", certificate_file)
  )
  const key = yield* Effect.mapError(
    readKey(key_file, certificate),
    wrong("tls.key_file", key_file)
  )
  const tls: Tls = { certificate: pem, key }
  if (client_ca_file === undefined) return tls
  const clientAuthorities = yield* Effect.mapError(
    readAuthorities(client_ca_file),
    wrong("tls.client_ca_file", client_ca_file)
  )
  return {
    ...tls,
    clientAuthorities,
    ...(client_certificate !== undefined && { clientCertificate: client_certificate })
  } satisfies Tls
})
