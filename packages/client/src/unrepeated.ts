import { Clock, Effect } from "effect"
import type { FinalRequest } from "./transport.ts"

/** A signature names its second: after that another one is made. */
const second = 1000

const proofOf = ({ headers }: FinalRequest) =>
  headers.find(([name]) => name === "authorization")?.[1]

/** Runs the proof of a deletion until it is one that was not used before; of other methods, once. */
export type Unrepeated = <E>(
  method: string,
  prove: Effect.Effect<FinalRequest, E>
) => Effect.Effect<FinalRequest, E>

/**
 * Keeps two deletions from carrying one signature: a server takes the second for a replay. Equal
 * ones within a second are therefore signed a second apart.
 */
export const makeUnrepeated = (): Unrepeated => {
  const used = new Map<string, number>()
  const isNew = (proof: string, now: number) => {
    for (const [each, since] of used) if (now - since > 2 * second) used.delete(each)
    if (used.has(proof)) return false
    used.set(proof, now)
    return true
  }
  const again = <E>(prove: Effect.Effect<FinalRequest, E>): Effect.Effect<FinalRequest, E> =>
    Effect.flatMap(prove, (proven) => {
      const proof = proofOf(proven)
      if (proof === undefined) return Effect.succeed(proven)
      return Effect.flatMap(Clock.currentTimeMillis, (now) =>
        isNew(proof, now)
          ? Effect.succeed(proven)
          : Effect.andThen(Effect.sleep(second), again(prove))
      )
    })
  return (method, prove) => (method === "DELETE" ? again(prove) : prove)
}
