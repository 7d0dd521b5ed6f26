import type { ErrorEntry } from "@codearts/error-catalog"
import { columns } from "../columns.ts"
import type { Lang } from "../language.ts"
import { show } from "../output.ts"
import { type Outputs, outputs } from "../outputs.ts"

/** What commands take that answer rows of the catalog. */
export const errorOutputs = outputs([
  ...columns.errors,
  "title",
  "family",
  "meaning",
  "action",
  "source"
])

/** A row without what few rows have; a Chinese one tells its title and whose Chinese it is. */
const plain = (row: ErrorEntry) => {
  const { action, code, family, meaning, message, retry, source, status } = row
  const chinese = "title" in row && "provenance" in row
  return {
    code,
    status,
    message,
    ...(chinese && { title: row.title }),
    family,
    meaning,
    action,
    retry,
    source,
    ...(chinese && { provenance: row.provenance })
  }
}

/** Shows rows of the catalog: one line each, or as JSON all that they say. */
export const showRows = (rows: ReadonlyArray<ErrorEntry>, language: Lang, given: Outputs) =>
  show(
    {
      json: rows.map(plain),
      columns: language === "zh" ? columns.chineseErrors : columns.errors,
      rows: rows.map((row) => ({ ...row, retry: row.retry.class }))
    },
    given
  )
