import { Effect, Fiber, type Scope } from "effect"
import { TestClock } from "effect/testing"
import { hasty } from "./hasty.ts"

type Test = () => Effect.fn.Return<unknown, unknown, Scope.Scope>

/** A test in real time: what it opens is closed when it ends. */
export const live = (test: Test) => () => Effect.gen(test).pipe(Effect.scoped, Effect.runPromise)

/** A test of pauses: time passes a hundred times as fast as it really does. */
export const hurried = (test: Test) => () =>
  Effect.gen(test).pipe(Effect.scoped, hasty, Effect.runPromise)

/** When the tests begin whose time stands still. */
export const beginning = Date.parse("2026-05-25T08:00:00Z")

/** A test whose time stands still unless the test moves it. */
export const atBeginning = (test: Test) => () =>
  Effect.andThen(TestClock.setTime(beginning), Effect.gen(test)).pipe(
    Effect.scoped,
    Effect.provide(TestClock.layer()),
    Effect.runPromise
  )

const aMoment = Effect.promise(() => new Promise((resolve) => setTimeout(resolve, 1)))

/** Moves the time of a test on, a tenth of a second at a time or as told, until the effect is done. */
export const passing = Effect.fnUntraced(function* <A, E>(effect: Effect.Effect<A, E>, step = 100) {
  const running = yield* Effect.forkChild(effect)
  while (running.pollUnsafe() === undefined) {
    yield* TestClock.adjust(step)
    yield* aMoment
  }
  return yield* Fiber.join(running)
})
