import type { Served } from "./server.ts"

/** How a listener closes, in milliseconds. */
export interface Drain {
  /**
   * How long to go on serving, each answer with Connection: close, before new connections are
   * refused: two checks of the load balancer. Not at all when absent.
   */
  readonly announce?: number
  /** How long the requests under way may take after that, before they are cut: 25,000 when absent. */
  readonly finish?: number
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds))

const closed = ({ dropHandshakes, server }: Served): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve())
    dropHandshakes()
  })

/**
 * Closes a server whose answers already say Connection: close; `idle` waits for its handlers.
 * A handler whose client has gone is waited for too: its work outlives the connection.
 */
export const drain = async (
  served: Served,
  idle: () => Promise<unknown>,
  { announce = 0, finish = 25_000 }: Drain
): Promise<void> => {
  if (announce > 0) await pause(announce)
  const late = Promise.withResolvers<void>()
  const timer = setTimeout(() => {
    served.server.closeAllConnections()
    late.resolve()
  }, finish)
  await Promise.race([closed(served).then(idle), late.promise])
  clearTimeout(timer)
}
