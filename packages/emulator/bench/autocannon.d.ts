declare module "autocannon" {
  import type { EventEmitter } from "node:events"

  interface Request {
    method?: string
    path?: string
    headers?: Record<string, string>
    body?: string
  }

  interface Options {
    url: string
    connections: number
    /** Seconds; not together with `amount`. */
    duration?: number
    amount?: number
    method?: string
    path?: string
    headers?: Record<string, string>
    requests?: ReadonlyArray<{ setupRequest: (request: Request) => Request }>
  }

  interface Result {
    readonly requests: { readonly average: number; readonly total: number }
    readonly duration: number
    readonly non2xx: number
    readonly errors: number
  }

  const autocannon: (
    options: Options,
    done: (error: Error | null, result: Result) => void
  ) => EventEmitter
  export default autocannon
}
