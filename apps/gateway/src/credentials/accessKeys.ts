import type { Refusal } from "@codearts/admission"
import type { Credentials } from "@codearts/signing"
import { Deferred, Effect } from "effect"
import { byKey } from "../deletion/lister.ts"
import { makeSigner } from "../signer.ts"
import { KeyRing } from "./KeyRing.ts"
import { notKnown } from "./notKnown.ts"
import type { Lease, OwnCredentials, Verdict } from "./OwnCredentials.ts"

/** After so long a request does not wait any more for what becomes of the one that tries a key. */
const patience = 2000

const words = {
  next: "is refused by the upstream; the other key is used from now on",
  none: "is refused by the upstream, as is every other key: nothing is sent for a while"
}

/**
 * Access keys under which an upstream is used. A key that it has not taken yet is tried by one
 * request at a time, however many wait, so that a wrong one is not refused often enough to be locked.
 */
export const accessKeys = Effect.fnUntraced(function* (
  keys: readonly [Credentials, ...ReadonlyArray<Credentials>],
  now: () => number = () => performance.now()
) {
  const run = Effect.runForkWith(yield* Effect.context())
  const ring = new KeyRing(keys, now)
  const sign = makeSigner()
  let trial: Deferred.Deferred<void> | undefined

  const told = (key: Credentials, verdict: Verdict) => {
    const change = ring.hear(key, verdict)
    if (change !== undefined) run(Effect.logError(`the key ${key.accessKey} ${words[change]}`))
  }

  const leaseOf = (key: Credentials, tried?: Deferred.Deferred<void>): Lease => {
    let heard = false
    return {
      prove: (request) => sign(request, key),
      forClient: (received) => byKey(key, received),
      repeats: () => ring.hasOthers,
      hear: (verdict) => {
        if (heard) return
        heard = true
        told(key, verdict)
        if (tried === undefined) return
        if (trial === tried) trial = undefined
        Deferred.doneUnsafe(tried, Effect.void)
      }
    }
  }

  const lease = (patient: boolean): Effect.Effect<Lease, Refusal> => {
    const key = ring.take()
    if (typeof key === "number") return Effect.fail(notKnown(key))
    if (ring.known) return Effect.succeed(leaseOf(key))
    if (trial === undefined) {
      trial = Deferred.makeUnsafe<void>()
      return Effect.succeed(leaseOf(key, trial))
    }
    if (!patient) return Effect.succeed(leaseOf(key))
    return Deferred.await(trial).pipe(
      Effect.timeoutOption(patience),
      Effect.flatMap(({ _tag }) => lease(_tag === "Some"))
    )
  }
  return { lease: () => Effect.suspend(() => lease(true)) } satisfies OwnCredentials
})
