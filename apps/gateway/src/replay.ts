import { refuse, type Submission } from "@codearts/admission"
import { Clock, Effect } from "effect"

// A date is good for 15 minutes on either side of the clock.
const window = 2 * 15 * 60 * 1000

/**
 * Remembers the signed deletions that were passed on, so that none is passed on twice: the upstream
 * sees another signature each time and could not tell. In memory, for as long as a signature is good.
 */
export const makeReplayMemory = () => {
  const until = new Map<string, number>()
  const forgetBefore = (now: number) => {
    for (const [mark, end] of until) {
      if (end > now) return // in the order of their ends
      until.delete(mark)
    }
  }
  const markOf = ({ access_key, signature }: Submission) => `${access_key} ${signature}`
  return {
    reserve: Effect.fnUntraced(function* (submission: Submission) {
      const now = yield* Clock.currentTimeMillis
      forgetBefore(now)
      const mark = markOf(submission)
      if (until.has(mark)) return yield* refuse("UC.00011022", 409)
      until.set(mark, now + window)
    }),
    release: (submission: Submission) => Effect.sync(() => until.delete(markOf(submission)))
  }
}

/** The memory of one gateway. */
export type ReplayMemory = ReturnType<typeof makeReplayMemory>
