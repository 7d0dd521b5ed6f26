import {
  normalizedPath,
  type QueryPair,
  queryPairs,
  sortedQuery,
  type SortKey,
  withFinalSlash
} from "./canonicalRequest.ts"
import type { Header } from "./headers.ts"
import { decodedBytes, percentDecode, percentEncode } from "./percentEncode.ts"
import type { Reading, Target } from "./reading.ts"

/** The target, its query taken apart. */
interface Sent {
  readonly path: string
  readonly pairs: ReadonlyArray<QueryPair>
}

/** How an official SDK departs from the specification; `undefined` where it makes no difference. */
interface Quirk {
  readonly name: string
  readonly apply: (reading: Reading, sent: Sent) => Partial<Reading> | undefined
}

const sortedBy = (name: string, sortKey: SortKey): Quirk => ({
  name,
  apply: (reading, { pairs }) => {
    const canonicalQuery = sortedQuery(pairs, sortKey)
    return canonicalQuery === reading.canonicalQuery ? undefined : { canonicalQuery }
  }
})

const queryQuirks: ReadonlyArray<Quirk> = [
  // Java keeps the values of a repeated key in the order given.
  sortedBy("values-in-sent-order", ([key]) => [decodedBytes(key), ""]),
  // Node compares texts, not bytes, which differs beyond the basic plane.
  sortedBy("utf16-order", ([key, value]) => [percentDecode(key), percentDecode(value)]),
  // Java again, for a key that needs encoding.
  sortedBy("encoded-key-order", ([key]) => [key, ""])
]

const signedPath = (name: string, read: (path: string) => string): Quirk => ({
  name,
  apply: (reading, sent) => {
    const path = read(sent.path)
    const canonicalUri = withFinalSlash(path)
    return canonicalUri === reading.canonicalUri ? undefined : { path, canonicalUri }
  }
})

const withoutEmptyEnd = (path: string): string => {
  let end = path.length
  while (path[end - 1] === "/" && path[end - 2] === "/") end -= 1
  return path.slice(0, end)
}

const pathQuirks: ReadonlyArray<Quirk> = [
  // Node and Java encode a path that is encoded already.
  signedPath("double-encoded-path", (path) => path.split("/").map(percentEncode).join("/")),
  // Python and .NET decode the whole path before they split it.
  signedPath("unquoted-path", (path) => normalizedPath(path).replaceAll("%2F", "/")),
  // Java's split drops the empty segments at the end.
  signedPath("collapsed-path-end", (path) => withoutEmptyEnd(normalizedPath(path))),
  // Node joins an endpoint's final slash to the path when it signs, not when it sends.
  {
    name: "extra-leading-slash",
    apply: ({ canonicalUri }) => ({ canonicalUri: `/${canonicalUri}` })
  }
]

const port = /:\d+$/

const withoutPort = ([name, value]: Header): Header =>
  name === "host" ? [name, value.replace(port, "")] : [name, value]

const hostQuirks: ReadonlyArray<Quirk> = [
  // .NET signs the host name alone.
  {
    name: "host-without-port",
    apply: ({ headers }) =>
      headers.some(([name, value]) => name === "host" && port.test(value))
        ? { headers: headers.map(withoutPort) }
        : undefined
  }
]

const headerQuirks: ReadonlyArray<Quirk> = [
  // Node signs UTF-8 and sends Latin-1.
  {
    name: "headers-signed-as-utf8",
    apply: ({ headerEncoding }) =>
      headerEncoding === "latin1" ? { headerEncoding: "utf8" } : undefined
  }
]

const applied = (quirk: Quirk, reading: Reading, sent: Sent): ReadonlyArray<Reading> => {
  const change = quirk.apply(reading, sent)
  if (change === undefined) return []
  const { interpretation } = reading
  const name = interpretation === "strict" ? quirk.name : `${interpretation}+${quirk.name}`
  return [{ ...reading, ...change, interpretation: name }]
}

/** Longer targets are read strictly only: no SDK call comes near, and every reading costs a hash. */
const longestTarget = 4096

/**
 * Every other reading under which a request of an official SDK may verify.
 * Their number depends on the request alone, so the time they take tells nothing about a key.
 */
export const sdkReadings = (strict: Reading, { path, query }: Target): ReadonlyArray<Reading> => {
  if (path.length + query.length > longestTarget) return []
  const sent = { path, pairs: queryPairs(query) }
  const withQuirks = (readings: ReadonlyArray<Reading>, quirks: ReadonlyArray<Quirk>) =>
    readings.flatMap((reading) => [
      reading,
      ...quirks.flatMap((quirk) => applied(quirk, reading, sent))
    ])
  return [queryQuirks, pathQuirks, hostQuirks, headerQuirks].reduce(withQuirks, [strict]).slice(1)
}
