import { Schema } from "effect"
import { isIP } from "node:net"
import { resolve } from "node:path"
import { isLoopback } from "../loopback.ts"

const name = /^(?!-)[A-Za-z0-9.-]{1,253}$/u

const Host = Schema.String.check(
  Schema.makeFilter((host) => isIP(host) !== 0 || name.test(host), {
    expected: "an IP address or the name of a host, such as 127.0.0.1, 0.0.0.0 or gateway.example"
  })
).annotate({ description: "Where to listen; 127.0.0.1 by default." })

const portRule = { expected: "a whole number from 0 to 65535" }

/** A port to listen on. */
export const Port = Schema.Finite.check(
  Schema.isInt(portRule),
  Schema.isBetween({ minimum: 0, maximum: 65_535 }, portRule)
).annotate({ description: "8080 by default; 0 takes a free one." })

const Path = Schema.String.check(Schema.isNonEmpty({ expected: "the path of a file" }))

const Tls = Schema.Struct({
  certificate_file: Path.annotate({
    description: "PEM: the certificate, and behind it those that lead to its authority."
  }),
  key_file: Path.annotate({ description: "PEM: the private key, of this user alone." }),
  client_ca_file: Schema.optionalKey(
    Path.annotate({
      description:
        "PEM: the authorities whose certificates clients must show. Without it none is asked for."
    })
  ),
  client_certificate: Schema.optionalKey(
    Schema.Literals(["required", "optional"]).annotate({
      expected: "required or optional",
      description:
        "optional: a client may come without a certificate, and none that fails is let in. required by default."
    })
  )
}).annotate({
  expected: "certificate_file and key_file, and client_ca_file where clients have certificates"
})

const hostHeader = /^(?:\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::\d{1,5})?$/u

const AllowedHosts = Schema.NonEmptyArray(
  Schema.String.check(
    Schema.isPattern(hostHeader, {
      expected: "a Host as callers send it, such as gateway.example or gateway.example:8443"
    })
  )
).annotate({
  expected: "at least one Host, such as [gateway.example]",
  description:
    "The Host headers that are served, others get 421; one without a port is served with the port listened on, too. On loopback its names by default."
})

/** What is set about how callers reach the gateway. */
export const listeningFields = {
  host: Schema.optionalKey(Host),
  port: Schema.optionalKey(Port),
  tls: Schema.optionalKey(Tls),
  insecure_plain_http_behind_proxy: Schema.optionalKey(
    Schema.Boolean.annotate({
      description:
        "Plain http on an address that others can reach: only where a proxy with TLS stands in front, and nobody but it is on that network."
    })
  ),
  allowed_hosts: Schema.optionalKey(AllowedHosts)
}

const Fields = Schema.Struct(listeningFields)

/** What is set about how callers reach the gateway; plain http on loopback where nothing is said. */
export type ListeningSettings = typeof Fields.Type

/** Of files, as they are found from here. */
export type TlsSettings = typeof Tls.Type

/** The same, its paths found from a directory. */
export const listeningPathsFrom = (
  directory: string,
  { tls }: ListeningSettings
): Pick<ListeningSettings, "tls"> =>
  tls === undefined
    ? {}
    : {
        tls: {
          ...tls,
          certificate_file: resolve(directory, tls.certificate_file),
          key_file: resolve(directory, tls.key_file),
          ...(tls.client_ca_file !== undefined && {
            client_ca_file: resolve(directory, tls.client_ca_file)
          })
        }
      }

const issuesOfOpen = ({
  allowed_hosts,
  insecure_plain_http_behind_proxy = false,
  tls
}: ListeningSettings): ReadonlyArray<Schema.FilterIssue> => [
  ...(tls === undefined && !insecure_plain_http_behind_proxy
    ? [
        {
          path: ["host"],
          issue:
            "can be reached from other machines, which plain http shows every request: set tls, or, where only a proxy with TLS can reach it, insecure_plain_http_behind_proxy: true"
        }
      ]
    : []),
  ...(allowed_hosts === undefined
    ? [
        {
          path: ["allowed_hosts"],
          issue:
            "must name the hosts that callers ask for when host is not loopback, such as [gateway.example]: other sites' pages could be led here"
        }
      ]
    : [])
]

const issuesOfTls = ({
  insecure_plain_http_behind_proxy,
  tls
}: ListeningSettings): ReadonlyArray<Schema.FilterIssue> => [
  ...(tls !== undefined && insecure_plain_http_behind_proxy === true
    ? [{ path: ["insecure_plain_http_behind_proxy"], issue: "and tls exclude each other" }]
    : []),
  ...(tls?.client_certificate !== undefined && tls.client_ca_file === undefined
    ? [
        {
          path: ["tls", "client_certificate"],
          issue: "needs client_ca_file, the authorities that certificates are held to"
        }
      ]
    : [])
]

/** What is unsafe, or does not go together. */
export const listeningIssues = (settings: ListeningSettings): ReadonlyArray<Schema.FilterIssue> => [
  ...(isLoopback(settings.host ?? "127.0.0.1") ? [] : issuesOfOpen(settings)),
  ...issuesOfTls(settings)
]

const withPort = (host: string, port: number): ReadonlyArray<string> =>
  /:\d+$/u.test(host) ? [host] : [host, `${host}:${port}`]

/** The Host values that are served on a port, where some are named. */
export const allowedHostsAt =
  (hosts: ReadonlyArray<string>) =>
  (port: number): ReadonlyArray<string> =>
    hosts.flatMap((host) => withPort(host, port))
