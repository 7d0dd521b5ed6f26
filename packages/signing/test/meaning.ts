import type { SignableRequest } from "../src/index.ts"
import { origin } from "./arbitraries.ts"

/** The bytes an encoded text stands for, in hexadecimal; a `%` that starts no `%XX` is one. */
const bytesOf = (text: string): string => {
  const parts = text.split(/(%[\dA-Fa-f]{2})/)
  const hex = parts.map((part, at) =>
    at % 2 === 1 ? part.slice(1).toLowerCase() : Buffer.from(part).toString("hex")
  )
  return hex.join("")
}

const segmentsOf = (path: string): ReadonlyArray<string> =>
  (path.endsWith("/") ? path.slice(0, -1) : path).split("/").map(bytesOf)

const pairOf = (text: string): string => {
  const [name = "", ...value] = text.split("=")
  return `${bytesOf(name)}=${bytesOf(value.join("="))}`
}

/** What a target asks for, whatever its spelling: a final slash and the order of pairs do not count. */
export const targetMeaning = (target: string): unknown => {
  const [path = "", ...query] = target.split("?")
  const pairs = query.join("?").split("&").filter(Boolean)
  return [segmentsOf(path), pairs.map(pairOf).toSorted()]
}

/** What a signature must cover of a request, found without the code under test. */
export const meaning = (request: SignableRequest, signedHeaders: ReadonlyArray<string>): string => {
  const headers = [...(request.headers ?? [])]
    .map(([name, value]) => [name.toLowerCase(), value.replaceAll(/^[ \t]+|[ \t]+$/g, "")] as const)
    .filter(([name]) => signedHeaders.includes(name))
  return JSON.stringify([
    request.method,
    targetMeaning(request.url.slice(origin.length)),
    headers.map((header) => JSON.stringify(header)).toSorted(),
    Buffer.from(request.body ?? "").toString("hex")
  ])
}
