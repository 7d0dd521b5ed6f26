import { describe, expect, it } from "vitest"
import { reasonIn, reasons } from "./reasons.ts"

const observed = [
  [
    "verify aksk signature fail, canonicalRequest:PUT|/path/||host:h|x-sdk-date:d||host;x-sdk-date|44136fa3",
    "verify aksk signature fail",
    "never"
  ],
  ["verify aksk signature fail", "verify aksk signature fail", "never"],
  [
    "calc aksk signature fail:signature expired, signature time:20260501T100000Z,server time:20260501T102000Z",
    "signature expired",
    "fix-clock"
  ],
  ["ak LTAI5tExample not exist", "ak … not exist", "never"],
  ["Get secretKey failed,ak:EXAMPLE,err:ak not exist", "ak … not exist", "never"],
  [
    "AK access failed to reach the limit,forbidden.",
    "AK access failed to reach the limit",
    "locked-out"
  ],
  ["decrypt token fail", "decrypt token fail", "refresh-token"],
  ["x-auth-token not found", "x-auth-token not found", "never"],
  ["token expires, expires_at: 2026-05-01T10:00:00.000000Z", "token expires", "refresh-token"]
] as const

describe("the reasons of APIGW.0301", () => {
  it.each(observed)("reads “%s” as “%s”: %s", (said, text, retry) => {
    const reason = reasonIn(`Incorrect IAM authentication information: ${said}`)
    expect(reason?.texts[0]).toBe(text)
    expect(reason?.retry.class).toBe(retry)
  })

  it("reads none in the bare message", () => {
    expect(reasonIn("Incorrect IAM authentication information.")).toBeUndefined()
  })

  it("does not look for a reason in the echoed request", () => {
    expect(
      reasonIn("verify aksk signature fail, canonicalRequest:GET|/token expires/|")?.texts[0]
    ).toBe("verify aksk signature fail")
    expect(reasonIn(`something new${" ".repeat(500)}token expires`)).toBeUndefined()
  })

  it("locks a key out for five minutes", () => {
    expect(reasonIn("AK access failed to reach the limit,forbidden.")?.retry).toMatchObject({
      class: "locked-out",
      seconds: 300
    })
  })

  it.each(reasons)("says in full sentences what “$texts.0” means and what to do", (reason) => {
    for (const text of [reason.cause, reason.action, reason.retry.reason])
      expect(text).toMatch(/^[A-Z][^]{10,}\.$/u)
  })
})
