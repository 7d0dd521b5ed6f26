import type { Dispatcher } from "undici"
import type { RetryBudget } from "./retryBudget.ts"
import type { FinalRequest } from "./transport.ts"
import type { Unrepeated } from "./unrepeated.ts"

/** Where calls go. */
export interface Place {
  /** Replaces the host, never the region. */
  readonly origin: string | undefined
  /** Region whose hosts serve operations that name no region themselves. */
  readonly region: string
  /** Put before `/v2/vpceps`. */
  readonly pathPrefix: string
}

/** Where calls go, and by what rules. */
export interface Route extends Place {
  readonly dispatcher: Dispatcher
  /** For the whole call, in milliseconds. */
  readonly deadline: number
  /** Bytes of an answer that are read at most. */
  readonly maxAnswerSize: number
  /** Whether calls are counted and timed. */
  readonly metrics: boolean
  /** What all calls together may retry. */
  readonly retries: RetryBudget
  /** Proves a deletion as no deletion was proven before. */
  readonly unrepeated: Unrepeated
}

/** The region that a request acts in: the one it names, else the client's own. */
export const regionOf = (headers: FinalRequest["headers"], place: Place): string =>
  headers.find(([name]) => name === "region")?.[1] ?? place.region
