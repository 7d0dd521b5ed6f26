import type { Refusal } from "@codearts/admission"
import { Effect } from "effect"
import { SqlClient, type SqlError } from "effect/sql"

/** All of it or nothing, and of one moment. What the database cannot do is a fault of ours. */
export const inTransaction = Effect.fnUntraced(function* <A>(
  effect: Effect.Effect<A, Refusal | SqlError.SqlError, SqlClient.SqlClient>
) {
  const sql = yield* SqlClient.SqlClient
  return yield* sql.withTransaction(effect).pipe(Effect.catchTag("SqlError", Effect.die))
})
