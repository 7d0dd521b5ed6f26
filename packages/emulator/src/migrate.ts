import { Effect } from "effect"
import { SqlClient, type SqlError } from "effect/sql"
import type { EmulatorStartError } from "./EmulatorStartError.ts"
import { migrations, schemaVersion } from "./schema.ts"

/** A database that is ours or empty, before its tables are what this version needs. */
export interface Database {
  readonly sql: SqlClient.SqlClient
  /** Of its tables, 0 while there are none; stays so until the end of the transaction that reads it. */
  readonly version: Effect.Effect<number, EmulatorStartError | SqlError.SqlError>
  /** Notes that its tables are those of this version. */
  readonly mark: Effect.Effect<unknown, SqlError.SqlError>
  /** Notes what its tables hold; part of the transaction that fills them. */
  readonly seal: Effect.Effect<unknown, SqlError.SqlError>
  /** Refuses what its tables hold if it is not what was written, and goes on watching over it. */
  readonly guard: Effect.Effect<unknown, EmulatorStartError | SqlError.SqlError>
  /** A definition as this database has to be told it. */
  readonly adapt: (definition: string) => string
  /** What a refusal of the database means for the one who named it. */
  readonly explain: (error: SqlError.SqlError) => EmulatorStartError
}

/** What leads to the rows of a new store, so that what takes time is done before a transaction begins. */
export type Prepare = Effect.Effect<Effect.Effect<void, SqlError.SqlError, SqlClient.SqlClient>>

const step = Effect.fnUntraced(function* (
  { adapt, mark, seal, sql, version }: Database,
  fill: Effect.Effect<void, SqlError.SqlError, SqlClient.SqlClient>
) {
  const before = yield* version
  if (before === schemaVersion) return // another process was faster
  for (const definition of migrations.slice(before).flat()) yield* sql.unsafe(adapt(definition))
  yield* mark
  if (before === 0) yield* Effect.provideService(fill, SqlClient.SqlClient, sql)
  yield* seal
})

/** Brings the tables to this version, and a new store to its first rows: all of it or, when it fails, nothing. */
export const migrate = Effect.fnUntraced(
  function* (database: Database, prepare: Prepare) {
    const before = yield* database.version
    if (before !== schemaVersion) {
      const fill = before === 0 ? yield* prepare : Effect.void
      yield* database.sql.withTransaction(step(database, fill))
    }
    yield* database.guard
  },
  (effect, { explain }) =>
    Effect.catchTag(effect, "SqlError", (error) => Effect.fail(explain(error)))
)
