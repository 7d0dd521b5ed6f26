import { type QueryPair, queryPairs } from "./canonicalRequest.ts"
import { percentDecode } from "./percentEncode.ts"

const plainPairs = (query: string): ReadonlyArray<QueryPair> => {
  const pairs: Array<QueryPair> = []
  for (let start = 0; start < query.length;) {
    const mark = query.indexOf("&", start)
    const end = mark === -1 ? query.length : mark
    const equals = query.indexOf("=", start)
    pairs.push([query.slice(start, equals), query.slice(equals + 1, end)])
    start = end + 1
  }
  return pairs
}

/** The pairs of a query in the order sent, decoded where it is not plain; bytes that are not UTF-8 are U+FFFD. */
export const decodedQuery = (query: string, plain: boolean): ReadonlyArray<QueryPair> =>
  plain
    ? plainPairs(query)
    : queryPairs(query).map(([name, value]) => [percentDecode(name), percentDecode(value)])
