import { ascending, type CanonicalParts } from "../src/canonicalRequest.ts"
import { formatSdkDate, type Header, payloadHash, percentEncode } from "../src/index.ts"
import { urlParts } from "../src/signableRequest.ts"
import { bodyBytes, type SigningVector } from "./vectors.ts"

/** What is signed: the parts of the canonical request, and the date as the string to sign has it. */
export interface SignedParts extends CanonicalParts {
  readonly timestamp: string
}

/** What an official signer does otherwise, as told of it; every other part is the specification's. */
export type Departure = (strict: SignedParts, vector: SigningVector) => Partial<SignedParts>

const encodedPath = (path: string): string => {
  const encoded = path.split("/").map(percentEncode).join("/")
  return encoded.endsWith("/") ? encoded : `${encoded}/`
}

const pairsOf = (query: string): ReadonlyArray<readonly [key: string, value: string]> =>
  query.split("&").flatMap((text) => {
    const [key, value, ...more] = text.split("=")
    return key === undefined || value === undefined || more.length > 0 ? [] : [[key, value]]
  })

const decodedPairs = (query: string) =>
  pairsOf(query).map(
    ([key, value]) => [decodeURIComponent(key), decodeURIComponent(value)] as const
  )

const encodedQuery = (pairs: ReadonlyArray<readonly [key: string, value: string]>): string =>
  pairs.map(([key, value]) => `${percentEncode(key)}=${percentEncode(value)}`).join("&")

/** Dot segments and doubled slashes taken out, as they were before the request was sent. */
const tidied = (path: string): string =>
  new URL(path.replaceAll(/\/{2,}/g, "/"), "http://h.example").pathname

/** What each SDK signs of headers whose names differ in case only, under each of the two names. */
const duplicates: Readonly<Record<string, (sent: ReadonlyArray<string>) => ReadonlyArray<string>>> =
  {
    node: (sent) => sent,
    python: (sent) => sent.map(() => sent.at(-1) ?? ""),
    go: (sent) => sent.flatMap(() => sent.toSorted())
  }

export const departures: Readonly<Record<string, Departure>> = {
  // The path was signed before it was tidied: one that comes to the path sent, but is another.
  "node-wire-path-normalised": ({ canonicalUri }, vector) => {
    const [, signedPath = ""] = vector.canonicalRequest.split("\n")
    return tidied(signedPath) === canonicalUri ? { canonicalUri: signedPath } : {}
  },
  // What its URL parser escapes, and what came escaped, is escaped again.
  "node-double-encodes-path": (_, { url }) => ({
    canonicalUri: encodedPath(urlParts(url).path.replaceAll(/[ "'<>^`{|}]/g, escaped))
  }),
  "node-utf16-sort": (_, { url }) => ({
    canonicalQuery: encodedQuery(
      decodedPairs(urlParts(url).query).toSorted(
        (a, b) => ascending(a[0], b[0]) || ascending(a[1], b[1])
      )
    )
  }),
  untrimmed: ({ headers }, vector) => ({
    headers: headers.map(([name]) => [name, sentValues(vector, name)[0] ?? ""])
  }),
  "duplicate header names differing only in case": ({ headers }, vector) => {
    const [, sdk = ""] = vector.id.split("#")
    const twice = headers.filter(([name], at) => headers[at - 1]?.[0] === name)
    return {
      headers: headers.flatMap(([name, value], at): ReadonlyArray<Header> => {
        if (!twice.some(([repeated]) => repeated === name)) return [[name, value]]
        if (headers[at - 1]?.[0] === name) return []
        const signed = duplicates[sdk]?.(sentValues(vector, name)) ?? []
        return signed.map((each): Header => [name, each])
      })
    }
  },
  "node-string-body": (_, { body }) => ({
    payloadHash: payloadHash(JSON.stringify(Buffer.from(bodyBytes(body)).toString()))
  }),
  "node-date-rewrite": ({ timestamp }) => ({
    timestamp: formatSdkDate(new Date(extendedForm(timestamp)))
  }),
  "unquote-before-split": (_, { url }) => ({
    canonicalUri: encodedPath(decodeURIComponent(urlParts(url).path))
  }),
  "python-empty-body-hash": () => ({ payloadHash: payloadHash("") }),
  "java-values-unsorted": (_, { url }) => ({
    canonicalQuery: encodedQuery(
      decodedPairs(urlParts(url).query).toSorted((a, b) => ascending(a[0], b[0]))
    )
  }),
  // Its signer adds what it reads from the decoded query to the encoded pairs, under the key as it is.
  "java-raw-key-duplicate": (_, { url }) => {
    const { query } = urlParts(url)
    const encoded = decodedPairs(query).map(([key, value]) => [percentEncode(key), value] as const)
    const all = new Map([...pairsOf(decodeURIComponent(query)), ...encoded])
    return {
      canonicalQuery: [...all]
        .toSorted(([a], [b]) => ascending(a, b))
        .map(([key, value]) => `${key}=${percentEncode(value)}`)
        .join("&")
    }
  }
}

const escaped = (character: string): string =>
  `%${character.charCodeAt(0).toString(16).toUpperCase()}`

const sentValues = ({ headers }: SigningVector, wanted: string): ReadonlyArray<string> =>
  headers.filter(([name]) => name.toLowerCase() === wanted).map(([, value]) => value)

/** The basic form of ISO 8601 as the extended one, which a Date can be made of. */
const extendedForm = (text: string): string =>
  text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)([+-]\d\d)(\d\d)$/, "$1-$2-$3T$4:$5:$6$7:$8")
