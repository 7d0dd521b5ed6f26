import { Result } from "effect"
import {
  type AliasEvent,
  constructFromEvents,
  EVENT_ID,
  type Event,
  parseEvents,
  YAMLException
} from "js-yaml"
import { type Spot, spotsOf } from "./spots.ts"

/** What is wrong with a file: where, and which rule it breaks. Never the value. */
export interface FileProblem {
  /** The first line is 1. */
  readonly line: number
  /** Path of the field, for example `tenants[0].regions`; empty for the file as a whole. */
  readonly field: string
  readonly rule: string
}

/** A file that was read, and where in it things stand. */
export interface Yaml {
  readonly value: unknown
  /** The line of a field, or that of the nearest thing around it. */
  readonly lineOf: (field: string) => number
}

/** The line of every offset of a text, the first being 1. */
const lineCounter = (text: string) => {
  const ends = [...text.matchAll(/\n/gu)].map(({ index }) => index)
  return (offset: number): number => {
    let [low, high] = [0, ends.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((ends[middle] ?? 0) < offset) low = middle + 1
      else high = middle
    }
    return low + 1
  }
}

const keysOf = (field: string) => field.match(/[^.[\]]+/gu) ?? []

/** Where a field stands, or the nearest thing around it that is there. */
const offsetOf = (root: Spot, field: string): number => {
  let spot = root
  for (const key of keysOf(field)) {
    const inner = spot.inside.get(key)
    if (inner === undefined) break
    spot = inner
  }
  return spot.offset
}

/** Only who has something to say of a line pays for the lines. */
const linesOf = (text: string, events: ReadonlyArray<Event>) => {
  let made: { readonly root: Spot; readonly lineAt: (offset: number) => number } | undefined
  return (field: string): number => {
    made ??= { root: spotsOf(text, events), lineAt: lineCounter(text) }
    return made.lineAt(offsetOf(made.root, field))
  }
}

const isAlias = (event: Event): event is AliasEvent => event.type === EVENT_ID.ALIAS

const isDocument = ({ type }: Event) => type === EVENT_ID.DOCUMENT

const problem = (line: number, rule: string): FileProblem => ({ line, field: "", rule })

/** What no list that people review has a use for; aliases can even make a small file enormous. */
const excess = (text: string, events: ReadonlyArray<Event>): FileProblem | undefined => {
  const alias = events.find(isAlias)
  if (alias !== undefined)
    return problem(lineCounter(text)(alias.anchorStart), "must not use aliases")
  return events.filter(isDocument).length > 1
    ? problem(1, "must be one document, not several with --- between them")
    : undefined
}

// Some readers of YAML end a line at it and others do not, so that they would read different lists.
const loneReturn = /\r(?!\n)/u

const unreadable = (cause: unknown): FileProblem => {
  if (!(cause instanceof YAMLException)) throw cause
  return problem((cause.mark?.line ?? 0) + 1, `must be YAML: ${cause.reason}`)
}

/** Reads YAML, of which JSON is a part; a key that is there twice is a problem, too. */
export const readYaml = (text: string): Result.Result<Yaml, FileProblem> =>
  Result.gen(function* () {
    const { index: odd } = loneReturn.exec(text) ?? {}
    if (odd !== undefined)
      return yield* Result.fail(
        problem(lineCounter(text)(odd), "must end its lines with LF or CR LF")
      )
    const events = yield* Result.try({ try: () => parseEvents(text, {}), catch: unreadable })
    const found = excess(text, events)
    if (found !== undefined) return yield* Result.fail(found)
    const construct = () => constructFromEvents(events, { source: text })
    const [value] = yield* Result.try({ try: construct, catch: unreadable })
    return { value, lineOf: linesOf(text, events) }
  })
