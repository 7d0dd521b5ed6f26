import { Effect, Semaphore, Stream } from "effect"
import { Reactivity } from "effect/reactivity"
import { SqlClient, type SqlConnection, SqlError, Statement } from "effect/sql"
import type { DatabaseSync, SQLInputValue } from "node:sqlite"
import type { Database } from "./migrate.ts"
import { explainFailure, openFile, versionMark } from "./sqliteFile.ts"

const sqlError = (cause: unknown) =>
  new SqlError.SqlError({
    reason: SqlError.classifySqliteError(
      // Effect reads the result code where other drivers keep it.
      cause instanceof Error && "errcode" in cause
        ? Object.assign(cause, { errno: cause.errcode })
        : cause,
      { message: "SQLite refused a statement" }
    )
  })

const connection = (database: DatabaseSync): SqlConnection.Connection => {
  const prepared = new Map<string, ReturnType<DatabaseSync["prepare"]>>()
  const prepare = (sql: string) => {
    const statement = prepared.get(sql) ?? database.prepare(sql)
    prepared.set(sql, statement)
    return statement
  }
  const run = <A>(step: () => A) => Effect.try({ try: step, catch: sqlError })
  const inputs = (params: ReadonlyArray<unknown>) => params as ReadonlyArray<SQLInputValue> // ours: texts and numbers
  const rows = (sql: string, params: ReadonlyArray<unknown>) =>
    run(() => prepare(sql).all(...inputs(params)))
  const values = (sql: string, params: ReadonlyArray<unknown>) =>
    run(() =>
      prepare(sql)
        .all(...inputs(params))
        .map(Object.values)
    )
  return {
    execute: rows,
    executeUnprepared: rows,
    executeRaw: rows,
    executeValues: values,
    executeValuesUnprepared: values,
    executeStream: () => Stream.die(new Error("Nothing here reads rows as a stream"))
  }
}

const makeClient = Effect.fnUntraced(function* (database: DatabaseSync) {
  const acquirers = SqlClient.makeSqliteAcquirers({
    connection: Effect.succeed(connection(database)),
    semaphore: yield* Semaphore.make(1),
    isTransaction: () => database.isTransaction
  })
  return yield* SqlClient.make({
    ...acquirers,
    driver: "sqlite",
    compiler: Statement.makeCompilerSqlite(),
    // A transaction that begins as a reader cannot wait its turn to write: SQLite makes it fail.
    beginTransaction: "BEGIN IMMEDIATE",
    prepareTransactionControls: true,
    spanAttributes: [["db.system.name", "sqlite"]]
  })
}, Effect.provide(Reactivity.layer))

// Values of another type than the column's are refused, as other databases do.
const adapt = (definition: string) =>
  definition.startsWith("CREATE TABLE") ? `${definition} STRICT, WITHOUT ROWID` : definition

/** The database in a file, or in memory for `:memory:`, for this process alone. */
export const openSqlite = Effect.fnUntraced(function* (filename: string) {
  const database = yield* openFile(filename)
  const sql = yield* makeClient(database)
  const opened: Database = {
    sql,
    version: Effect.map(
      sql<{ readonly user_version: number }>`PRAGMA user_version`,
      ([row]) => row?.user_version ?? 0
    ),
    mark: Effect.forEach(versionMark, (statement) => sql.unsafe(statement)),
    adapt,
    explain: ({ reason }) => explainFailure(filename)(reason.cause)
  }
  return opened
})
