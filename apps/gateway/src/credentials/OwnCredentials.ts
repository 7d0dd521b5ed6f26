import type { Refusal } from "@codearts/admission"
import type { Credentials } from "@codearts/client"
import type { ReceivedRequest } from "@codearts/ingress"
import type { Effect } from "effect"
import type { OutgoingRequest } from "../Upstream.ts"

/** What an upstream said of credentials: nothing, where it gave no answer or failed. */
export type Verdict = "taken" | "refused" | "unknown"

/** Credentials of the gateway's own, for one attempt. */
export interface Lease {
  readonly prove: (request: OutgoingRequest) => Effect.Effect<OutgoingRequest, Refusal>
  /** The same, as the client takes them, for the project and account of a request. */
  readonly forClient: (received: ReceivedRequest) => Credentials
  /** Tells what was said of them; only the first time counts, and it must be told. */
  readonly hear: (verdict: Verdict) => void
  /** Whether a request that was refused under them may be sent once more, under the next. */
  readonly repeats: (method: string) => boolean
}

/** What a gateway is known by to its upstream. */
export interface OwnCredentials {
  /** What is good now for requests of a region; refused, unasked, while nothing is. */
  readonly lease: (region: string) => Effect.Effect<Lease, Refusal>
}
