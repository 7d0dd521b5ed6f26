import { iamHost, type Operation, vpcepHost } from "@codearts/api"
import { Result } from "effect"
import { InvalidEndpoint } from "./errors.ts"

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/u

const ruleBroken = (url: URL): string | undefined => {
  if (url.protocol === "http:" && !loopback.test(url.hostname)) {
    return "must be https; http is for this machine only (127.0.0.1, [::1], localhost)"
  }
  if (url.protocol !== "https:" && url.protocol !== "http:") return "must be an https URL"
  if (url.username !== "" || url.password !== "") return "must not hold a user name or password"
  if (url.pathname !== "/" || url.search !== "" || url.hash !== "") {
    return "must be a scheme, a host and perhaps a port, without path or query"
  }
  return undefined
}

/** The origin an endpoint names. */
export const readEndpoint = (endpoint: string): Result.Result<string, InvalidEndpoint> => {
  if (!URL.canParse(endpoint)) {
    return Result.fail(
      new InvalidEndpoint({ endpoint, rule: "must be a URL such as https://example.com" })
    )
  }
  const url = new URL(endpoint)
  const rule = ruleBroken(url)
  return rule === undefined
    ? Result.succeed(url.origin)
    : Result.fail(new InvalidEndpoint({ endpoint: `${url.protocol}//${url.host}`, rule }))
}

/** The origin that serves an operation in a region, where no endpoint is given. */
export const originOf = (operation: Operation, region: string): string =>
  `https://${operation.group === "vpcep" ? vpcepHost(region) : iamHost(region)}`
