// Controls, and what turns the direction of text around.
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

/** A text of others that Markdown shows as it stands, on one line of a table. */
export const literal = (text: string): string =>
  text
    .replace(invisible, (letter) => `U+${letter.codePointAt(0)?.toString(16).padStart(4, "0")}`)
    .replace(/[\\`*_[\]<>#|~&]/gu, (letter) => `&#${letter.charCodeAt(0)};`)

const line = (cells: ReadonlyArray<string>) => `| ${cells.join(" | ")} |`

/** A table: its columns are named by us, what stands in its cells is not. */
export const markdownTable = (
  columns: ReadonlyArray<string>,
  rows: ReadonlyArray<ReadonlyArray<string>>
): string =>
  [
    line(columns),
    line(columns.map(() => "---")),
    ...rows.map((row) => line(row.map(literal)))
  ].join("\n")

/** Rows of one table at most: a page is read by people, and pages too long are not shown at all. */
const mostRows = 500

/** The first rows of a table, and how many more there are, and where. */
export const firstRows = (
  columns: ReadonlyArray<string>,
  rows: ReadonlyArray<ReadonlyArray<string>>,
  where: string
): string => {
  const table = markdownTable(columns, rows.slice(0, mostRows))
  const more = rows.length - mostRows
  return more > 0 ? `${table}\n\n**${more} more**, of ${rows.length}: ${where}.` : table
}
