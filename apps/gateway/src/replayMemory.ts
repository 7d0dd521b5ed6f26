import { refuse, type Submission } from "@codearts/admission"
import { dateWindow } from "@codearts/signing"
import { Clock, Effect } from "effect"

// From the earliest moment at which a signature is good to the latest.
const lifetime = 2 * dateWindow

const alreadySubmitted = () => refuse("UC.00011022", 409)

const markOf = ({ access_key, signature }: Submission) => `${access_key} ${signature}`

/**
 * Remembers the signed deletions that were passed on, so that none is passed on twice: the upstream
 * sees another signature each time and could not tell. In memory, for as long as a signature is good.
 */
export const makeReplayMemory = () => {
  const endOfMark = new Map<string, number>()

  const forgetBefore = (now: number) => {
    for (const [mark, end] of endOfMark) {
      if (end >= now) return // in the order of their ends
      endOfMark.delete(mark)
    }
  }

  return {
    /** Refuses a deletion that was passed on before. */
    refuse: (submission: Submission) =>
      endOfMark.has(markOf(submission)) ? Effect.fail(alreadySubmitted()) : Effect.void,

    /** Remembers a deletion that is about to be passed on; refuses the second of two at one time. */
    reserve: Effect.fnUntraced(function* (submission: Submission) {
      const now = yield* Clock.currentTimeMillis
      forgetBefore(now)
      const mark = markOf(submission)
      if (endOfMark.has(mark)) return yield* alreadySubmitted()
      endOfMark.set(mark, now + lifetime)
    }),

    /** Forgets a deletion that came to nothing. */
    release: (submission: Submission) => Effect.sync(() => endOfMark.delete(markOf(submission)))
  }
}

/** The memory of one gateway. */
export type ReplayMemory = ReturnType<typeof makeReplayMemory>
