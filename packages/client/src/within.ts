import { Clock, type Context, Effect, Exit, Fiber } from "effect"

/** The clock that everybody has who sets none. */
const machineClock = Effect.runSync(Effect.clockWith(Effect.succeed))

/** Milliseconds; Node takes what is longer for one. */
const longestTimeout = 2 ** 31 - 1

/** Calls back once some milliseconds have passed, unless it is told to stop. */
const timer = (
  context: Context.Context<never>,
  clock: Clock.Clock,
  milliseconds: number,
  callBack: () => void
): (() => void) => {
  // A fiber that waits costs ten times as much; the clock of a test knows no other way.
  if (clock === machineClock && milliseconds <= longestTimeout) {
    const timeout = setTimeout(callBack, milliseconds)
    return () => clearTimeout(timeout)
  }
  const waiting = Effect.runForkWith(context)(Effect.sleep(milliseconds))
  waiting.addObserver((exit) => {
    if (Exit.isSuccess(exit)) callBack()
  })
  return () => waiting.interruptUnsafe()
}

/**
 * An effect that is interrupted after so many milliseconds, with `late` in its place. As
 * `Effect.timeoutOrElse`, but that the effect begins in this turn of the event loop, for less.
 */
export const within = <A, E, B, F>(
  effect: Effect.Effect<A, E>,
  milliseconds: number,
  late: () => Effect.Effect<B, F>
): Effect.Effect<A | B, E | F> =>
  Effect.withFiber((fiber) =>
    Effect.callback<A | B, E | F>((resume) => {
      const { context } = fiber
      const work = Effect.runForkWith(context)(effect)
      const stop = timer(context, fiber.getRef(Clock.Clock), milliseconds, () =>
        resume(Effect.andThen(Fiber.interrupt(work), Effect.suspend(late)))
      )
      work.addObserver((exit) => {
        stop()
        resume(exit)
      })
      return Effect.suspend(() => {
        stop()
        return Fiber.interrupt(work)
      })
    })
  )
