import type { Submission } from "@codearts/admission"
import { Effect, Schedule } from "effect"
import { alreadySubmitted, lifetime, markOf, type ReplayMemory } from "../replayMemory.ts"
import { asked, type Database } from "./database.ts"

/**
 * The memory of deletions that gateways share: none is passed on twice, whichever of them it comes to
 * and whichever was started anew meanwhile. By the database's clock, which is the same for all.
 */
export const replayInDatabase = Effect.fnUntraced(function* ({ sql }: Database) {
  const forget = sql`DELETE FROM gateway_deletion WHERE forget_at < now()`
  yield* Effect.ignore(forget).pipe(Effect.repeat(Schedule.spaced("1 minute")), Effect.forkScoped)
  const memory: ReplayMemory = {
    refuse: Effect.fnUntraced(function* (submission: Submission) {
      const found = yield* asked(
        sql`SELECT mark FROM gateway_deletion WHERE mark = ${markOf(submission)}`
      )
      if (found.length > 0) return yield* alreadySubmitted()
      return undefined
    }),
    reserve: Effect.fnUntraced(function* (submission: Submission) {
      const reserved = yield* asked(sql`
        INSERT INTO gateway_deletion (mark, forget_at)
        VALUES (${markOf(submission)}, now() + ${lifetime / 1000} * interval '1 second')
        ON CONFLICT DO NOTHING RETURNING mark`)
      if (reserved.length === 0) return yield* alreadySubmitted()
      return undefined
    }),
    // What cannot be forgotten is remembered: the sender signs anew.
    release: (submission) =>
      Effect.ignore(asked(sql`DELETE FROM gateway_deletion WHERE mark = ${markOf(submission)}`))
  }
  return memory
})
