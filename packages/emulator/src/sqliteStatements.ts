import type { DatabaseSync, SQLInputValue, SQLOutputValue } from "node:sqlite"

/** What a statement found, as columns and values: half the work of making and sending objects. */
export interface Found {
  readonly columns: ReadonlyArray<string>
  readonly values: ReadonlyArray<ReadonlyArray<SQLOutputValue>>
}

/** A row by the names of its columns. */
export type Row = Record<string, SQLOutputValue>

/** Runs one statement to its end; each is prepared once. */
export const statementsOf = (database: DatabaseSync) => {
  const prepared = new Map<string, ReturnType<DatabaseSync["prepare"]>>()
  const prepare = (sql: string) => {
    const statement = database.prepare(sql)
    statement.setReturnArrays(true)
    prepared.set(sql, statement)
    return statement
  }
  return (sql: string, params: ReadonlyArray<unknown>): Found => {
    const statement = prepared.get(sql) ?? prepare(sql)
    const found: unknown = statement.all(...(params as ReadonlyArray<SQLInputValue>)) // ours: texts and numbers
    return {
      columns: statement.columns().map(({ name }) => name),
      values: found as Found["values"] // Node's types do not know of `setReturnArrays`
    }
  }
}

/** The rows of what was found. */
export const rowsOf = ({ columns, values }: Found): ReadonlyArray<Row> =>
  values.map((each) => {
    const row: Row = {}
    for (const [index, name] of columns.entries()) row[name] = each[index] ?? null
    return row
  })
