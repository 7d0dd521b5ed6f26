import { type Refusal, refuse, type Submission } from "@codearts/admission"
import { dateWindow } from "@codearts/signing"
import { Clock, Effect } from "effect"

/** Milliseconds from the earliest moment at which a signature is good to the latest. */
export const lifetime = 2 * dateWindow

/** Of a deletion that was passed on before. */
export const alreadySubmitted = (): Refusal => refuse("UC.00011022", 409)

/** By what a signed deletion is known: its key, and the signature as it was computed. */
export const markOf = ({ access_key, signature }: Submission): string =>
  `${access_key} ${signature}`

/** Remembers the signed deletions that were passed on. */
export interface ReplayMemory {
  /** Refuses a deletion that was passed on before. */
  readonly refuse: (submission: Submission) => Effect.Effect<void, Refusal>
  /** Remembers a deletion that is about to be passed on; refuses the second of two at one time. */
  readonly reserve: (submission: Submission) => Effect.Effect<void, Refusal>
  /** Forgets a deletion that came to nothing. */
  readonly release: (submission: Submission) => Effect.Effect<void>
}

/**
 * Remembers the signed deletions that were passed on, so that none is passed on twice: the upstream
 * sees another signature each time and could not tell. In memory, for as long as a signature is good.
 */
export const makeReplayMemory = (): ReplayMemory => {
  const endOfMark = new Map<string, number>()

  const forgetBefore = (now: number) => {
    for (const [mark, end] of endOfMark) {
      if (end >= now) return // in the order of their ends
      endOfMark.delete(mark)
    }
  }

  return {
    refuse: (submission: Submission) =>
      endOfMark.has(markOf(submission)) ? Effect.fail(alreadySubmitted()) : Effect.void,

    reserve: Effect.fnUntraced(function* (submission: Submission) {
      const now = yield* Clock.currentTimeMillis
      forgetBefore(now)
      const mark = markOf(submission)
      if (endOfMark.has(mark)) return yield* alreadySubmitted()
      endOfMark.set(mark, now + lifetime)
    }),

    release: (submission: Submission) =>
      Effect.sync(() => void endOfMark.delete(markOf(submission)))
  }
}
