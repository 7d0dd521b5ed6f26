import {
  canonicalQueryOf,
  isPlainQuery,
  normalizedPath,
  withFinalSlash
} from "./canonicalRequest.ts"
import type { Header } from "./headers.ts"

/** The two parts of a request-target, as they arrived. */
export interface Target {
  readonly path: string
  readonly query: string
  /** Whether the query stands for itself: nothing in it is encoded. */
  readonly plain: boolean
}

export const splitTarget = (target: string): Target => {
  const mark = target.indexOf("?")
  if (mark === -1) return { path: target, query: "", plain: true }
  const query = target.slice(mark + 1)
  return { path: target.slice(0, mark), query, plain: isPlainQuery(query) }
}

/** The bytes of the header characters: as received, or each written as UTF-8, as ASCII is anyway. */
export type HeaderEncoding = "latin1" | "utf8"

/** One way to read a request: what it asks for, and what its signature then covers. */
export interface Reading {
  readonly interpretation: string
  /** What `canonicalUri` asks for. */
  readonly path: string
  readonly canonicalUri: string
  readonly canonicalQuery: string
  readonly headers: ReadonlyArray<Header>
  readonly headerEncoding: HeaderEncoding
}

/** The reading of the specification. */
export const strictReading = (
  target: Target,
  headers: ReadonlyArray<Header>,
  headerEncoding: HeaderEncoding
): Reading => {
  const path = normalizedPath(target.path)
  return {
    interpretation: "strict",
    path,
    canonicalUri: withFinalSlash(path),
    canonicalQuery: canonicalQueryOf(target.query, target.plain),
    headers,
    headerEncoding
  }
}
