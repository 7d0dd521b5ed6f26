import type { Effect } from "effect"
import type { Failure } from "./errors.ts"
import type { Setback } from "./retry.ts"
import type { FinalRequest } from "./transport.ts"

/** Gives a request the headers that prove who sends it. */
export type Authenticate = (request: FinalRequest) => Effect.Effect<FinalRequest, Failure>

/** A setback, and when by this machine's clock its request went out and its answer came. */
export interface Refused extends Setback {
  readonly sentAt: number
  readonly receivedAt: number
}

/** How requests are authenticated, and what to do when one was refused for its proof. */
export interface Proof {
  readonly authenticate: Authenticate
  /** Whether the next request will bear another proof, so that it is worth sending once more. */
  readonly renew: (refused: Refused) => Effect.Effect<boolean>
}
