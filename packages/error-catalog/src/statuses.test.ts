import { describe, expect, it } from "vitest"
import { statusText } from "./statuses.ts"

const documented = [
  400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 412, 413, 414, 415, 416, 417, 422,
  424, 429, 494, 500, 501, 502, 503, 504, 505
]

describe("statusText", () => {
  it.each([...documented, 302, 418, 599, 200, undefined])(
    "explains %s in full sentences",
    (status) => {
      const { title, meaning, action, retry } = statusText(status)
      expect(title).toMatch(/^[A-Z].*[a-zA-Z]$/u)
      for (const text of [meaning, action, retry.reason]) expect(text).toMatch(/^[A-Z][^]{10,}\.$/u)
    }
  )

  it("has a text of its own for every error status of table 6-1", () => {
    expect(new Set(documented.map((status) => statusText(status).title)).size).toBe(
      documented.length
    )
  })

  it.each([
    [302, "Redirect"],
    [418, "Refused"],
    [599, "Server failure"],
    [200, "Unknown error"],
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
