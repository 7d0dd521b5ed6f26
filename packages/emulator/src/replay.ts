import { refuse, type Submission } from "@codearts/admission"
import { dateWindow } from "@codearts/signing"
import { Clock, Effect } from "effect"
import { SqlClient } from "effect/sql"
import { timestamp } from "./timestamp.ts"

const alreadySubmitted = () => refuse("UC.00011022", 409)

/** Refuses a request that was carried out before; one with a token has nothing to be known by. */
export const refuseReplay = Effect.fnUntraced(function* (submission: Submission | undefined) {
  if (submission === undefined) return
  const { access_key, signature } = submission
  const sql = yield* SqlClient.SqlClient
  const found = yield* sql`
    SELECT 1 FROM replay WHERE access_key = ${access_key} AND signature = ${signature}`.pipe(
    Effect.orDie
  )
  if (found.length > 0) return yield* alreadySubmitted()
})

/**
 * Remembers a request, in the transaction of its change: a refused one leaves no trace. Refuses the
 * second of two that were under way together.
 */
export const remember = Effect.fnUntraced(function* ({ access_key, date, signature }: Submission) {
  const sql = yield* SqlClient.SqlClient
  const now = timestamp(yield* Clock.currentTimeMillis)
  const expires_at = timestamp(date.getTime() + dateWindow) // until then it would be accepted again
  yield* sql`DELETE FROM replay WHERE expires_at < ${now}`.pipe(Effect.orDie)
  const added = yield* sql`
    INSERT INTO replay ${sql.insert({ access_key, signature, expires_at })}
    ON CONFLICT DO NOTHING RETURNING access_key`.pipe(Effect.orDie)
  if (added.length === 0) return yield* alreadySubmitted()
})
