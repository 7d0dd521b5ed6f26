import { Effect } from "effect"
import { TestClock } from "effect/testing"
import { assert, asyncProperty, double, integer, record } from "fast-check"
import { describe, expect, it } from "vitest"
import { atBeginning, beginning } from "../test/run.ts"
import { type Exchange, machineClock, makeServerClock, type ServerClock } from "./serverClock.ts"

const minute = 60_000
const hour = 60 * minute

/** A server whose clock is ahead of this machine's. */
const refusal = (aheadBy: number, { signedAt = beginning, took = 200 } = {}): Exchange => ({
  answerDate: new Date(beginning + took / 2 + aheadBy).toUTCString(),
  signedAt,
  sentAt: beginning,
  receivedAt: beginning + took
})

/** How far a clock is from this machine's. */
const skewOf = ({ now }: ServerClock) => Effect.map(now, (time) => time - beginning)

describe("a server's clock", () => {
  for (const skew of [16 * minute, -16 * minute, 10 * hour, -10 * hour]) {
    it(
      `that is ${skew / minute} minutes from ours is learned by one refusal, and kept`,
      atBeginning(function* () {
        const clock = makeServerClock()
        expect(yield* clock.learn(refusal(skew))).toBe(true)
        expect(Math.abs((yield* skewOf(clock)) - skew)).toBeLessThanOrEqual(1000)
        yield* TestClock.adjust("10 days")
        expect(Math.abs((yield* skewOf(clock)) - skew - 240 * hour)).toBeLessThanOrEqual(1000)
      })
    )
  }

  it("is met within a second and half the exchange, whatever they are", async () => {
    const minutes = integer({ min: -100_000, max: 100_000 })
    const far = minutes.filter((skew) => Math.abs(skew) > 2).map((skew) => skew * minute)
    const exchange = record({
      skew: far,
      took: integer({ min: 0, max: minute }),
      share: double({ min: 0, max: 1, noNaN: true })
    })
    await assert(
      asyncProperty(exchange, async ({ share, skew, took }) => {
        const answered = new Date(beginning + took * share + skew).toUTCString()
        const receivedAt = beginning + took
        const sent = { signedAt: beginning, sentAt: beginning, receivedAt }
        const error = await Effect.gen(function* () {
          yield* TestClock.setTime(beginning)
          const clock = makeServerClock()
          expect(yield* clock.learn({ answerDate: answered, ...sent })).toBe(true)
          return (yield* skewOf(clock)) - skew
        }).pipe(Effect.provide(TestClock.layer()), Effect.runPromise)
        expect(Math.abs(error)).toBeLessThanOrEqual(took / 2 + 1001)
      }),
      { numRuns: 300 }
    )
  })

  it(
    "is learned once by many calls refused at the same time, each of which is worth repeating",
    atBeginning(function* () {
      const clock = makeServerClock()
      const refusals = [0, 100, 3000, 700].map((took) => refusal(16 * minute, { took }))
      const helped = yield* Effect.forEach(refusals, clock.learn, { concurrency: "unbounded" })
      expect(helped).toEqual([true, true, true, true])
      expect(Math.abs((yield* skewOf(clock)) - 16 * minute)).toBeLessThanOrEqual(2000)
    })
  )

  it(
    "is forgotten when this machine's own is set right, and the refused call is worth repeating",
    atBeginning(function* () {
      const clock = makeServerClock()
      yield* clock.learn(refusal(16 * minute))
      const signedAt = beginning + 16 * minute
      expect(yield* clock.learn(refusal(0, { signedAt }))).toBe(true)
      expect(yield* skewOf(clock)).toBe(0)
    })
  )

  it(
    "is forgotten when a request that bore it was refused for its time all the same",
    atBeginning(function* () {
      const clock = makeServerClock()
      yield* clock.learn(refusal(16 * minute))
      const signedAt = yield* clock.now
      expect(yield* clock.learn(refusal(16 * minute, { signedAt }))).toBe(false)
      expect(yield* skewOf(clock)).toBe(0)
    })
  )

  it(
    "is not forgotten for a late refusal of a request from before it was learned",
    atBeginning(function* () {
      const clock = makeServerClock()
      yield* clock.learn(refusal(16 * minute))
      expect(yield* clock.learn(refusal(16 * minute, { took: 20_000 }))).toBe(true)
      expect(Math.abs((yield* skewOf(clock)) - 16 * minute)).toBeLessThanOrEqual(1000)
    })
  )

  const teachNothing: Readonly<Record<string, Exchange>> = {
    "whose clock is ours": refusal(0),
    "without a Date": { ...refusal(hour), answerDate: undefined },
    "whose Date is none": { ...refusal(hour), answerDate: "yesterday" },
    "whose Date is in another form": { ...refusal(hour), answerDate: "2026-05-25T09:00:00Z" },
    "whose Date names no day": {
      ...refusal(hour),
      answerDate: "Mon, 99 May 2026 09:00:00 GMT"
    },
    "that came before the request left, for our clock was set": refusal(hour, { took: -hour }),
    "that came over a minute later": refusal(hour, { took: minute + 1 })
  }

  for (const [what, exchange] of Object.entries(teachNothing)) {
    it(
      `is not learned from a refusal ${what}`,
      atBeginning(function* () {
        const clock = makeServerClock()
        expect(yield* clock.learn(exchange)).toBe(false)
        expect(yield* skewOf(clock)).toBe(0)
      })
    )
  }

  it(
    "is not learned where that is turned off",
    atBeginning(function* () {
      expect(yield* machineClock.learn(refusal(hour))).toBe(false)
      expect(yield* skewOf(machineClock)).toBe(0)
    })
  )
})
