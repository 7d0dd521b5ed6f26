import { describe, expect, it } from "vitest"
import { sameMac } from "../src/constantTime.ts"

// What dudect does: two kinds of input in turns, and Welch's t over the times of each. It needs a
// quiet machine and some seconds, so it belongs to the long profile.

const batches = 600
const calls = 400
const limit = 4.5

const mac = "0123456789abcdef".repeat(4)
const early = `g${mac.slice(1)}`
const late = `${mac.slice(0, -1)}g`

type Compare = (a: string, b: string) => boolean

// Built anew for each call, as a MAC that arrives is: an engine compares one and the same object at once.
const fresh = (text: string) => Buffer.from(text, "latin1").toString("latin1")

const timeOf = (same: Compare, other: string): number => {
  const others = Array.from({ length: calls }, () => fresh(other))
  const begun = process.hrtime.bigint()
  let equal = 0
  for (const each of others) if (same(mac, each)) equal += 1
  const taken = Number(process.hrtime.bigint() - begun)
  return equal === 0 ? taken : Number.NaN
}

const meanAndError = (times: ReadonlyArray<number>) => {
  // What the machine did meanwhile is in the slowest.
  const kept = times.toSorted((a, b) => a - b).slice(0, Math.ceil(times.length * 0.8))
  const mean = kept.reduce((sum, time) => sum + time, 0) / kept.length
  const variance = kept.reduce((sum, time) => sum + (time - mean) ** 2, 0) / (kept.length - 1)
  return { mean, error: variance / kept.length }
}

/** Welch's t of the times that a comparison takes for a difference at the beginning and at the end. */
const welch = (same: Compare): number => {
  const times: Record<"early" | "late", Array<number>> = { early: [], late: [] }
  for (let batch = -50; batch < batches; batch += 1) {
    const order = Math.random() < 0.5 ? (["early", "late"] as const) : (["late", "early"] as const)
    for (const kind of order) {
      const time = timeOf(same, kind === "early" ? early : late)
      if (batch >= 0) times[kind].push(time)
    }
  }
  const [a, b] = [meanAndError(times.early), meanAndError(times.late)]
  return Math.abs(a.mean - b.mean) / Math.sqrt(a.error + b.error)
}

const firstDifference: Compare = (a, b) => {
  for (let at = 0; at < a.length; at += 1) if (a.charCodeAt(at) !== b.charCodeAt(at)) return false
  return true
}

describe("the time of a comparison", () => {
  // Noise is not repeated, a leak is.
  it("tells nothing of where two MACs differ", { retry: 2, timeout: 60_000 }, () => {
    const t = welch(sameMac)
    console.log(`sameMac: t ${t.toFixed(1)}`)
    expect(t).toBeLessThan(limit)
  })

  it("tells it where one stops at the first difference: the measure is fine enough", () => {
    const t = welch(firstDifference)
    console.log(`a loop that stops early: t ${t.toFixed(1)}`)
    expect(t).toBeGreaterThan(limit * 4)
  }, 60_000)
})
