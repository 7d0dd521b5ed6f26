import { cellText, type Row } from "./table.ts"

/** Rows and which of their fields are shown. */
export interface Listing {
  readonly columns: ReadonlyArray<string>
  readonly rows: ReadonlyArray<Row>
  /** False for rows whose values have no names, which go without a header. */
  readonly titled: boolean
}

/** What rows are ordered by. */
export interface Order {
  readonly column: string
  readonly descending: boolean
}

const ascending = (a: unknown, b: unknown): number => {
  if (typeof a === "number" && typeof b === "number") return a - b
  const [first, second] = [cellText(a), cellText(b)]
  if (first === second) return 0
  return first < second ? -1 : 1
}

/** Rows in an order; those that are alike in it stay as they were. */
export const sorted = (
  rows: ReadonlyArray<Row>,
  { column, descending }: Order
): ReadonlyArray<Row> => {
  const sign = descending ? -1 : 1
  return rows.toSorted((a, b) => sign * ascending(a[column], b[column]))
}

/** The fields of a row that are asked for, as far as it has them. */
export const narrowed = (row: Row, columns: ReadonlyArray<string>): Row =>
  Object.fromEntries(columns.flatMap((name) => (name in row ? [[name, row[name]]] : [])))

const isFlat = (value: unknown) => typeof value !== "object" || value === null

const isFlatList = (value: unknown): value is ReadonlyArray<unknown> =>
  Array.isArray(value) && value.every(isFlat)

const isFlatRow = (value: unknown): value is Row =>
  typeof value === "object" &&
  value !== null &&
  !Array.isArray(value) &&
  Object.values(value).every(isFlat)

const rowOf = (list: ReadonlyArray<unknown>): Row =>
  Object.fromEntries(list.map((value, index) => [String(index), value]))

const untitled = (lists: ReadonlyArray<ReadonlyArray<unknown>>): Listing => {
  const length = Math.max(0, ...lists.map((list) => list.length))
  const columns = Array.from({ length }, (_, index) => String(index))
  return { columns, rows: lists.map(rowOf), titled: false }
}

const titled = (rows: ReadonlyArray<Row>): Listing => {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  return { columns, rows, titled: true }
}

const listingOfItems = (items: ReadonlyArray<unknown>): Listing | undefined => {
  if (items.every(isFlat)) return untitled(items.map((item) => [item]))
  if (items.every(isFlatList)) return untitled(items)
  return items.every(isFlatRow) ? titled(items) : undefined
}

/** JSON as rows, where it is a value, or a list of values, of rows or of lists of values. */
export const listingOf = (json: unknown): Listing | undefined => {
  if (Array.isArray(json)) return listingOfItems(json)
  return json !== null && isFlat(json) ? untitled([[json]]) : undefined
}

/** The column that says which row is meant, the first that is an id. */
export const idOf = (columns: ReadonlyArray<string>): string | undefined =>
  columns.find((name) => /^(?:(?:.+_)?id|code)$/u.test(name))
