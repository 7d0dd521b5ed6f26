import { describe, expect, it } from "vitest"
import { statuses } from "./statuses.ts"
import { statusText } from "./statusText.ts"

const undocumented = [102, 226, 399, 418, 599]
const sentences = /^[A-Z][^]{5,}\.$/u

describe("statusText", () => {
  it.each(statuses)("explains $status by its own row", (row) => {
    expect(statusText(row.status)).toBe(row)
  })

  it.each([...statuses.map(({ status }) => status), ...undocumented, undefined])(
    "explains %s in full sentences",
    (status) => {
      const { title, meaning, action, retry, source } = statusText(status)
      expect(title).toMatch(/^[A-Z].*[a-zA-Z]$/u)
      for (const text of [meaning, action, retry.reason]) expect(text).toMatch(sentences)
      expect(meaning).not.toMatch(/[.!?] /u)
      expect(source).not.toBe("")
    }
  )

  it.each([
    [102, "Interim answer"],
    [226, "Success"],
    [399, "Redirect"],
    [418, "Refused"],
    [599, "Server failure"],
    [600, "Unknown error"],
    [99, "Unknown error"],
    [0, "Unknown error"],
    [-1, "Unknown error"],
    [Number.NaN, "Unknown error"],
    [Number.POSITIVE_INFINITY, "Unknown error"],
    [undefined, "Unknown error"]
  ])("reads %s, which is in no table, as “%s”", (status, title) => {
    expect(statusText(status).title).toBe(title)
  })

  it("repeats a 503 although table 6-1 forbids it, and says so", () => {
    expect(statusText(503).retry).toMatchObject({
      class: "backoff",
      reason: expect.stringContaining("deviate from table 6-1")
    })
  })
})

describe("the statuses", () => {
  it("are in order, each once", () => {
    const numbers = statuses.map(({ status }) => status)
    expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b))
  })

  it("have a title each", () => {
    expect(new Set(statuses.map(({ title }) => title)).size).toBe(statuses.length)
  })
})
