import { Effect, Semaphore, Stream } from "effect"
import { Reactivity } from "effect/reactivity"
import { SqlClient, type SqlConnection, SqlError, Statement } from "effect/sql"
import type { Database } from "./migrate.ts"
import type { SqliteDriver } from "./sqliteDriver.ts"
import { seal } from "./seal.ts"
import { explainFailure, guard, openFile, versionMark } from "./sqliteFile.ts"

const connection = (driver: SqliteDriver): SqlConnection.Connection => {
  const rows = driver.run
  const values = (sql: string, params: ReadonlyArray<unknown>) =>
    Effect.map(rows(sql, params), (found) => found.map(Object.values))
  return {
    execute: rows,
    executeUnprepared: rows,
    executeRaw: rows,
    executeValues: values,
    executeValuesUnprepared: values,
    executeStream: () => Stream.die(new Error("Nothing here reads rows as a stream"))
  }
}

// As long as a lock of SQLite is waited for.
const patience = "5 seconds"

const tired = Effect.fail(
  new SqlError.SqlError({
    reason: new SqlError.LockTimeoutError({
      cause: new Error(`The store was busy with other work for ${patience}`)
    })
  })
)

/** Turns at the one connection. Whoever has waited too long gives up before a statement is sent. */
const makeAcquirers = Effect.fnUntraced(function* (driver: SqliteDriver) {
  const turns = SqlClient.makeSqliteAcquirers({
    connection: Effect.succeed(connection(driver)),
    semaphore: yield* Semaphore.make(1),
    isTransaction: driver.isTransaction
  })
  const acquirer = Effect.timeoutOrElse(turns.acquirer, { duration: patience, orElse: () => tired })
  const borrower: SqlConnection.Borrower = (use) => Effect.scoped(Effect.flatMap(acquirer, use))
  return { ...turns, acquirer, borrower, transactionAcquirer: acquirer }
})

const makeClient = Effect.fnUntraced(function* (driver: SqliteDriver) {
  const acquirers = yield* makeAcquirers(driver)
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

// A store in memory has no disk that could change it.
const sealing = (filename: string, driver: SqliteDriver): Pick<Database, "guard" | "seal"> =>
  filename === ":memory:"
    ? { seal: Effect.void, guard: Effect.void }
    : { seal: seal(driver), guard: guard(filename, driver) }

/** The database in a file, or in memory for `:memory:`, for this process alone. */
export const openSqlite = Effect.fnUntraced(function* (filename: string) {
  const driver = yield* openFile(filename)
  const sql = yield* makeClient(driver)
  const opened: Database = {
    sql,
    version: Effect.map(
      sql<{ readonly user_version: number }>`PRAGMA user_version`,
      ([row]) => row?.user_version ?? 0
    ),
    mark: Effect.forEach(versionMark, (statement) => sql.unsafe(statement)),
    ...sealing(filename, driver),
    adapt,
    explain: explainFailure(filename)
  }
  return opened
})
