import { describe, expect, it } from "vitest"
import { retryAfter } from "./retryAfter.ts"

const now = Date.parse("2026-05-25T08:00:00Z")

const asked = (value: string | undefined, date?: string) =>
  retryAfter((name) => (name === "retry-after" ? value : name === "date" ? date : undefined), now)

describe("Retry-After", () => {
  it.each([
    ["7", 7000],
    [" 7 ", 7000],
    ["0", 0],
    ["Mon, 25 May 2026 08:00:09 GMT", 9000],
    ["Monday, 25-May-26 08:00:09 GMT", 9000],
    ["Mon May 25 08:00:09 2026", 9000],
    ["Mon, 25 May 2026 07:00:00 GMT", 0],
    ["1000000000", 3_600_000],
    ["Fri, 01 Jan 2100 00:00:00 GMT", 3_600_000]
  ])("%s asks for %d ms", (value, milliseconds) => expect(asked(value)).toBe(milliseconds))

  it.each(["-1", "", "7.5", "1e9", "soon", "7 seconds", "May 25 2026", "0x10", undefined])(
    "%s asks for nothing",
    (value) => expect(asked(value)).toBeUndefined()
  )

  it("is read by the server's own clock, where the answer tells it", () => {
    const value = "Mon, 25 May 2026 10:00:09 GMT"
    expect(asked(value, "Mon, 25 May 2026 10:00:00 GMT")).toBe(9000)
    expect(asked(value, "today")).toBe(3_600_000)
  })
})
