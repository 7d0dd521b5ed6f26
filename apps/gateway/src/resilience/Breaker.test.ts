import { expect, it } from "vitest"
import { Breaker, type Ending } from "./Breaker.ts"

const make = () => {
  let now = 0
  const breaker = new Breaker(() => now)
  return {
    breaker,
    pass: (milliseconds: number) => void (now += milliseconds),
    /** What an attempt changes, or the wait where there is none. */
    attempt: (ending: Ending) => {
      const leave = breaker.ask()
      return typeof leave === "number" ? leave : leave.ended(ending)
    }
  }
}

const opened = () => {
  const made = make()
  for (let failure = 0; failure < 5; failure += 1) made.attempt("failed")
  return made
}

it("opens after five failures in a row, for a second", () => {
  const { attempt, pass } = make()
  const ends: ReadonlyArray<Ending> = ["failed", "failed", "failed", "failed", "answered"]
  for (const ending of [...ends, ...ends]) expect(attempt(ending)).toBeUndefined()
  for (let failure = 0; failure < 4; failure += 1) expect(attempt("failed")).toBeUndefined()
  expect(attempt("failed")).toBe("opened")
  expect(attempt("failed")).toBe(1000)
  pass(400)
  expect(attempt("failed")).toBe(600)
})

it("lets one request try after the pause, and closes when that is answered", () => {
  const { attempt, breaker, pass } = opened()
  pass(1000)
  const probe = breaker.ask()
  expect(breaker.ask()).toBe(1000)
  expect(typeof probe === "number" ? probe : probe.ended("answered")).toBe("closed")
  expect(attempt("failed")).toBeUndefined()
})

it("pauses twice as long after each trial that fails, 30 s at most", () => {
  const { attempt, breaker, pass } = opened()
  const waits: Array<unknown> = []
  for (let trial = 0; trial < 7; trial += 1) {
    pass(60_000)
    attempt("failed")
    waits.push(breaker.ask())
  }
  expect(waits).toEqual([2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000])
})

it("lets another try where the caller of a trial left", () => {
  const { attempt, breaker, pass } = opened()
  pass(1000)
  attempt("unknown")
  expect(breaker.open).toBe(true)
  expect(attempt("answered")).toBe("closed")
})

it("is not opened further by failures of requests that left before it opened", () => {
  const { attempt, breaker, pass } = make()
  const early = [breaker.ask(), breaker.ask()]
  for (let failure = 0; failure < 5; failure += 1) attempt("failed")
  pass(900)
  const changes = early.map((leave) => (typeof leave === "number" ? leave : leave.ended("failed")))
  expect(changes).toEqual([undefined, undefined])
  expect(breaker.ask()).toBe(100)
})
