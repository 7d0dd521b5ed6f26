import type { Header } from "./headers.ts"
import { decodedBytes, percentNormalize } from "./percentEncode.ts"

const plainPath = /^[\w.~/-]*$/

/** The path with every segment encoded once; `%2F` stays within its segment. */
export const normalizedPath = (path: string): string =>
  plainPath.test(path) ? path : path.split("/").map(percentNormalize).join("/")

/** The slash that the specification signs at the end of every path, whether it was sent or not. */
export const withFinalSlash = (path: string): string => (path.endsWith("/") ? path : `${path}/`)

/** The path as it is signed: encoded once, dot segments and double slashes kept, a slash at the end. */
export const canonicalUri = (path: string): string => withFinalSlash(normalizedPath(path))

/** A key and a value of a query, each encoded once. */
export type QueryPair = readonly [key: string, value: string]

const readPair = (text: string): QueryPair => {
  const [key = "", ...value] = text.split("=")
  return [percentNormalize(key), percentNormalize(value.join("="))]
}

/** The pairs of a query in the order sent; a `+` is a plus, a key without `=` has an empty value. */
export const queryPairs = (query: string): ReadonlyArray<QueryPair> =>
  query
    .split("&")
    .filter((text) => text !== "")
    .map(readPair)

/** By UTF-16 code unit, which for texts of one character a byte is the order of the bytes. */
export const ascending = (a: string, b: string): number => {
  if (a === b) return 0
  return a < b ? -1 : 1
}

/** What a pair is sorted by: first this, then that. */
export type SortKey = (pair: QueryPair) => readonly [first: string, second: string]

const byBytes: SortKey = ([key, value]) => [decodedBytes(key), decodedBytes(value)]

/** The pairs as a query again, sorted; pairs with equal sort keys keep their order. */
export const sortedQuery = (pairs: ReadonlyArray<QueryPair>, sortKey: SortKey = byBytes): string =>
  pairs
    .map((pair) => ({ text: pair.join("="), by: sortKey(pair) }))
    .sort((a, b) => ascending(a.by[0], b.by[0]) || ascending(a.by[1], b.by[1]))
    .map(({ text }) => text)
    .join("&")

// Nothing to encode, and no character in a key that sorts before "=": sorting the texts will do.
const plainQuery = /^(?:[A-Z_a-z~]+=[\w.~-]*(?:&[A-Z_a-z~]+=[\w.~-]*)*)?$/

export const isPlainQuery = (query: string): boolean => plainQuery.test(query)

/** Whether the pairs of a plain query are sorted as they stand, seen without taking it apart. */
const isSorted = (query: string): boolean => {
  let start = 0
  for (let end = query.indexOf("&"); end !== -1; end = query.indexOf("&", start)) {
    let at = start
    let next = end + 1
    while (at < end && query.charCodeAt(at) === query.charCodeAt(next)) {
      at += 1
      next += 1
    }
    // A pair that ends first sorts first: the & after it sorts before what pairs are made of.
    if (!(query.charCodeAt(at) <= query.charCodeAt(next))) return false
    start = end + 1
  }
  return true
}

/** What `canonicalQuery` answers, where it is known whether the query is plain. */
export const canonicalQueryOf = (query: string, plain: boolean): string => {
  if (!plain) return sortedQuery(queryPairs(query))
  return isSorted(query) ? query : query.split("&").sort().join("&")
}

/** The query as it is signed: sorted by the bytes of key and value, always `key=value`. */
export const canonicalQuery = (query: string): string =>
  canonicalQueryOf(query, isPlainQuery(query))

/** The lines of the signed headers, which come with lower-case names, sorted, values trimmed. */
export const canonicalHeaders = (headers: ReadonlyArray<Header>): string => {
  let lines = ""
  for (const [name, value] of headers) lines += name + ":" + value + "\n"
  return lines
}

/** What the canonical request is made of, each part already in its canonical form. */
export interface CanonicalParts {
  readonly method: string
  readonly canonicalUri: string
  readonly canonicalQuery: string
  /** The signed headers only: lower-case names, sorted, values trimmed. */
  readonly headers: ReadonlyArray<Header>
  readonly payloadHash: string
}

/** The same where the value of `SignedHeaders` is known already. */
export const canonicalRequestOf = (parts: CanonicalParts, names: string): string =>
  `${parts.method}\n${parts.canonicalUri}\n${parts.canonicalQuery}\n${canonicalHeaders(parts.headers)}\n${names}\n${parts.payloadHash}`

/** The text that a signature covers; the first thing to compare when two sides disagree. */
export const canonicalRequest = (parts: CanonicalParts): string =>
  canonicalRequestOf(parts, parts.headers.map(([name]) => name).join(";"))

/** The canonical request as it may be shown: without the security token that it holds. */
export const maskSecurityToken = (canonical: string): string =>
  canonical.replace(/\nx-security-token:[^\n]*/, "\nx-security-token:***")
