import * as fc from "fast-check"
import type { Header, SignableRequest } from "../src/index.ts"
import { alphabet } from "./arbitraries.ts"

/** Changes a text near a place that is chosen by any number. */
type Edit = (text: string, at: number) => string

const splice = (text: string, from: number, to: number, by: string): string =>
  text.slice(0, from) + by + text.slice(to)

const percentEncoded = (character: string): string =>
  [...Buffer.from(character)].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join("")

const onPath =
  (edit: (path: string) => string): Edit =>
  (target) => {
    const mark = target.indexOf("?")
    return mark === -1 ? edit(target) : edit(target.slice(0, mark)) + target.slice(mark)
  }

const onPairs =
  (edit: (pairs: ReadonlyArray<string>, at: number) => ReadonlyArray<string>): Edit =>
  (target, at) => {
    const [path, query] = target.split(/\?(.*)/s)
    return query === undefined ? target : `${path}?${edit(query.split("&"), at).join("&")}`
  }

const onOnePair = (edit: (pair: string) => string): Edit =>
  onPairs((pairs, at) =>
    pairs.map((pair, index) => (index === at % pairs.length ? edit(pair) : pair))
  )

/** What may make another request of it, and what may not: the oracle decides. */
const targetEdits: ReadonlyArray<Edit> = [
  onPath((path) => `${path}/`),
  onPath((path) => (path.length > 1 ? path.replace(/\/$/, "") : path)),
  onPath((path) => `/${path}`),
  onPairs((pairs) => pairs.toReversed()),
  onPairs((pairs, at) => [...pairs, pairs[at % pairs.length] ?? ""]),
  onPairs((pairs) => ["", ...pairs, ""]),
  onOnePair((pair) => (pair.includes("=") ? pair : `${pair}=`)),
  onOnePair((pair) => pair.replace(/=$/, "")),
  onOnePair((pair) => `${pair}=`),
  onOnePair((pair) => pair.split("=").toReversed().join("=")),
  (target, at) => {
    const from = 1 + (at % target.length)
    const [character = ""] = target.slice(from)
    return /[%/?&=]/.test(character)
      ? target
      : splice(target, from, from + character.length, percentEncoded(character))
  },
  (target) => target.replaceAll(/%[\dA-F]{2}/gi, (unit) => unit.toLowerCase()),
  (target) => target.replaceAll("+", "%20"),
  (target) => target.replace("%2F", "/"),
  (target) => target.replace("%25", "%"),
  (target) => target.replace("%26", "&"),
  (target) => target.replace("%3D", "="),
  (target, at) => splice(target, 1 + (at % target.length), 2 + (at % target.length), ""),
  (target, at) =>
    splice(
      target,
      1 + (at % target.length),
      1 + (at % target.length),
      alphabet[at % alphabet.length] ?? ""
    )
]

const headerEdits: ReadonlyArray<(header: Header) => ReadonlyArray<Header>> = [
  ([name, value]) => [[name.toUpperCase(), value]],
  ([name, value]) => [[name, ` \t${value}\t `]],
  ([name, value]) => [[name, `${value}.`]],
  ([name, value]) => [[name, value.replace(/(?<=\S)[ \t]+(?=\S)/, "")]],
  ([name, value]) => [[name, `\u00a0${value}`]],
  (header) => [header, ["Cookie", "unsigned"]]
]

/** A target that was edited once or twice. */
export const respelledTarget = (target: string): fc.Arbitrary<string> =>
  fc
    .array(fc.tuple(fc.constantFrom(...targetEdits), fc.nat()), { minLength: 1, maxLength: 2 })
    .map((edits) => edits.reduce((text, [edit, at]) => edit(text, at), target))

/** A request whose headers were edited, all alike. */
export const respelledHeaders = (request: SignableRequest): fc.Arbitrary<SignableRequest> =>
  fc
    .constantFrom(...headerEdits)
    .map((edit) => ({ ...request, headers: [...(request.headers ?? [])].flatMap(edit) }))
