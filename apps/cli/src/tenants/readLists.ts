import { Effect } from "effect"
import { progressBar } from "../progressBar.ts"
import type { Ask } from "./asks.ts"
import { sharingPool } from "./tenantClient.ts"

/** Lists read at once: enough to hide the way there and back, few enough for the API's limits. */
const concurrency = 4

const told = (read: number, failed: number, asked: number) =>
  `${read} of ${asked} lists read${failed === 0 ? "" : `, ${failed} could not be`}`

/** Tells a person how many lists have been read, where there are several. */
const counting = <A>(asked: number, isRead: (outcome: A) => boolean) => {
  let read = 0
  let failed = 0
  return Effect.fnUntraced(function* (outcome: A) {
    if (isRead(outcome)) read += 1
    else failed += 1
    if (asked > 1) yield* progressBar(read + failed, asked, told(read, failed, asked))
  })
}

/**
 * Reads lists, several at once over one pool, and gives what came of each in the order asked. One that
 * fails ends them all; where failures are outcomes, too, `isRead` tells them apart.
 */
export const readLists = <A, E, R>(
  asks: ReadonlyArray<Ask>,
  read: (ask: Ask) => Effect.Effect<A, E, R>,
  isRead: (outcome: A) => boolean = () => true
) => {
  const count = counting(asks.length, isRead)
  return sharingPool(Effect.forEach(asks, (ask) => Effect.tap(read(ask), count), { concurrency }))
}
