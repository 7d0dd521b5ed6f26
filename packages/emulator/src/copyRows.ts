import { Array, Effect } from "effect"
import type { SqlClient } from "effect/sql"
import { type CopiedTable, keys } from "./schema.ts"

type Row = Readonly<Record<string, string | number | null>>

// An object of ours has no other keys.
const tables = Object.keys(keys) as ReadonlyArray<CopiedTable>

// PostgreSQL binds at most 65,535 values in a statement, SQLite half of that.
const rowsAtOnce = 1000

/** The rows of a table after one of them, in the order of its key. */
const rowsAfter = (sql: SqlClient.SqlClient, table: CopiedTable, last: Row | undefined) => {
  const columns = keys[table]
  const key = sql.literal(columns.join(", "))
  const values = sql.csv(columns.map((column) => sql`${last?.[column] ?? null}`))
  const rest = last === undefined ? sql.literal("") : sql`WHERE (${key}) > (${values})`
  return sql<Row>`SELECT * FROM ${sql(table)} ${rest} ORDER BY ${key} LIMIT ${rowsAtOnce}`
}

const copyTable = Effect.fnUntraced(function* (
  from: SqlClient.SqlClient,
  to: SqlClient.SqlClient,
  table: CopiedTable
) {
  for (let last: Row | undefined; ;) {
    const rows: ReadonlyArray<Row> = yield* rowsAfter(from, table, last)
    if (Array.isReadonlyArrayNonEmpty(rows)) yield* to`INSERT INTO ${to(table)} ${to.insert(rows)}`
    if (rows.length < rowsAtOnce) return
    last = rows.at(-1)
  }
})

/**
 * Replaces what a store holds by what another one holds, of whatever kinds they are. What the store
 * remembers of requests stays: none that was carried out may be repeated because of this.
 */
export const copyRows = Effect.fnUntraced(function* (
  from: SqlClient.SqlClient,
  to: SqlClient.SqlClient
) {
  // Written first: changes under way end before, others wait.
  yield* to`UPDATE audit_head SET number = number`
  for (const table of tables.toReversed()) yield* to`DELETE FROM ${to(table)}`
  for (const table of tables) yield* copyTable(from, to, table)
  const [head] = yield* from<Row>`SELECT number, hash FROM audit_head`
  yield* to`UPDATE audit_head SET ${to.update(head ?? {})}`
})
