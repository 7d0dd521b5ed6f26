import { Result } from "effect"
import { type Document, isMap, isNode, isPair, isSeq, LineCounter, parseDocument } from "yaml"
import { uniqueJson } from "./uniqueJson.ts"

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

const keysOf = (field: string) => field.match(/[^.[\]]+/gu) ?? []

const child = (node: unknown, key: string): { key?: unknown; value: unknown } | undefined => {
  if (isSeq(node)) return { value: node.items[Number(key)] }
  const pair = isMap(node) ? node.items.find((item) => String(item.key) === key) : undefined
  return pair === undefined ? undefined : { key: pair.key, value: pair.value }
}

const offsetOf = (document: Document, field: string): number => {
  let node: unknown = document.contents
  let offset = isNode(node) ? (node.range?.[0] ?? 0) : 0
  for (const key of keysOf(field)) {
    const found = child(node, key)
    const place = found?.key ?? found?.value
    const start = isPair(place) || !isNode(place) ? undefined : place.range?.[0]
    if (found === undefined || start === undefined) return offset
    offset = start
    node = found.value
  }
  return offset
}

const firstLine = (message: string) => message.split("\n")[0]?.replace(/ at line.*$/u, "") ?? ""

const parse = (text: string) => {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, merge: false })
  return { document, lineAt: (offset: number) => Math.max(1, lines.linePos(offset).line) }
}

/** A list of many thousands of entries is read at once where it is JSON; its lines, when one is asked for. */
const ofJson = (text: string): Yaml | undefined => {
  const value = uniqueJson(text)
  let parsed: ReturnType<typeof parse> | undefined
  return value === undefined
    ? undefined
    : {
        value,
        lineOf: (field) => {
          parsed ??= parse(text)
          return parsed.lineAt(offsetOf(parsed.document, field))
        }
      }
}

const ofYaml = (text: string): Result.Result<Yaml, ReadonlyArray<FileProblem>> => {
  const { document, lineAt } = parse(text)
  if (document.errors.length > 0) {
    return Result.fail(
      document.errors.map(({ message, pos }) => ({
        line: lineAt(pos[0]),
        field: "",
        rule: firstLine(message)
      }))
    )
  }
  try {
    return Result.succeed({
      // Aliases can make a small file enormous, and a list that people review has no use for them.
      value: document.toJS({ maxAliasCount: 0 }),
      lineOf: (field) => lineAt(offsetOf(document, field))
    })
  } catch {
    return Result.fail([{ line: 1, field: "", rule: "must not use aliases" }])
  }
}

/** Reads YAML, of which JSON is a part; a key that is there twice is a problem, too. */
export const readYaml = (text: string): Result.Result<Yaml, ReadonlyArray<FileProblem>> => {
  const json = ofJson(text)
  return json === undefined ? ofYaml(text) : Result.succeed(json)
}
