import type { Headers, Sink } from "@codearts/ingress"
import type { Verdict } from "./OwnCredentials.ts"

/** A refusal of credentials is far shorter; what is longer goes back as it comes. */
const mostHeld = 65_536

const refusals: ReadonlySet<unknown> = new Set([
  "APIGW.0301",
  "APIGW.0305",
  "APIGW.0306",
  "APIGW.0307"
])

const codeIn = (text: string): unknown => {
  try {
    const body: unknown = JSON.parse(text)
    return typeof body === "object" && body !== null && "error_code" in body
      ? body.error_code
      : undefined
  } catch {
    return undefined
  }
}

/** Whether a code of a 401 is about the credentials, not about what they permit. */
export const refusesCredentials = (code: unknown): boolean => refusals.has(code)

const verdictOf = (status: number): Verdict =>
  status < 500 && status !== 429 ? "taken" : "unknown"

interface Held {
  readonly headers: Headers
  readonly pieces: Array<Uint8Array>
  size: number
}

/**
 * The way back of an answer, on which a 401 is held until it has ended: one that is about the
 * gateway's own credentials is no business of the caller's.
 */
export class HeldAnswer implements Sink {
  readonly #sink: Sink
  readonly #hear: (verdict: Verdict) => void
  #held: Held | undefined

  constructor(sink: Sink, hear: (verdict: Verdict) => void) {
    this.#sink = sink
    this.#hear = hear
  }

  start(status: number, headers: Headers): void {
    if (status === 401) {
      this.#held = { headers, pieces: [], size: 0 }
      return
    }
    this.#hear(verdictOf(status))
    this.#sink.start(status, headers)
  }

  write(piece: Uint8Array): boolean {
    const held = this.#held
    if (held === undefined) return this.#sink.write(piece)
    held.pieces.push(piece)
    held.size += piece.length
    return held.size <= mostHeld || this.#release(held)
  }

  onDrain(resume: () => void): void {
    this.#sink.onDrain(resume)
  }

  /** Ends the answer: whether it refused the credentials, and so was kept back. */
  refused(): boolean {
    const held = this.#held
    if (held === undefined) return false
    if (refusesCredentials(codeIn(Buffer.concat(held.pieces).toString()))) {
      this.#hear("refused")
      return true
    }
    this.#release(held)
    return false
  }

  #release({ headers, pieces }: Held): boolean {
    this.#held = undefined
    this.#hear("taken")
    this.#sink.start(401, headers)
    return pieces.map((piece) => this.#sink.write(piece)).every(Boolean)
  }
}
