import type { Credentials } from "@codearts/signing"
import type { Verdict } from "./OwnCredentials.ts"

const firstRest = 30_000
const longestRest = 600_000

/**
 * The access keys of a gateway, one or two. The first is used until it is refused, then the next,
 * and once all were refused in a row none for 30 s, twice as long each time after, 10 minutes at
 * most: the cloud locks a key after five refusals in a row.
 */
export class KeyRing {
  readonly #keys: ReadonlyArray<Credentials>
  readonly #now: () => number
  #at = 0
  #known = false
  #refusedInRow = 0
  #rest = 0
  #rests = 0

  constructor(keys: readonly [Credentials, ...ReadonlyArray<Credentials>], now: () => number) {
    this.#keys = keys
    this.#now = now
  }

  /** Whether the key of now was taken the last time that something was said of it. */
  get known(): boolean {
    return this.#known
  }

  /** Whether there is another key to try where one is refused. */
  get hasOthers(): boolean {
    return this.#keys.length > 1
  }

  /** The key to use now, or how many milliseconds none is to be used. */
  take(): Credentials | number {
    const wait = this.#rests - this.#now()
    return wait > 0 ? wait : (this.#keys[this.#at] ?? wait)
  }

  /** What was said of a key; answers whether another is used from now on, or none. */
  hear(key: Credentials, verdict: Verdict): "next" | "none" | undefined {
    // Of a key that is not used any more there is nothing left to learn.
    if (key !== this.#keys[this.#at] || verdict === "unknown") return undefined
    this.#known = verdict === "taken"
    if (this.#known) {
      this.#refusedInRow = 0
      this.#rest = 0
      return undefined
    }
    return this.#refused()
  }

  #refused(): "next" | "none" {
    this.#at = (this.#at + 1) % this.#keys.length
    this.#refusedInRow += 1
    if (this.#refusedInRow < this.#keys.length) return "next"
    this.#refusedInRow = 0
    this.#rest = Math.min(longestRest, this.#rest === 0 ? firstRest : this.#rest * 2)
    this.#rests = this.#now() + this.#rest
    return "none"
  }
}
