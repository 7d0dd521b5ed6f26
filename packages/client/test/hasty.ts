import { Clock, Duration, Effect } from "effect"

/** How many times as fast as really time passes. */
const haste = 100

const makeClock = (): Clock.Clock => {
  const start = Date.now()
  const begun = performance.now()
  const millis = () => Math.floor(start + (performance.now() - begun) * haste)
  const nanos = () => BigInt(millis()) * 1_000_000n
  return {
    currentTimeMillisUnsafe: millis,
    currentTimeMillis: Effect.sync(millis),
    currentTimeNanosUnsafe: nanos,
    currentTimeNanos: Effect.sync(nanos),
    monotonicTimeNanosUnsafe: nanos,
    monotonicTimeNanos: Effect.sync(nanos),
    sleep: (duration) =>
      Effect.callback((resume) => {
        const timer = setTimeout(() => resume(Effect.void), Duration.toMillis(duration) / haste)
        return Effect.sync(() => clearTimeout(timer))
      })
  }
}

/** Lets an effect's time pass a hundred times as fast as it really does; the network takes its own. */
export const hasty = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
  Effect.suspend(() => Effect.provideService(effect, Clock.Clock, makeClock()))
