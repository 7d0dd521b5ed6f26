import type { Headers } from "@codearts/ingress"
import { Effect } from "effect"
import { Gcra, type Rate } from "./gcra.ts"

/** Whether a request may go on to the upstream. */
interface Verdict {
  /** Milliseconds to wait before it may; 0 where it may go on, and is counted then. */
  readonly wait: number
  /** What its caller is told of its limit, whatever the verdict. */
  readonly headers: Headers
}

/** What is counted of requests: in this process, or somewhere that several share. */
export interface Limits {
  /** Counts a request of a caller to an origin where both may have one more, and else neither. */
  readonly take: (caller: string, origin: string) => Effect.Effect<Verdict>
}

/** How often each caller and all of them together may call; without a rate it is not limited. */
export interface Rates {
  readonly caller?: Rate | undefined
  readonly upstream?: Rate | undefined
}

const seconds = (milliseconds: number) => Math.ceil(milliseconds / 1000)

/** As draft-ietf-httpapi-ratelimit-headers writes it: how many in how many seconds. */
const policyOf = ({ burst, per_second }: Rate) =>
  `"caller";q=${burst};w=${Math.max(1, seconds((1000 * burst) / per_second))}`

const policyHeader = (rate: Rate): Headers[number] => ["RateLimit-Policy", policyOf(rate)]

const leftHeader = (callers: Gcra, caller: string, now: number): Headers[number] => {
  const { full, remaining } = callers.left(caller, now)
  return ["RateLimit", `"caller";r=${remaining};t=${seconds(full)}`]
}

/** Limits of one process, by a clock that never jumps. */
export const makeLimits = (rates: Rates, now: () => number = () => performance.now()): Limits => {
  const callers = rates.caller && new Gcra(rates.caller)
  const upstreams = rates.upstream && new Gcra(rates.upstream)
  const policy = rates.caller && policyHeader(rates.caller)

  const take = (caller: string, origin: string): Verdict => {
    const moment = now()
    const wait = Math.max(callers?.wait(caller, moment) ?? 0, upstreams?.wait(origin, moment) ?? 0)
    if (wait === 0) {
      callers?.take(caller, moment)
      upstreams?.take(origin, moment)
    }
    const headers = callers && policy ? [policy, leftHeader(callers, caller, moment)] : []
    return { wait, headers }
  }
  return { take: (caller, origin) => Effect.sync(() => take(caller, origin)) }
}

/** Limits that nobody meets. */
export const noLimits: Limits = makeLimits({})
