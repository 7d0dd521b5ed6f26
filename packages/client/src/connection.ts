import { Data, Effect, Redacted, Result } from "effect"
import { X509Certificate } from "node:crypto"
import { isIP, type LookupFunction } from "node:net"
import { createSecureContext, getCACertificates } from "node:tls"
import { Agent, type Dispatcher, EnvHttpProxyAgent } from "undici"

/** How a client's own pool connects. */
export interface Connection {
  /**
   * URL of a proxy, or `none`; by default what the environment says: `HTTPS_PROXY` (or `HTTP_PROXY`)
   * but for the hosts of `NO_PROXY`. This machine is never asked for through a proxy.
   */
  readonly proxy?: string
  /** Certificates (PEM) of authorities to trust beside those of Node. */
  readonly ca?: string
  /** What proves to the server who connects. */
  readonly clientCertificate?: {
    /** PEM, with the intermediate ones. */
    readonly cert: string
    /** PEM. */
    readonly key: Redacted.Redacted
  }
  /** IP address to connect to whatever the host's name resolves to; the certificate must be the host's. No proxy is used then. */
  readonly address?: string
  /** For a connection to be made, its TLS handshake included, in milliseconds, by steps of about half a second; 2,500 by default, so that 3 seconds are the most. */
  readonly connectTimeout?: number
  /** For the headers of an answer, in milliseconds, by steps of about a second; without it the deadline alone counts. */
  readonly headersTimeout?: number
}

/** Connection options that no connection can be made with. */
export class InvalidConnection extends Data.TaggedError("InvalidConnection")<{
  readonly option: keyof Connection
  readonly rule: string
}> {
  override get message() {
    return `connection.${this.option}: ${this.rule}`
  }
}

const lookupOf =
  (address: string): LookupFunction =>
  (_, { all }, callback) => {
    const family = isIP(address)
    if (all === true) callback(null, [{ address, family }])
    else callback(null, address, family)
  }

/** What is trusted, and who connects. */
const identity = ({ ca, clientCertificate }: Connection) => ({
  // A list of one's own would replace Node's.
  ...(ca !== undefined && { ca: [...getCACertificates("default"), ca] }),
  ...(clientCertificate !== undefined && {
    cert: clientCertificate.cert,
    key: Redacted.value(clientCertificate.key)
  })
})

const isPossible = (make: () => unknown) => {
  try {
    make()
    return true
  } catch {
    return false // what OpenSSL says of it may hold a part of a key
  }
}

const isProxy = (proxy: string) =>
  proxy === "none" || (URL.canParse(proxy) && /^https?:$/u.test(new URL(proxy).protocol))

const rules: ReadonlyArray<
  readonly [option: keyof Connection, holds: (given: Connection) => boolean, rule: string]
> = [
  ["proxy", ({ proxy = "none" }) => isProxy(proxy), "must be an http or https URL, or none"],
  [
    "address",
    ({ address }) => address === undefined || isIP(address) !== 0,
    "must be an IP address"
  ],
  [
    "ca",
    ({ ca }) => ca === undefined || isPossible(() => new X509Certificate(ca)),
    "must be certificates in PEM"
  ],
  [
    "clientCertificate",
    ({ clientCertificate }) =>
      clientCertificate === undefined ||
      isPossible(() => createSecureContext(identity({ clientCertificate }))),
    "must be a certificate in PEM and its own key"
  ]
]

const checked = (given: Connection): Result.Result<Connection, InvalidConnection> => {
  const broken = rules.find(([, holds]) => !holds(given))
  if (broken === undefined) return Result.succeed(given)
  const [option, , rule] = broken
  return Result.fail(new InvalidConnection({ option, rule }))
}

type Environment = Readonly<Record<string, string | undefined>>

const variable = (environment: Environment, name: string) =>
  environment[name.toLowerCase()] || environment[name] || undefined

/** What goes past a proxy in any case. */
const thisMachine = "localhost,127.0.0.1,::1"

/** The proxies of a connection and what goes past them; undefined where there is none. */
export const proxiesOf = ({ address, proxy }: Connection, environment: Environment) => {
  if (address !== undefined || proxy === "none") return undefined
  const httpProxy = proxy ?? variable(environment, "HTTP_PROXY")
  const httpsProxy = proxy ?? variable(environment, "HTTPS_PROXY") ?? httpProxy
  if (httpsProxy === undefined) return undefined
  const exempt = proxy === undefined ? (variable(environment, "NO_PROXY") ?? "") : ""
  return { httpProxy: httpProxy ?? "", httpsProxy, noProxy: `${exempt},${thisMachine}` }
}

const poolOf = (given: Connection, environment: Environment): Dispatcher => {
  const { address, connectTimeout = 2500, headersTimeout = 0 } = given
  const tls = { ...identity(given), timeout: connectTimeout }
  // The deadline of a call is the one clock, and HTTP/1.1 what the documents speak of.
  const settings = {
    allowH2: false,
    bodyTimeout: 0,
    headersTimeout,
    connect: { ...tls, ...(address !== undefined && { lookup: lookupOf(address) }) }
  }
  const through = proxiesOf(given, environment)
  if (through === undefined) return new Agent(settings)
  const { ca, timeout } = { ca: undefined, ...tls }
  return new EnvHttpProxyAgent({
    ...settings,
    ...through,
    proxyTunnel: true, // a proxy sees no request, and changes none
    connectTimeout,
    requestTls: tls,
    proxyTls: { timeout, ...(ca !== undefined && { ca }) }
  })
}

/** A pool of connections, for as long as the scope lasts. */
export const makePool = Effect.fnUntraced(function* (
  given: Connection,
  environment: Environment = process.env
) {
  const connection = yield* Effect.fromResult(checked(given))
  return yield* Effect.acquireRelease(
    Effect.sync(() => poolOf(connection, environment)),
    (pool) => Effect.promise(() => pool.destroy())
  )
})
