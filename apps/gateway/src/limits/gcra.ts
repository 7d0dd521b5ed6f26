/** How often something may happen. */
export interface Rate {
  readonly per_second: number
  /** How much of it may come at once, after a rest. */
  readonly burst: number
}

/** What is left of a rate, in its own units and in milliseconds. */
export interface Left {
  /** How many more may come at once. */
  readonly remaining: number
  /** Until all of the burst may come again. */
  readonly full: number
}

/** How far apart floating-point sums may be that mean one moment, in milliseconds. */
const tolerance = 0.001

/**
 * Counts under a key each by the generic cell rate algorithm: one number a key, the moment at which
 * its burst is whole again. A key whose burst is whole is like one never seen, so those go first
 * where there are more keys than are remembered.
 */
export class Gcra {
  readonly rate: Rate
  readonly #interval: number
  readonly #most: number
  /** In the order of their last use. */
  readonly #wholeAt = new Map<string, number>()

  constructor(rate: Rate, most = 10_000) {
    this.rate = rate
    this.#interval = 1000 / rate.per_second
    this.#most = most
  }

  /** How many keys are remembered. */
  get size(): number {
    return this.#wholeAt.size
  }

  /** How many milliseconds a key has to wait before its next; 0 where it may come now. Takes nothing. */
  wait(key: string, now: number): number {
    const next = Math.max(this.#wholeAt.get(key) ?? now, now) + this.#interval
    const wait = next - this.rate.burst * this.#interval - now
    return wait > tolerance ? wait : 0
  }

  /** Counts one, which `wait` has let through. */
  take(key: string, now: number): void {
    const wholeAt = Math.max(this.#wholeAt.get(key) ?? now, now) + this.#interval
    this.#wholeAt.delete(key)
    this.#wholeAt.set(key, wholeAt)
    if (this.#wholeAt.size > this.#most) this.#forget(now)
  }

  /** What a key has left. */
  left(key: string, now: number): Left {
    const full = Math.max((this.#wholeAt.get(key) ?? now) - now, 0)
    const remaining = Math.floor(this.rate.burst - full / this.#interval + tolerance)
    return { remaining: Math.max(0, remaining), full }
  }

  #forget(now: number): void {
    for (const [key, wholeAt] of this.#wholeAt) if (wholeAt <= now) this.#wholeAt.delete(key)
    // More are busy than can be remembered: the one longest quiet goes.
    const [quiet] = this.#wholeAt.keys()
    if (this.#wholeAt.size > this.#most && quiet !== undefined) this.#wholeAt.delete(quiet)
  }
}
