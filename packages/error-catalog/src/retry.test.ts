import { describe, expect, it } from "vitest"
import { retryAdvice } from "./retry.ts"

const reason = "This is why."

describe("retryAdvice", () => {
  it.each([
    [{ class: "never", reason }, "Do not repeat the request unchanged."],
    [
      { class: "after", seconds: 1, reason },
      "Repeat it after 1 second at the earliest, later if Retry-After says so."
    ],
    [{ class: "backoff", reason }, "Repeat it a few times, with growing pauses."],
    [{ class: "refresh-token", reason }, "Get one new token and repeat it once."],
    [{ class: "fix-clock", reason }, "Correct the clock, sign again and repeat it once."],
    [
      { class: "read-then-decide", reason },
      "Read the state first: repeat a change only if it was not made."
    ],
    [
      { class: "locked-out", seconds: 900, reason },
      "Stop every request with these credentials, in every process, for 15 minutes."
    ]
  ] as const)("tells a person what %o asks for, then why", (retry, instruction) => {
    expect(retryAdvice(retry)).toBe(`${instruction} ${reason}`)
  })
})
