import type { Dispatcher } from "undici"
import type { FinalRequest } from "./transport.ts"

/** Where calls go and how long they may take. */
export interface Route {
  readonly dispatcher: Dispatcher
  /** Replaces the host, never the region. */
  readonly origin: string | undefined
  /** Region whose hosts serve operations that name no region themselves. */
  readonly region: string
  /** Put before `/v2/vpceps`. */
  readonly pathPrefix: string
  /** For the whole call, in milliseconds. */
  readonly deadline: number
}

/** The region that a request acts in: the one it names, else the client's own. */
export const regionOf = (headers: FinalRequest["headers"], route: Route): string =>
  headers.find(([name]) => name === "region")?.[1] ?? route.region
