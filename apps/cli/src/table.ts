import stringWidth from "string-width"
import { printable } from "./printable.ts"

/** A row, by the names of its columns. */
export type Row = Readonly<Record<string, unknown>>

const cell = (row: Row, column: string) => {
  const value = row[column] ?? ""
  return printable(typeof value === "string" ? value : JSON.stringify(value))
}

const grid = (columns: ReadonlyArray<string>, rows: ReadonlyArray<Row>) => [
  columns,
  ...rows.map((row) => columns.map((column) => cell(row, column)))
]

/** Columns lined up for eyes, under their names; wide letters count as two. */
export const table = (columns: ReadonlyArray<string>, rows: ReadonlyArray<Row>): string => {
  const lines = grid(columns, rows)
  const widths = columns.map((_, index) =>
    Math.max(...lines.map((line) => stringWidth(line[index] ?? "")))
  )
  const pad = (text: string, index: number) =>
    text + " ".repeat(Math.max(0, (widths[index] ?? 0) - stringWidth(text)))
  return lines.map((line) => line.map(pad).join("  ").trimEnd()).join("\n")
}

/** The same columns for programs: a header, then one line a row, separated by tabs. */
export const tsv = (columns: ReadonlyArray<string>, rows: ReadonlyArray<Row>): string =>
  grid(columns, rows)
    .map((line) => line.join("\t"))
    .join("\n")
