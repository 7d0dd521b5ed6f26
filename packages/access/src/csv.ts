// A spreadsheet takes a cell that begins so for a formula, and runs it.
const formula = /^[=+\-@\t\r]/u

const cell = (value: string | number) => {
  const text = formula.test(String(value)) ? `'${value}` : String(value)
  return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** A row of CSV (RFC 4180) without its line break; a cell that a spreadsheet would run becomes text. */
export const csvRow = (cells: ReadonlyArray<string | number | undefined>): string =>
  cells.map((value = "") => cell(value)).join(",")
