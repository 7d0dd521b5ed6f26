/** A piece of the document that says one kind of thing, with what it stands under. */
export type Segment = {
  readonly section: string
} & (
  | { readonly kind: "line"; readonly text: string }
  | { readonly kind: "code"; readonly text: string }
  | {
      readonly kind: "table"
      readonly columns: ReadonlyArray<string>
      readonly rows: ReadonlyArray<ReadonlyArray<string>>
    }
)

const cellsOf = (line: string) => line.split("\t").map((cell) => cell.trim())

const heading = /^#{1,4} (\d+(?:\.\d+)*) /u

/** How many lines from `start` on belong together: those that `holds` is true of. */
const run = (lines: ReadonlyArray<string>, start: number, holds: (line: string) => boolean) => {
  const end = lines.findIndex((line, index) => index >= start && !holds(line))
  return lines.slice(start, end === -1 ? lines.length : end)
}

/** The document in pieces: tables are lines with tabs up to an empty one, code stands in fences. */
export const segmentsOf = (document: string): ReadonlyArray<Segment> => {
  const lines = document.replaceAll("\u00A0", " ").split(/\r?\n/u)
  const segments: Array<Segment> = []
  let section = ""
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? ""
    section = heading.exec(line)?.[1] ?? section
    if (line.startsWith("```")) {
      const code = run(lines, index + 1, (each) => !each.startsWith("```"))
      segments.push({ kind: "code", section, text: code.join("\n") })
      index += code.length + 1
    } else if (line.includes("\t")) {
      const [columns = [], ...rows] = run(lines, index, (each) => each.includes("\t")).map(cellsOf)
      segments.push({ kind: "table", section, columns, rows })
      index += rows.length
    } else {
      segments.push({ kind: "line", section, text: line })
    }
  }
  return segments
}
