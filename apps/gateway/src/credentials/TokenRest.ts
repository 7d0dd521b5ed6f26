import type { Refusal } from "@codearts/admission"
import type { Verdict } from "./OwnCredentials.ts"

const firstRest = 5000
const longestRest = 60_000
const refusedRest = 30_000

/** So many tokens in a row that the upstream refused before it took one. */
const mostRefused = 2

/** What is known of the tokens of one region, so that neither IAM nor the upstream is asked in vain. */
export class TokenRest {
  readonly #now: () => number
  #token: string | undefined
  #refusedInRow = 0
  #rest = 0
  #rests = 0
  #refusal: ((wait: number) => Refusal) | undefined

  constructor(now: () => number) {
    this.#now = now
  }

  /** What callers are told while nothing is asked. */
  get refusal(): Refusal | undefined {
    const wait = this.#rests - this.#now()
    return wait > 0 ? this.#refusal?.(wait) : undefined
  }

  /** IAM gave no token. */
  failed(refusal: (wait: number) => Refusal): Refusal {
    // Of many that waited for one token the first has told already.
    const known = this.refusal
    if (known !== undefined) return known
    this.#rest = Math.min(longestRest, Math.max(firstRest, this.#rest * 2))
    return this.#pause(this.#rest, refusal)
  }

  /** IAM gave a token, or it is still kept. */
  issued(token: string): void {
    this.#token = token
    this.#rest = 0
  }

  /** What the upstream said of a token; answers whether it must not be used any more. */
  hear(token: string, verdict: Verdict, refusal: (wait: number) => Refusal): boolean {
    if (token !== this.#token || verdict === "unknown") return false
    if (verdict === "taken") {
      this.#refusedInRow = 0
      return false
    }
    this.#token = undefined
    this.#refusedInRow += 1
    if (this.#refusedInRow >= mostRefused) this.#pause(refusedRest, refusal)
    return true
  }

  #pause(rest: number, refusal: (wait: number) => Refusal): Refusal {
    this.#rests = this.#now() + rest
    this.#refusal = refusal
    return refusal(rest)
  }
}
