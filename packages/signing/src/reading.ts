import { canonicalQuery, normalizedPath, withFinalSlash } from "./canonicalRequest.ts"
import type { Header } from "./headers.ts"

/** The two parts of a request-target, as they arrived. */
export interface Target {
  readonly path: string
  readonly query: string
}

export const splitTarget = (target: string): Target => {
  const mark = target.indexOf("?")
  return mark === -1
    ? { path: target, query: "" }
    : { path: target.slice(0, mark), query: target.slice(mark + 1) }
}

/** One way to read a request: what it asks for, and what its signature then covers. */
export interface Reading {
  readonly interpretation: string
  /** What `canonicalUri` asks for. */
  readonly path: string
  readonly canonicalUri: string
  readonly canonicalQuery: string
  readonly headers: ReadonlyArray<Header>
  /** The bytes of the header characters: as received, or each written as UTF-8, as ASCII is anyway. */
  readonly headerEncoding: "latin1" | "utf8"
}

const beyondAscii = /[\x80-\xff]/

/** The reading of the specification. */
export const strictReading = (target: Target, headers: ReadonlyArray<Header>): Reading => {
  const path = normalizedPath(target.path)
  return {
    interpretation: "strict",
    path,
    canonicalUri: withFinalSlash(path),
    canonicalQuery: canonicalQuery(target.query),
    headers,
    headerEncoding: headers.some(([, value]) => beyondAscii.test(value)) ? "latin1" : "utf8"
  }
}
