import { CliOutput } from "effect/cli"
import { printable } from "./printable.ts"

/** A row, by the names of its columns. */
export type Row = Readonly<Record<string, unknown>>

/** A value as the text of a cell, which a terminal may show. */
export const cellText = (value: unknown): string => {
  const shown = value ?? ""
  return printable(typeof shown === "string" ? shown : JSON.stringify(shown))
}

const grid = (columns: ReadonlyArray<string>, rows: ReadonlyArray<Row>) => [
  columns.map(cellText),
  ...rows.map((row) => columns.map((column) => cellText(row[column])))
]

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" })

const cut = (line: string, width: number): string => {
  if (CliOutput.displayWidth(line) <= width) return line
  let kept = ""
  for (const { segment } of graphemes.segment(line)) {
    if (CliOutput.displayWidth(kept + segment) >= width) break
    kept += segment
  }
  return `${kept}…`
}

/** Columns lined up for eyes, under their names; wide letters count as two, a line over the width is cut. */
export const table = (
  columns: ReadonlyArray<string>,
  rows: ReadonlyArray<Row>,
  width = Infinity
): string => {
  const lines = grid(columns, rows)
  const widths = columns.map((_, index) =>
    Math.max(...lines.map((line) => CliOutput.displayWidth(line[index] ?? "")))
  )
  const pad = (text: string, index: number) =>
    text + " ".repeat(Math.max(0, (widths[index] ?? 0) - CliOutput.displayWidth(text)))
  return lines.map((line) => cut(line.map(pad).join("  ").trimEnd(), width)).join("\n")
}

/** The same columns for programs: a header, then one line a row, separated by tabs. */
export const tsv = (columns: ReadonlyArray<string>, rows: ReadonlyArray<Row>): string =>
  grid(columns, rows)
    .map((line) => line.join("\t"))
    .join("\n")
