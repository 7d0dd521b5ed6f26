import { Effect, Fiber } from "effect"
import { TestClock } from "effect/testing"
import { describe, expect, it } from "vitest"
import { atBeginning } from "../test/run.ts"
import { within } from "./within.ts"

const late = () => Effect.succeed("late")

/** An effect that never ends, and whether it was interrupted. */
const endless = () => {
  const seen = { interrupted: false }
  const effect = Effect.onInterrupt(Effect.never, () =>
    Effect.sync(() => {
      seen.interrupted = true
    })
  )
  return { effect, seen }
}

describe("within", () => {
  it(
    "is the effect where that is in time: what it succeeds or fails with",
    atBeginning(function* () {
      expect(yield* within(Effect.succeed("done"), 1000, late)).toBe("done")
      expect(yield* Effect.flip(within(Effect.fail("broken"), 1000, late))).toBe("broken")
      const soon = yield* Effect.forkChild(within(Effect.delay(Effect.succeed(1), 999), 1000, late))
      yield* TestClock.adjust(999)
      expect(yield* Fiber.join(soon)).toBe(1)
    })
  )

  it(
    "is something else once the time is over, with the effect interrupted before",
    atBeginning(function* () {
      const { effect, seen } = endless()
      const running = yield* Effect.forkChild(
        within(effect, 1000, () => Effect.succeed(seen.interrupted))
      )
      yield* TestClock.adjust(999)
      expect(running.pollUnsafe()).toBeUndefined()
      yield* TestClock.adjust(1)
      expect(yield* Fiber.join(running)).toBe(true)
    })
  )

  it(
    "interrupts the effect when it is itself interrupted",
    atBeginning(function* () {
      const { effect, seen } = endless()
      const running = yield* Effect.forkChild(within(effect, 1000, late), {
        startImmediately: true
      })
      yield* Fiber.interrupt(running)
      expect(seen.interrupted).toBe(true)
    })
  )

  it.each([2 ** 31, Infinity])("is in time within %d ms, which no timer takes", async (longest) => {
    const soon = Effect.delay(Effect.succeed("done"), 20)
    expect(await Effect.runPromise(within(soon, longest, late))).toBe("done")
  })

  it("is something else once the time of this machine is over", async () => {
    const { effect, seen } = endless()
    const told = Effect.suspend(() => Effect.succeed(seen.interrupted))
    expect(await Effect.runPromise(within(effect, 20, () => told))).toBe(true)
  })
})
