import { Effect, Fiber } from "effect"
import { TestClock } from "effect/testing"
import { describe, expect, it } from "vitest"
import { atBeginning } from "../test/run.ts"
import { renewing } from "./renewing.ts"

type Answer = number | "fails" | "refuses"

/** Something that answers in turn: how long a value lasts in minutes, or how it fails. */
const answering = Effect.fnUntraced(function* (...answers: ReadonlyArray<Answer>) {
  let asked = 0
  const ask = () =>
    Effect.gen(function* () {
      const answer = answers[asked] ?? "fails"
      asked += 1
      yield* Effect.yieldNow
      if (typeof answer === "string") return yield* Effect.fail(answer)
      return { value: `value-${asked}`, lifetime: answer * 60_000 }
    })
  const { drop, get } = yield* renewing(ask, (failure) => (failure === "refuses" ? Infinity : 0))
  return { asked: () => asked, drop, get: get("key") }
})

const times = <A, E>(count: number, effect: Effect.Effect<A, E>) =>
  Effect.all(
    Array.from({ length: count }, () => effect),
    { concurrency: "unbounded" }
  )

describe("what ends", () => {
  it(
    "is asked for once by a thousand calls that come while it is asked for",
    atBeginning(function* () {
      const { asked, get } = yield* answering(60)
      expect(new Set(yield* times(1000, get))).toEqual(new Set(["value-1"]))
      expect(asked()).toBe(1)
    })
  )

  it(
    "is renewed once by a thousand calls, 10 minutes before its end",
    atBeginning(function* () {
      const { asked, get } = yield* answering(60, 60)
      yield* get
      yield* TestClock.adjust("50 minutes")
      expect(new Set(yield* times(1000, get))).toEqual(new Set(["value-2"]))
      expect(asked()).toBe(2)
    })
  )

  it(
    "is never asked for again if it does not end",
    atBeginning(function* () {
      const { asked, get } = yield* answering(Infinity)
      yield* get
      yield* TestClock.adjust("3650 days")
      expect(yield* get).toBe("value-1")
      expect(asked()).toBe(1)
    })
  )

  it(
    "serves on when its renewal fails, until its end and no longer",
    atBeginning(function* () {
      const { asked, get } = yield* answering(60)
      yield* get
      yield* TestClock.adjust("50 minutes")
      expect(yield* times(10, get)).toEqual(Array.from({ length: 10 }, () => "value-1"))
      expect(asked()).toBe(2)
      yield* TestClock.adjust("10 minutes")
      expect(yield* Effect.flip(get)).toBe("fails")
    })
  )

  it(
    "is asked for by every call that follows a failure, and by none that follows a refusal",
    atBeginning(function* () {
      const { asked, get } = yield* answering("fails", "refuses", 60)
      expect(yield* Effect.flip(get)).toBe("fails")
      expect(yield* Effect.flip(get)).toBe("refuses")
      expect(yield* Effect.flip(get)).toBe("refuses")
      expect(asked()).toBe(2)
    })
  )

  it(
    "is asked for anew once, however many calls it was refused for",
    atBeginning(function* () {
      const { asked, drop, get } = yield* answering(60, 60)
      const refused = yield* get
      const again = Effect.andThen(
        drop("key", (value) => value === refused),
        get
      )
      expect(new Set(yield* times(100, again))).toEqual(new Set(["value-2"]))
      expect(asked()).toBe(2)
    })
  )

  it(
    "does not serve on once it was refused",
    atBeginning(function* () {
      const { drop, get } = yield* answering(60)
      yield* get
      yield* drop("key", () => true)
      expect(yield* Effect.flip(get)).toBe("fails")
    })
  )

  it(
    "comes to the calls that wait even when the one that asked gives up",
    atBeginning(function* () {
      const { asked, get } = yield* answering(60)
      const first = yield* Effect.forkChild(get, { startImmediately: true })
      const second = yield* Effect.forkChild(get, { startImmediately: true })
      yield* Fiber.interrupt(first)
      expect(yield* Fiber.join(second)).toBe("value-1")
      expect(asked()).toBe(1)
    })
  )
})
