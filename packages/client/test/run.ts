import { Effect, type Scope } from "effect"
import { TestClock } from "effect/testing"

type Test = () => Effect.fn.Return<unknown, unknown, Scope.Scope>

/** A test in real time: what it opens is closed when it ends. */
export const live = (test: Test) => () => Effect.gen(test).pipe(Effect.scoped, Effect.runPromise)

/** When the tests begin whose time stands still. */
export const beginning = Date.parse("2026-05-25T08:00:00Z")

/** A test whose time stands still unless the test moves it. */
export const atBeginning = (test: Test) => () =>
  Effect.andThen(TestClock.setTime(beginning), Effect.gen(test)).pipe(
    Effect.scoped,
    Effect.provide(TestClock.layer()),
    Effect.runPromise
  )
