import { Data } from "effect"

/** State that gateways share cannot be reached, or is not theirs. */
export class StateUnavailable extends Data.TaggedError("StateUnavailable")<{
  readonly message: string
  readonly cause?: unknown
}> {}
