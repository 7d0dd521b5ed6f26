import { type Refusal, refuse } from "@codearts/admission"
import { Effect } from "effect"
import { SqlClient, type SqlError } from "effect/sql"
import { inSnapshot } from "../transaction.ts"

/** What the admin API answers about something that is not there. */
export const notThere = (what: string): Refusal => refuse("UC.00011005", 404, `There is no ${what}`)

// What is there twice in a primary key is no broken uniqueness to SQLite.
const isTaken = ({ reason }: SqlError.SqlError) =>
  reason._tag === "UniqueViolation" ||
  (reason._tag === "ConstraintError" && /unique/iu.test(String(reason.cause)))

/** What the store holds at one moment. */
export const reading = Effect.fnUntraced(function* <A, R>(
  work: Effect.Effect<A, SqlError.SqlError, R>
) {
  const sql = yield* SqlClient.SqlClient
  return yield* inSnapshot(sql, work).pipe(Effect.catchTag("SqlError", Effect.die))
})

/** Work of one moment on the store, whole or not at all; what is there already is refused 409. */
export const storing = Effect.fnUntraced(function* <A, R>(
  work: Effect.Effect<A, Refusal | SqlError.SqlError, R>
) {
  const sql = yield* SqlClient.SqlClient
  return yield* sql
    .withTransaction(work)
    .pipe(
      Effect.catchTag("SqlError", (error) =>
        isTaken(error) ? Effect.fail(refuse("UC.00011009", 409)) : Effect.die(error)
      )
    )
})
