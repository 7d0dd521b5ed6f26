import { iamHost, vpcepHost } from "@codearts/api"
import { Effect, Option } from "effect"
import { Usage } from "../errors.ts"
import type { Connection } from "../settings.ts"

const originsIn = (region: string) => ({
  identity: `https://${iamHost(region)}`,
  list: `https://${vpcepHost(region)}`
})

const isIdentity = (path: string) => /^\/v3(?:\.0)?(?:\/|$)/u.test(path)

const readUrl = (text: string, base: string) =>
  Effect.try({
    try: () => new URL(text, base),
    catch: () => new Usage({ message: "<path>: is no path, nor a URL" })
  })

const originOf = (endpoint: string) =>
  Effect.map(readUrl(endpoint, "https://x"), ({ origin }) => origin)

const pair = (text: string) => {
  const [name = "", ...value] = text.split("=")
  return `${encodeURIComponent(name)}=${encodeURIComponent(value.join("="))}`
}

/** A URL with more pairs in its query, their spaces as the signature wants them. */
const withQuery = (url: URL, pairs: ReadonlyArray<string>): string => {
  const query = [url.search.slice(1), ...pairs.map(pair)].filter((part) => part !== "").join("&")
  return `${url.origin}${url.pathname}${query === "" ? "" : `?${query}`}`
}

const stranger = (allowed: ReadonlyArray<string>) =>
  new Usage({
    message: `<path>: must be a path, or a URL of ${allowed.join(" or ")}; nobody else is sent what is signed here`
  })

/**
 * Where a raw request goes: to the endpoint if there is one, else to the host that serves the path in
 * the region; a URL must name one of these.
 */
export const targetOf = Effect.fnUntraced(function* (
  path: string,
  query: ReadonlyArray<string>,
  { endpoint, region }: Connection
) {
  const { identity, list } = originsIn(region)
  const allowed = Option.isSome(endpoint) ? [yield* originOf(endpoint.value)] : [list, identity]
  const usual = allowed.length > 1 && isIdentity(path) ? identity : (allowed[0] ?? list)
  const url = yield* readUrl(path, usual)
  const named = path.startsWith("/") || /^https?:\/\//iu.test(path)
  if (!named || !allowed.includes(url.origin) || url.username + url.password !== "")
    return yield* stranger(allowed)
  return { url: withQuery(url, query), takesRegion: !isIdentity(url.pathname) }
})
