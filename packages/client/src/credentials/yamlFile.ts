import { notAField, problemsOf } from "@codearts/api"
import { Effect, Schema } from "effect"
import type { Document, LineCounter, Node } from "yaml"
import { broken, type Unusable } from "./Source.ts"

/** A text of YAML that can be changed in place, comments and all. */
export interface YamlText {
  readonly document: Document
  /** The line on which a field begins, or the nearest that is there around it. */
  readonly lineOf: (field: string) => number
}

/** The rest of a dotted path under a key; a key may have dots itself. */
const below = (field: string, key: string) => {
  if (field === key) return ""
  const rest = field.slice(key.length)
  return field.startsWith(key) && /^[.[]/u.test(rest) ? rest.replace(/^\./u, "") : undefined
}

const lineFinder = async (contents: Document["contents"], lines: LineCounter) => {
  const { isMap, isNode, isScalar } = await import("yaml")
  const startOf = (node: Node) => node.range?.[0]
  return (field: string): number => {
    let [node, rest, offset]: [unknown, string, number] = [contents, field, 0]
    while (isMap(node)) {
      const found = node.items
        .map(({ key, value }) => ({ key, value, rest: below(rest, String(key)) }))
        .find((each) => each.rest !== undefined)
      if (found === undefined) break
      offset = (isScalar(found.key) ? startOf(found.key) : undefined) ?? offset
      if (isNode(found.value) && !isMap(found.value)) offset = startOf(found.value) ?? offset
      ;[node, rest] = [found.value, found.rest ?? ""]
    }
    return lines.linePos(offset).line
  }
}

/** Where the first key stands that is a list or a map; named as a field it would tell what is in it. */
const collectionKey = async (document: Document): Promise<number | undefined> => {
  const { isCollection, visit } = await import("yaml")
  let offset: number | undefined
  visit(document, {
    Pair: (_, { key }) => {
      if (isCollection(key)) offset ??= key.range?.[0] ?? 0
    }
  })
  return offset
}

const inWords = (code: string) => code.toLowerCase().replaceAll("_", " ")

/** Reads YAML, or names the line and the rule that it breaks; the line itself may be a secret. */
export const parseYaml = Effect.fnUntraced(function* (
  text: string,
  path: string
): Effect.fn.Return<YamlText, Unusable> {
  // Only who has a file of profiles pays for the parser.
  const { LineCounter, parseDocument } = yield* Effect.promise(() => import("yaml"))
  const lines = new LineCounter()
  const document = yield* Effect.try({
    // What it would warn of, a key that is a map, it would print itself, and a secret with it.
    try: () => parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: "error" }),
    catch: () => broken(`${path}, line 1: is no YAML that can be read`)
  })
  const [problem] = [...document.errors, ...document.warnings]
  if (problem !== undefined) {
    const { line } = lines.linePos(problem.pos[0])
    return yield* broken(`${path}, line ${line}: is no YAML: ${inWords(problem.code)}`)
  }
  const key = yield* Effect.promise(() => collectionKey(document))
  if (key !== undefined)
    return yield* broken(`${path}, line ${lines.linePos(key).line}: a key must be a text`)
  return { document, lineOf: yield* Effect.promise(() => lineFinder(document.contents, lines)) }
})

// A name that no field could have may be a secret at the wrong side of a colon.
const unlikely = /(?<=^|\.)[^.]*[^a-z_.][^.]*$|(?<=^|\.)[^.]{25,}$/u

const toldField = (field: string, rule: string) =>
  rule === notAField ? field.replace(unlikely, "***") : field

const valueOf = ({ document }: YamlText, path: string) =>
  Effect.try({
    try: (): unknown => document.toJS() ?? {},
    catch: () => broken(`${path}, line 1: is no YAML that can be read`)
  })

/** What a text of YAML says, if it keeps every rule of a schema; else the line of each that it breaks. */
export const readSchema = Effect.fnUntraced(function* <A>(
  schema: Schema.Decoder<A>,
  text: YamlText,
  path: string
): Effect.fn.Return<A, Unusable> {
  const value = yield* valueOf(text, path)
  const rules = { errors: "all", onExcessProperty: "error" } as const
  return yield* Effect.fromResult(Schema.decodeUnknownResult(schema, rules)(value)).pipe(
    Effect.mapError(({ issue }) => {
      const told = problemsOf(issue).map(({ field, rule }) =>
        `line ${text.lineOf(field)}: ${toldField(field, rule)} ${rule}`.replace(":  ", ": ")
      )
      return broken(`${path}, ${told.join("; ")}`)
    })
  )
})
