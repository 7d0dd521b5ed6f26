import * as fc from "fast-check"
import { expect, it } from "vitest"
import { Gcra } from "./gcra.ts"

const tryOne = (gcra: Gcra, key: string, now: number) => {
  const free = gcra.wait(key, now) === 0
  if (free) gcra.take(key, now)
  return free
}

it("lets a burst through and then one an interval", () => {
  const gcra = new Gcra({ per_second: 10, burst: 3 })
  const passed = [0, 0, 0, 0, 99, 100, 100, 350, 350, 350].map((now) => tryOne(gcra, "A", now))
  expect(passed).toEqual([true, true, true, false, false, true, false, true, true, false])
})

it("counts each key for itself, and knows what is left of it", () => {
  const gcra = new Gcra({ per_second: 10, burst: 3 })
  tryOne(gcra, "A", 0)
  tryOne(gcra, "A", 0)
  expect(gcra.left("A", 0)).toEqual({ remaining: 1, full: 200 })
  expect(gcra.left("A", 150)).toEqual({ remaining: 2, full: 50 })
  expect(gcra.left("B", 0)).toEqual({ remaining: 3, full: 0 })
})

it("remembers so many keys at most, those that are busy before those that are not", () => {
  const gcra = new Gcra({ per_second: 1, burst: 1 }, 100)
  for (let index = 0; index < 10_000; index += 1) tryOne(gcra, `quiet ${index}`, index)
  tryOne(gcra, "busy", 20_000)
  expect(gcra.size).toBeLessThanOrEqual(100)
  expect(tryOne(gcra, "busy", 20_000)).toBe(false)
})

const rate = fc.record({
  per_second: fc.double({ min: 0.01, max: 10_000, noNaN: true }),
  burst: fc.integer({ min: 1, max: 50 })
})
const pauses = fc.array(fc.double({ min: 0, max: 2000, noNaN: true }), { maxLength: 60 })

/** Whether the next one passes a moment before the wait that is said, and after it. */
const aroundWait = (gcra: Gcra, now: number) => {
  const wait = gcra.wait("A", now)
  if (wait === 0) gcra.take("A", now)
  const passes = (at: number) => gcra.wait("A", at) === 0
  return wait === 0 ? [false, true] : [passes(now + wait * 0.99 - 0.01), passes(now + wait)]
}

it("says a wait after which the next one passes, and before which none does", () => {
  fc.assert(
    fc.property(rate, pauses, (wanted, all) => {
      const gcra = new Gcra(wanted)
      let now = 1e6
      for (const pause of all) expect(aroundWait(gcra, (now += pause))).toEqual([false, true])
    }),
    { numRuns: 300 }
  )
})

it("lets no more through in any time than the burst and what the time allows", () => {
  fc.assert(
    fc.property(rate, pauses, (wanted, all) => {
      const gcra = new Gcra(wanted)
      let now = 1e6
      let passed = 0
      for (const pause of all) {
        now += pause
        if (tryOne(gcra, "A", now)) passed += 1
      }
      const most = wanted.burst + ((now - 1e6) * wanted.per_second) / 1000
      expect(passed).toBeLessThanOrEqual(most + 0.01)
    }),
    { numRuns: 300 }
  )
})
