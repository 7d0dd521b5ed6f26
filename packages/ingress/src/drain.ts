import type { Server } from "node:http"

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

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => server.close(() => resolve()))

/**
 * Closes a server whose answers already say Connection: close; `idle` waits for its handlers.
 * A handler whose client has gone is waited for too: its work outlives the connection.
 */
export const drain = async (
  server: Server,
  idle: () => Promise<unknown>,
  { announce = 0, finish = 25_000 }: Drain
): Promise<void> => {
  if (announce > 0) await pause(announce)
  const late = Promise.withResolvers<void>()
  const timer = setTimeout(() => {
    server.closeAllConnections()
    late.resolve()
  }, finish)
  await Promise.race([closed(server).then(idle), late.promise])
  clearTimeout(timer)
}
