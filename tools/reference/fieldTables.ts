import type { DocumentedOperation, FieldTable, Row } from "./facts.ts"
import { fieldRow } from "./fieldRow.ts"
import type { Segment } from "./segments.ts"

interface Open {
  readonly table: string
  readonly caption: string
  readonly operation: string
  readonly status: number | undefined
  readonly rows: Array<Row>
  /** The names of the tables below, by the field that has them. */
  readonly below: Map<string, string>
}

const places: Readonly<Record<string, string>> = {
  "request header parameters": "header",
  "query parameters": "query",
  "request body parameters": "body",
  "response body parameters": "answer"
}

const caption = /(?:^|\*\*)Table (\d+-\d+)(?:\*\*)? +(.+)$/u

const read = (segments: ReadonlyArray<Segment>) => {
  const tables: Array<Open> = []
  const operations: Array<DocumentedOperation & { readonly statuses: Array<number> }> = []
  let status: number | undefined
  let open: Open | undefined
  for (const segment of segments) {
    if (segment.kind === "line") {
      const [, method, path] = /^([A-Z]+) (\/\S+)\s*$/u.exec(segment.text) ?? []
      if (method !== undefined && path !== undefined) {
        operations.push({ method, path, statuses: [] })
        status = undefined
      }
      status = Number(/^\**Status code: (\d+)/u.exec(segment.text)?.[1] ?? status ?? 0)
      const [, table, title] = caption.exec(segment.text) ?? []
      const operation = operations.at(-1)
      if (table === undefined || title === undefined || operation === undefined) continue
      open = {
        table,
        caption: title.trim(),
        operation: `${operation.method} ${operation.path}`,
        status: status === 0 ? undefined : status,
        rows: [],
        below: new Map()
      }
      tables.push(open)
    }
    if (segment.kind !== "table") continue
    if (segment.columns.join() === "Status Code,Description")
      operations.at(-1)?.statuses.push(...segment.rows.map(([code]) => Number(code)))
    if (segment.columns[0] !== "Parameter" || open === undefined) continue
    for (const cells of segment.rows) {
      const { of, row } = fieldRow(segment.columns, cells)
      if (of !== undefined) open.below.set(of, String(row["field"]))
      open.rows.push(row)
    }
  }
  return { operations, tables }
}

const placed = ({ caption: name, operation }: Open, tables: ReadonlyArray<Open>): string => {
  const place = places[name.toLowerCase()]
  if (place !== undefined) return place
  const above = tables.find((table) => table.operation === operation && table.below.has(name))
  if (above === undefined) return name
  const field = above.below.get(name) ?? name
  const parent = placed(above, tables)
  return parent === "body" ? field : `${parent}.${field}`
}

/** The operations of chapter 4, and the tables of their fields. */
export const operationsIn = (
  segments: ReadonlyArray<Segment>
): {
  readonly operations: ReadonlyArray<DocumentedOperation>
  readonly tables: ReadonlyArray<FieldTable>
} => {
  const { operations, tables } = read(segments.filter(({ section }) => section.startsWith("4")))
  return {
    operations,
    tables: tables.map((open) => {
      const place = placed(open, tables)
      return {
        table: open.table,
        operation: open.operation,
        place,
        ...(place.startsWith("answer") && { status: open.status ?? 0 }),
        rows: open.rows
      }
    })
  }
}
