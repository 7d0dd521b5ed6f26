import { type BackOff, makeBackOff } from "@codearts/admission"
import { Context } from "effect"
import { makeThrottle, type Throttle } from "./throttle.ts"

/** What an emulator remembers of its callers outside its store. */
export interface Memories {
  readonly backOff: BackOff
  readonly throttle: Throttle
}

/** Empty memories. */
export const makeMemories = (): Memories => ({ backOff: makeBackOff(), throttle: makeThrottle() })

/** The memories of the emulator that answers. */
export const Memories = Context.Reference<Memories>("@codearts/emulator/Memories", {
  defaultValue: makeMemories
})
