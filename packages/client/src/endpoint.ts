import {
  iamHost,
  InvalidRequest,
  type Operation,
  problemsOf,
  RegionId,
  vpcepHost
} from "@codearts/api"
import { Result, Schema } from "effect"
import { InvalidEndpoint } from "./errors.ts"

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/u

// A URL may name hosts in other characters too, which cannot be signed.
const hostName = /^([\w.-]+|\[[\d:a-f.]+\])$/u

type PlainHttp = "loopback" | "anywhere"

const endpointRuleBroken = (endpoint: string, plainHttp: PlainHttp): string | undefined => {
  if (!URL.canParse(endpoint)) return "must be a URL such as https://example.com"
  const { hash, hostname, password, pathname, protocol, search, username } = new URL(endpoint)
  if (protocol !== "https:" && protocol !== "http:") {
    return "must be an https URL such as https://example.com"
  }
  if (protocol === "http:" && plainHttp === "loopback" && !loopback.test(hostname)) {
    return "must be https; http is for this machine only (127.0.0.1, [::1], localhost)"
  }
  if (username !== "" || password !== "") return "must not hold a user name or password"
  if (!hostName.test(hostname)) return "must name its host in letters, digits, dots and hyphens"
  return pathname === "/" && search === "" && hash === ""
    ? undefined
    : "must be a scheme, a host and perhaps a port, without path or query"
}

/** What may be shown of a text given as an endpoint: a password or a query may be secret. */
const shown = (endpoint: string) => endpoint.replace(/^.*@/su, "***@").replace(/[?#].*$/su, "")

const checked = (given: string, rule: string | undefined, read: (given: string) => string) =>
  rule === undefined
    ? Result.succeed(read(given))
    : Result.fail(new InvalidEndpoint({ endpoint: shown(given), rule }))

/** The origin an endpoint names. */
export const readEndpoint = (
  endpoint: string,
  plainHttp: PlainHttp = "loopback"
): Result.Result<string, InvalidEndpoint> =>
  checked(endpoint, endpointRuleBroken(endpoint, plainHttp), (url) => new URL(url).origin)

// No segment of dots alone: a URL resolves it, and the path would be another.
const pathPrefix = /^(\/(?!\.{1,2}(\/|$))[\w.~-]+)*$/u

/** A path put before another: none, or whole segments, so that it can change no host. */
export const readPathPrefix = (prefix: string): Result.Result<string, InvalidEndpoint> =>
  checked(
    prefix,
    pathPrefix.test(prefix) ? undefined : "must be a path such as /devuc-accessmgmt",
    (path) => path
  )

const hostOf = ({ group }: Operation, region: string) =>
  group === "vpcep" ? vpcepHost(region) : iamHost(region)

// What is no region could name any host, and the credentials would go there; of the names that a
// region may have, some Nodes read no URL from a few that begin with xn--.
const HostedRegion = RegionId.check(
  Schema.makeFilter((region) => URL.canParse(`https://${vpcepHost(region)}`), {
    expected: "a region whose name a host can bear"
  })
)

const invalidRegion = ({ issue }: Schema.SchemaError) =>
  new InvalidRequest({
    problems: problemsOf(issue).map(({ rule }) => ({ field: "region", rule }))
  })

/** The origin that serves an operation in a region, where no endpoint is given. */
export const originOf = (
  operation: Operation,
  region: string
): Result.Result<string, InvalidRequest> =>
  Schema.decodeResult(HostedRegion)(region).pipe(
    Result.map((hosted) => `https://${hostOf(operation, hosted)}`),
    Result.mapError(invalidRegion)
  )
