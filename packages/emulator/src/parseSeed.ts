import { Effect } from "effect"
import { isNode, LineCounter, parseDocument, type Document } from "yaml"
import { decodeSeed, invalidSeed, told } from "./seed.ts"

// Without the piece of the file that it may quote: it could be a secret.
const complaint = (message: string) => message.replace(/(?::| at line \d).*$/su, "")

const parse = (text: string) => {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  const problems = [...document.errors, ...document.warnings].map(
    ({ message, pos: [at] }) => `line ${lines.linePos(at).line}: ${complaint(message)}`
  )
  return { document, lines, problems }
}

const pathOf = (field: string): ReadonlyArray<string | number> =>
  [...field.matchAll(/\[(\d+)\]|[^.[\]]+/gu)].map(([name, index]) =>
    index === undefined ? name : Number(index)
  )

/** The line of a field, or of the nearest thing around one that is not there. */
const lineOf = (field: string, document: Document, lines: LineCounter): number => {
  const path = pathOf(field)
  for (let length = path.length; length > 0; length -= 1) {
    const found = document.getIn(path.slice(0, length), true)
    if (isNode(found) && found.range != null) return lines.linePos(found.range[0]).line
  }
  return 1
}

/**
 * The seed in a file of YAML, or of JSON, which is YAML too. The error names the line, the field and
 * the rule of each mistake, and never a value.
 */
export const parseSeed = Effect.fnUntraced(function* (text: string) {
  const { document, lines, problems } = parse(text)
  if (problems.length > 0) return yield* invalidSeed(problems)
  const value = yield* Effect.try({
    try: (): unknown => document.toJS(),
    catch: () => invalidSeed(["the file: has more aliases than can be followed"])
  })
  return yield* Effect.mapError(decodeSeed(value), (broken) =>
    invalidSeed(
      broken.map((problem) => `line ${lineOf(problem.field, document, lines)}: ${told(problem)}`)
    )
  )
})
