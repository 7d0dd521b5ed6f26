import { type Context, Effect, Exit, Fiber } from "effect"

/**
 * An effect that is interrupted after so many milliseconds, with `late` in its place. As
 * `Effect.timeoutOrElse`, but that the effect begins in this turn of the event loop, for less.
 */
export const within = <A, E, B, F>(
  effect: Effect.Effect<A, E>,
  milliseconds: number,
  late: () => Effect.Effect<B, F>
): Effect.Effect<A | B, E | F> =>
  Effect.contextWith((context: Context.Context<never>) =>
    Effect.callback<A | B, E | F>((resume) => {
      const begin = Effect.runForkWith(context)
      const work = begin(effect)
      const timer = begin(Effect.sleep(milliseconds))
      work.addObserver((exit) => {
        timer.interruptUnsafe()
        resume(exit)
      })
      timer.addObserver((exit) => {
        if (Exit.isFailure(exit)) return
        resume(Effect.andThen(Fiber.interrupt(work), Effect.suspend(late)))
      })
      return Fiber.interruptAll([work, timer])
    })
  )
