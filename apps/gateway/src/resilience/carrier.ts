import { Refusal, refuse, retryAfter } from "@codearts/admission"
import type { ReceivedRequest } from "@codearts/ingress"
import { Effect, Exit, Option } from "effect"
import type { AnswerCut } from "../AnswerCut.ts"
import type { NoAnswer } from "../NoAnswer.ts"
import { Breaker, type Ending } from "./Breaker.ts"

/** One attempt at a request: the status of the answer that went back to the caller, or none. */
type Attempt = Effect.Effect<number, AnswerCut | NoAnswer | Refusal>

/** Brings requests to their upstream, again where that is safe, and not at all while that is no use. */
export interface Carrier {
  readonly carry: (request: ReceivedRequest, origin: string, attempt: Attempt) => Attempt
  /** The upstreams that requests are kept from. */
  readonly shunned: () => ReadonlyArray<string>
}

const signsOfFailure: ReadonlySet<number> = new Set([502, 503, 504])

const endingOf = (exit: Exit.Exit<number, unknown>, { signal }: ReceivedRequest): Ending => {
  if (signal.aborted) return "unknown"
  if (Exit.isSuccess(exit)) return signsOfFailure.has(exit.value) ? "failed" : "answered"
  // A refusal is this gateway's own: the upstream was not asked.
  const refused = Option.exists(Exit.findErrorOption(exit), (error) => error instanceof Refusal)
  return refused ? "unknown" : "failed"
}

const keptFrom = (wait: number) => refuse("KIT.0020", 503, undefined, [retryAfter(wait)])

/** Retries at hand at most, and from the beginning; ten requests earn one. */
const reserve = 10
const earned = 0.1

/** Whether a request that got no answer can be sent again without being carried out twice. */
const isSafe = ({ method, signal }: ReceivedRequest, { late, sent, wrong }: NoAnswer) =>
  !late && !wrong && !signal.aborted && (method === "GET" || !sent)

/** A carrier with a breaker for each upstream and one budget of retries. */
export const makeCarrier = (now: () => number = () => performance.now()): Carrier => {
  const breakers = new Map<string, Breaker>()
  let retries = reserve

  const breakerOf = (origin: string): Breaker => {
    const known = breakers.get(origin) ?? new Breaker(now)
    breakers.set(origin, known)
    return known
  }
  const spend = (): boolean => {
    if (retries < 1) return false
    retries -= 1
    return true
  }
  const told = (origin: string, change: "opened" | "closed" | undefined) =>
    change === undefined
      ? Effect.void
      : Effect.logWarning(
          change === "opened"
            ? `${origin} failed five times in a row; one request a time tries it from now on, the others get 503`
            : `${origin} answers again`
        )

  const once = (request: ReceivedRequest, origin: string, attempt: Attempt): Attempt => {
    const leave = breakerOf(origin).ask()
    if (typeof leave === "number") return Effect.fail(keptFrom(leave))
    return Effect.onExit(attempt, (exit) => told(origin, leave.ended(endingOf(exit, request))))
  }
  const carry = (request: ReceivedRequest, origin: string, attempt: Attempt): Attempt => {
    retries = Math.min(reserve, retries + earned)
    return Effect.catchTag(once(request, origin, attempt), "NoAnswer", (none) => {
      const again = isSafe(request, none) && !breakerOf(origin).open && spend()
      return again ? once(request, origin, attempt) : Effect.fail(none)
    })
  }
  const shunned = () => [...breakers].flatMap(([origin, { open }]) => (open ? [origin] : []))
  return { carry: (...all) => Effect.suspend(() => carry(...all)), shunned }
}
