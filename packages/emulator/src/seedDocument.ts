import { type Document, isNode, LineCounter, parseDocument } from "yaml"

/** A seed file as it was read. */
export interface SeedDocument {
  /** What is wrong with it as YAML, each with its line. */
  readonly problems: ReadonlyArray<string>
  /** Throws where aliases make it larger than can be followed. */
  readonly value: () => unknown
  /** The line of a field, or of the nearest thing around one that is not there. */
  readonly lineOf: (field: string) => number
}

// Without the piece of the file that it may quote: it could be a secret.
const complaint = (message: string) => message.replace(/(?::| at line \d).*$/su, "")

const pathOf = (field: string): ReadonlyArray<string | number> =>
  [...field.matchAll(/\[(\d+)\]|[^.[\]]+/gu)].map(([name, index]) =>
    index === undefined ? name : Number(index)
  )

const lineOf = (field: string, document: Document, lines: LineCounter): number => {
  const path = pathOf(field)
  for (let length = path.length; length > 0; length -= 1) {
    const found = document.getIn(path.slice(0, length), true)
    if (isNode(found) && found.range != null) return lines.linePos(found.range[0]).line
  }
  return 1
}

/** Reads YAML, or JSON, which is YAML too. */
export const readSeedDocument = (text: string): SeedDocument => {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  return {
    problems: [...document.errors, ...document.warnings].map(
      ({ message, pos: [at] }) => `line ${lines.linePos(at).line}: ${complaint(message)}`
    ),
    value: () => document.toJS(),
    lineOf: (field) => lineOf(field, document, lines)
  }
}
