import type { ReceivedRequest } from "@codearts/ingress"
import { readAuthorization } from "@codearts/signing"
import { Clock, Effect } from "effect"
import type { Refusal } from "./refusal.ts"
import { tooMany } from "./tooMany.ts"

const freeFailures = 5
const shortest = 1000
const longest = 60_000
const forgottenAfter = 15 * 60_000

/** How many pairs of a source and a key are remembered; the one longest quiet goes first. */
const mostPairs = 10_000

interface Failures {
  readonly count: number
  readonly last: number
}

/** How long a pair waits from its last failure on. */
const waitOf = ({ count }: Failures): number =>
  count < freeFailures ? 0 : Math.min(longest, shortest * 2 ** (count - freeFailures))

/** What is remembered of callers who failed to prove who they are. */
export interface BackOff<Subject = ReceivedRequest> {
  /**
   * Lets a request try its proof unless its source has failed with the same key too often and
   * too lately; then it is refused 429 with a truthful `Retry-After`. Another source with that key
   * never waits for it, so nobody can lock out a key whose name they know.
   */
  readonly attempt: <A, R>(
    request: Subject,
    trial: Effect.Effect<A, Refusal, R>
  ) => Effect.Effect<A, Refusal, R>
  readonly clear: () => void
}

const sourceAndKey = ({ headers, remoteAddress }: ReceivedRequest): string | undefined => {
  const claimed = readAuthorization(headers)
  return claimed.ok ? JSON.stringify([remoteAddress, claimed.accessKey]) : undefined
}

/** A memory without failures: 1 s after the fifth one, doubling to 60 s; of who has no pair, nothing is remembered. */
export const makeBackOffBy = <Subject>(
  pairOf: (subject: Subject) => string | undefined
): BackOff<Subject> => {
  const failures = new Map<string, Failures>()

  const recall = (pair: string, now: number) => {
    const known = failures.get(pair)
    return known !== undefined && now - known.last < forgottenAfter ? known : undefined
  }
  const note = (request: Subject, now: number) => {
    const pair = pairOf(request)
    if (pair === undefined) return
    const count = (recall(pair, now)?.count ?? 0) + 1
    failures.delete(pair)
    failures.set(pair, { count, last: now })
    const [eldest] = failures.keys()
    if (failures.size > mostPairs && eldest !== undefined) failures.delete(eldest)
  }
  const leftToWait = (pair: string, now: number) => {
    const known = recall(pair, now)
    if (known === undefined) return 0
    const wait = waitOf(known)
    // A clock that was set back must not make anybody wait longer.
    return Math.min(wait, known.last + wait - now)
  }

  return {
    attempt: Effect.fnUntraced(function* (request, trial) {
      const now = yield* Clock.currentTimeMillis
      // As long as nobody has failed, who comes makes no difference.
      const known = failures.size === 0 ? undefined : pairOf(request)
      const left = known === undefined ? 0 : leftToWait(known, now)
      if (left > 0) return yield* tooMany(left)
      const outcome = yield* Effect.tapError(trial, () => Effect.sync(() => note(request, now)))
      if (known !== undefined) failures.delete(known)
      return outcome
    }),
    clear: () => failures.clear()
  }
}

/** The same, of the sources of signatures and the keys that they name. */
export const makeBackOff = (): BackOff => makeBackOffBy(sourceAndKey)
