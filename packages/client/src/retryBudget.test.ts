import { describe, expect, it } from "vitest"
import { makeRetryBudget } from "./retryBudget.ts"

describe("a retry budget", () => {
  it("holds ten retries, and no more however many calls were made", () => {
    const { earn, spend } = makeRetryBudget()
    for (let calls = 0; calls < 1000; calls += 1) earn()
    const spent = Array.from({ length: 20 }, spend)
    expect(spent.filter(Boolean)).toHaveLength(10)
  })

  it("once empty gives one retry for every ten calls", () => {
    const { earn, spend } = makeRetryBudget()
    while (spend());
    const given = Array.from({ length: 100 }, () => {
      earn()
      return spend()
    })
    expect(given.filter(Boolean)).toHaveLength(10)
    expect(given.indexOf(true)).toBe(9)
  })
})
