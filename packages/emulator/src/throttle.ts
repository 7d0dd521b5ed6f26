import { type Refusal, tooMany } from "@codearts/admission"
import { Clock, Effect } from "effect"
import type { Switches } from "./switches.ts"

type Allowance = Exclude<Switches["throttle"], "off">

interface Window {
  readonly begun: number
  readonly calls: number
}

/** What is remembered of who called how often. */
export interface Throttle {
  /** Counts a call; one too many is refused, and told when the next window begins. */
  readonly count: (caller: string, allowance: Allowance) => Effect.Effect<void, Refusal>
  readonly clear: () => void
}

/** A memory without calls. A window begins with the first call after the one before it has ended. */
export const makeThrottle = (): Throttle => {
  const windows = new Map<string, Window>()
  return {
    count: Effect.fnUntraced(function* (caller, { requests, seconds }) {
      const now = yield* Clock.currentTimeMillis
      const length = seconds * 1000
      const known = windows.get(caller)
      // A clock that was set back leaves windows that have not begun.
      const current = known !== undefined && now >= known.begun && now < known.begun + length
      const { begun, calls } = current ? known : { begun: now, calls: 0 }
      if (calls >= requests) return yield* tooMany(begun + length - now)
      windows.set(caller, { begun, calls: calls + 1 })
    }),
    clear: () => windows.clear()
  }
}
