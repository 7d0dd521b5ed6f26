import type { Mismatch } from "./mismatches.ts"
import { sdkHmacSm3 } from "./sdkHmacSm3.ts"
import { payloadHash } from "./sha256.ts"

/** A cause, and whether it explains a difference between two texts. */
type Row = readonly [Mismatch, (a: string, b: string) => boolean]

/** Holds in whichever direction the change went. */
const eitherWay =
  (holds: (a: string, b: string) => boolean) =>
  (a: string, b: string): boolean =>
    holds(a, b) || holds(b, a)

/** Alike once both went through the same change. */
const alikeAs =
  (change: (text: string) => string) =>
  (a: string, b: string): boolean =>
    change(a) === change(b)

const always = (): boolean => true
const encodedTwice = eitherWay((a, b) => a.replaceAll("%", "%25") === b)
const oneSpace = (text: string): string => text.trim().replace(/\s+/g, " ")
const pairs = (query: string): ReadonlyArray<string> => query.split("&").filter(Boolean)
const tidy = (path: string): string => new URL(`http://h${path.replace(/\/+/g, "/")}`).pathname

const hashesOfNothing = new Set([payloadHash(""), sdkHmacSm3.emptyHash])
// That of SM3 is written out: to compute it would throw where the runtime has no SM3.
const hashesOfBraces = new Set([
  payloadHash("{}"),
  "f1a823aaaaafe40e113c7f04dd72c289faf86252c4a9b57cf1d3c9e12547f9ad"
])

/** By part, the most telling first: the first row that fits is the likely cause. */
// An expression for it would begin anew at each slash of a long row of them.
const withoutLastSlashes = (path: string): string => {
  let end = path.length
  while (path[end - 1] === "/") end -= 1
  return path.slice(0, end)
}

const causes = {
  method: [
    ["method-case", alikeAs((method) => method.toUpperCase())],
    ["method-changed", always]
  ],
  "canonical URI": [
    ["trailing-slash", alikeAs(withoutLastSlashes)],
    ["path-encoded-twice", encodedTwice],
    ["path-slash-decoded", alikeAs((path) => path.replace(/%2F/gi, "/"))],
    ["path-normalised", alikeAs(tidy)],
    ["path-prefix", eitherWay((a, b) => a !== "/" && b.endsWith(a))],
    ["path-changed", always]
  ],
  "canonical query": [
    ["query-order", alikeAs((query) => [...pairs(query)].sort().join("&"))],
    ["query-plus", alikeAs((query) => query.replace(/%20|\+/g, "%2B"))],
    ["query-encoded-twice", encodedTwice],
    ["query-empty-value", alikeAs((query) => query.replace(/=(?=&|$)/g, ""))],
    ["query-parameter", eitherWay((a, b) => pairs(a).every((pair) => pairs(b).includes(pair)))],
    ["query-changed", always]
  ],
  "signed headers": [["signed-headers", always]],
  "payload hash": [
    ["unsigned-payload", eitherWay((a) => a === "UNSIGNED-PAYLOAD")],
    ["body-dropped", (_, theirs) => hashesOfNothing.has(theirs)],
    ["body-emptied", (_, theirs) => hashesOfBraces.has(theirs)],
    ["body-added", (ours) => hashesOfNothing.has(ours)],
    ["body-only-braces", (ours) => hashesOfBraces.has(ours)],
    ["body-changed", always]
  ]
} satisfies Record<string, ReadonlyArray<Row>>

const headerCauses: ReadonlyMap<string, ReadonlyArray<Row>> = new Map<string, ReadonlyArray<Row>>([
  [
    "host",
    [
      ["host-port", alikeAs((host) => host.replace(/:\d+$/, ""))],
      ["host-changed", always]
    ]
  ],
  ["content-type", [["content-type-changed", always]]],
  ["x-sdk-content-sha256", causes["payload hash"]],
  ["x-sdk-content-sm3", causes["payload hash"]],
  ["x-sdk-date", [["clock", always]]]
])

const whiteSpace: Row = ["header-white-space", alikeAs(oneSpace)]

const anyOtherHeader: ReadonlyArray<Row> = [
  ["header-encoding", eitherWay((a) => /[^\0-\x7f]/.test(a))],
  ["header-changed", always]
]

const firstFit = (rows: ReadonlyArray<Row>, ours: string, theirs: string): Mismatch =>
  rows.find(([, fits]) => fits(ours, theirs))?.[0] ?? "header-changed"

/** A line of the canonical request that is no header. */
export type Line = keyof typeof causes

/** The likely cause why such a line differs. */
export const causeOfLine = (line: Line, ours: string, theirs: string): Mismatch =>
  firstFit(causes[line], ours, theirs)

/** The likely cause why a header differs that both sides have. */
export const causeOfHeader = (name: string, ours: string, theirs: string): Mismatch => {
  // What a server makes of a header that did not arrive is an empty value.
  if (theirs === "") return "header-missing"
  return firstFit([whiteSpace, ...(headerCauses.get(name) ?? anyOtherHeader)], ours, theirs)
}
