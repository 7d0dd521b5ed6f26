import { Effect } from "effect"
import { report } from "../report.ts"
import { Terminal } from "../Terminal.ts"
import type { Ask } from "./asks.ts"
import { sharingPool } from "./tenantClient.ts"

/** Lists read at once: enough to hide the way there and back, few enough for the API's limits. */
const concurrency = 4

/** Tells a person how many lists have been read, where there are several. */
const counting = (asked: number) => {
  let done = 0
  return Effect.fnUntraced(function* () {
    const { stderrIsTerminal = false } = yield* Terminal
    done += 1
    if (stderrIsTerminal && asked > 1) yield* report(`${done} of ${asked} lists read`)
  })
}

/** Reads lists, several at once over one pool, and gives what was read in the order asked. */
export const readLists = <A, E, R>(
  asks: ReadonlyArray<Ask>,
  read: (ask: Ask) => Effect.Effect<A, E, R>
) => {
  const count = counting(asks.length)
  return sharingPool(Effect.forEach(asks, (ask) => Effect.tap(read(ask), count), { concurrency }))
}
