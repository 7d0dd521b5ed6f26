import { Effect } from "effect"
import { tables } from "./schema.ts"
import type { SqliteDriver } from "./sqliteDriver.ts"

// `integrity_check` looks at the structure of a file and reads over a letter that has changed inside a
// text. So each table has the sum of the checksums of its rows, kept by triggers in the
// transaction of each change, whoever makes it, and compared when the file is opened. The triggers
// are this connection's own: nothing in the file needs the function they call.

const sealed = "content_sum"

/** The checksum of a row, as the thread of the file defines it. */
const rowSum = "row_sum"

const masked = (expression: string) => `(${expression}) & 4294967295`

// Definitions change in migrations alone, and a copy keeps them on other pages.
const definitions = "sqlite_schema"
const definitionColumns = ["type", "name", "tbl_name", "sql"]

const summed = [...tables, definitions]

const columnsOf = Effect.fnUntraced(function* ({ run }: SqliteDriver, table: string) {
  if (table === definitions) return definitionColumns
  const rows = yield* run("SELECT name FROM pragma_table_info(?) ORDER BY cid", [table])
  return rows.map(({ name }) => String(name))
})

const sumOf = (columns: ReadonlyArray<string>, row = "") =>
  masked(`${rowSum}(${columns.map((column) => `${row}${column}`).join(", ")})`)

const currentSum = Effect.fnUntraced(function* (driver: SqliteDriver, table: string) {
  const columns = yield* columnsOf(driver, table)
  const [row] = yield* driver.run(
    `SELECT ${masked(`COALESCE(sum(${sumOf(columns)}), 0)`)} AS sum FROM ${table}`
  )
  return row?.["sum"]
})

/** Notes what the tables hold; part of the transaction that fills them. */
export const seal = Effect.fnUntraced(function* (driver: SqliteDriver) {
  yield* driver.run(
    `CREATE TABLE IF NOT EXISTS ${sealed} (name TEXT PRIMARY KEY, sum INTEGER NOT NULL) STRICT, WITHOUT ROWID`
  )
  for (const table of summed)
    yield* driver.run(`INSERT OR REPLACE INTO ${sealed} VALUES (?, ?)`, [
      table,
      yield* currentSum(driver, table)
    ])
})

/** Whether the tables hold what was last written to them. */
export const isUnbroken = Effect.fnUntraced(function* (driver: SqliteDriver) {
  for (const table of summed) {
    const [noted] = yield* driver.run(`SELECT sum FROM ${sealed} WHERE name = ?`, [table])
    if (noted?.["sum"] !== (yield* currentSum(driver, table))) return false
  }
  return true
})

const triggersOf = (table: string, columns: ReadonlyArray<string>) => {
  const gone = ` - (${sumOf(columns, "OLD.")})`
  const come = ` + (${sumOf(columns, "NEW.")})`
  const changes = { DELETE: gone, INSERT: come, UPDATE: gone + come }
  return Object.entries(changes).map(
    ([
      event,
      change
    ]) => `CREATE TEMP TRIGGER ${sealed}_${table}_${event} AFTER ${event} ON main.${table}
      BEGIN UPDATE ${sealed} SET sum = ${masked(`sum${change}`)} WHERE name = '${table}'; END`
  )
}

/** Keeps the sums from now on. */
export const keepSealed = Effect.fnUntraced(function* (driver: SqliteDriver) {
  for (const table of tables)
    for (const trigger of triggersOf(table, yield* columnsOf(driver, table)))
      yield* driver.run(trigger)
})
