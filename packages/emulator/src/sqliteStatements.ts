import type { DatabaseSync, SQLInputValue, SQLOutputValue } from "node:sqlite"

/** A row as SQLite gives it. */
export type Row = Record<string, SQLOutputValue>

/** Runs one statement to its end; each is prepared once. */
export const statementsOf = (database: DatabaseSync) => {
  const prepared = new Map<string, ReturnType<DatabaseSync["prepare"]>>()
  return (sql: string, params: ReadonlyArray<unknown>): ReadonlyArray<Row> => {
    const statement = prepared.get(sql) ?? database.prepare(sql)
    prepared.set(sql, statement)
    return statement.all(...(params as ReadonlyArray<SQLInputValue>)) // ours: texts and numbers
  }
}
