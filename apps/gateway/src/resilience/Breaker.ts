/** How an attempt at an upstream ended; `unknown` where it tells nothing, as when its caller left. */
export type Ending = "answered" | "failed" | "unknown"

/** Leave to try an upstream, to be given back once it is known how that ended. */
export interface Leave {
  /** Tells how it ended; answers whether that opened or closed the breaker. */
  readonly ended: (ending: Ending) => "opened" | "closed" | undefined
}

const failuresToOpen = 5
const shortestPause = 1000
const longestPause = 30_000

/**
 * Keeps requests from an upstream that has failed five times in a row: for 1 s, then one request
 * tries it, and where that fails too the pause doubles, to 30 s at most.
 */
export class Breaker {
  readonly #now: () => number
  #failures = 0
  #pause = 0
  #opensAgain = 0
  #probing = false

  constructor(now: () => number) {
    this.#now = now
  }

  /** Whether requests are kept from the upstream. */
  get open(): boolean {
    return this.#pause > 0
  }

  /** Leave to try the upstream, or how many milliseconds to wait before asking again. */
  ask(): Leave | number {
    if (this.#pause === 0) return { ended: (ending) => this.#whileClosed(ending) }
    const wait = this.#opensAgain - this.#now()
    if (wait > 0) return wait
    // Its deadline is longer, but most upstreams that are back say so within a second.
    if (this.#probing) return shortestPause
    this.#probing = true
    return { ended: (ending) => this.#afterProbe(ending) }
  }

  #whileClosed(ending: Ending): "opened" | undefined {
    if (ending === "unknown") return undefined
    this.#failures = ending === "failed" ? this.#failures + 1 : 0
    // What left before it opened says nothing that is not known by now.
    if (this.#failures < failuresToOpen || this.open) return undefined
    this.#rest(shortestPause)
    return "opened"
  }

  #afterProbe(ending: Ending): "closed" | undefined {
    this.#probing = false
    if (ending === "failed") this.#rest(Math.min(longestPause, this.#pause * 2))
    if (ending !== "answered") return undefined
    this.#pause = 0
    this.#failures = 0
    return "closed"
  }

  #rest(pause: number): void {
    this.#pause = pause
    this.#opensAgain = this.#now() + pause
  }
}
