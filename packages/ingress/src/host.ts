import { malformed, misdirected, type Refusal } from "./refusals.ts"

const wildcards: ReadonlyMap<string, string> = new Map([
  ["0.0.0.0", "127.0.0.1"],
  ["::", "::1"]
])

/** The host by which this machine reaches a server bound to `host`. */
export const reachableHost = (host: string): string => wildcards.get(host) ?? host

/** A host as it stands in a URL: an IPv6 address in brackets. */
export const hostInUrl = (host: string): string => (host.includes(":") ? `[${host}]` : host)

/** The Host values of a listener that nobody configured: the loopback names, and the one bound. */
export const localHosts = (host: string, port: number, usualPort = 80): ReadonlyArray<string> => {
  const names = ["localhost", "127.0.0.1", "[::1]"]
  if (!wildcards.has(host)) names.push(hostInUrl(host))
  const withPort = names.map((name) => `${name}:${port}`)
  return port === usualPort ? [...names, ...withPort] : withPort
}

/** Why a well-formed Host is refused: an unknown one may be another site's page, rebound to us. */
export const hostRefusal = (
  host: string | undefined,
  allowed: ReadonlySet<string>
): Refusal | undefined => {
  if (host === undefined) return malformed("The Host header is missing.")
  return allowed.has(host.toLowerCase()) ? undefined : misdirected
}
