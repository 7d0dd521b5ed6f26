/** What one request may take; past these it is refused. */
export const limits = {
  targetLength: 8192,
  headers: 100,
  /** Request line and headers together, enforced by the parser. */
  headerBytes: 16_384,
  /** Counted after chunks are taken apart. Section 3.2 of the reference, whose 12 MB may mean fewer. */
  bodyBytes: 12 * 1_048_576,
  /** Bodies up to this size never wait for each other. */
  smallBodyBytes: 65_536,
  /** How many larger bodies are held at one time. */
  largeBodies: 2,
  requestsPerConnection: 1000
} as const

/** How long a client may take, in milliseconds. */
export interface Timeouts {
  /** To send the request line and the headers: 408 afterwards. */
  readonly headers: number
  /** To send the whole request: 408 afterwards. */
  readonly request: number
  /** Between two requests: the connection is closed a second later, for one that is on its way. */
  readonly keepAlive: number
  /** Without taking one byte of an answer: the connection is cut afterwards. */
  readonly stall: number
}

export const defaultTimeouts: Timeouts = {
  headers: 5000,
  request: 15_000,
  keepAlive: 5000,
  stall: 30_000
}

/** How often the slow are looked for; at most a quarter of the shortest wait. */
export const checkingInterval = ({ headers, request }: Timeouts): number =>
  Math.ceil(Math.min(500, headers / 4, request / 4))
