import type { Refusal } from "@codearts/admission"
import { Effect } from "effect"
import { SqlClient, type SqlError } from "effect/sql"

/** All of it or nothing. What the database cannot do is a fault of ours. */
export const inTransaction = Effect.fnUntraced(function* <A>(
  effect: Effect.Effect<A, Refusal | SqlError.SqlError, SqlClient.SqlClient>
) {
  const sql = yield* SqlClient.SqlClient
  return yield* sql.withTransaction(effect).pipe(Effect.catchTag("SqlError", Effect.die))
})

/** What several queries find, as if all were asked at one moment. */
export const inSnapshot = <A, E, R>(sql: SqlClient.SqlClient, queries: Effect.Effect<A, E, R>) =>
  sql.withTransaction(queries).pipe(
    Effect.provideService(
      SqlClient.BeginTransaction,
      // PostgreSQL shows each statement the newest rows unless it is told; in SQLite nobody else
      // writes, and what only reads must not ask to write: a damaged store allows no more than that.
      sql.onDialectOrElse({
        pg: () => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        orElse: () => "BEGIN"
      })
    )
  )
