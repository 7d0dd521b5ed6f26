import { describe, expect, it } from "vitest"
import { entries } from "./entries.ts"
import { explain, retryClass } from "./explain.ts"
import { reasons } from "./reasons.ts"
import { statusText } from "./statusText.ts"

const hostile = [
  "__proto__",
  "constructor",
  "toString",
  "",
  " ",
  "\u0000\u001B[2J",
  "\uD800",
  "ak ".repeat(350_000),
  "x".repeat(1_000_000)
]

describe("explain", () => {
  it.each(entries)("knows $code with status $status", (entry) => {
    const { code, status, message, meaning, action, source } = entry
    expect(explain({ error_code: code, error_msg: message, status })).toMatchObject({
      known: true,
      entry,
      source,
      error_code: code,
      error_msg: message,
      status,
      title: message,
      meaning,
      action
    })
  })

  it("keeps the server's own message beside the documented one", () => {
    const explanation = explain({
      error_code: "UC.00010002",
      error_msg: "role TE_ADMIN missing",
      status: 401
    })
    expect(explanation.error_msg).toBe("role TE_ADMIN missing")
    expect(explanation.title).toBe("You do not have permissions.")
  })

  it("fills in the documented message and status where none was received", () => {
    expect(explain({ error_code: "uc.00011005" })).toMatchObject({
      known: true,
      error_code: "uc.00011005",
      error_msg: "Not found.",
      status: 404
    })
  })

  it("knows a code that arrives with an undocumented status, if it means one thing only", () => {
    expect(explain({ error_code: "UC.00011005", status: 500 })).toMatchObject({
      known: true,
      status: 500,
      title: "Not found."
    })
  })

  it("tells the failures under one code apart by status", () => {
    expect(explain({ error_code: "APIGW.0201", status: 504 }).title).toBe("Backend timeout.")
    expect(explain({ error_code: "APIGW.0201", status: 413 }).title).toBe(
      "Request entity too large."
    )
  })

  it("tells the failures under one code apart by message where the status is missing", () => {
    expect(explain({ error_code: "APIGW.0201", error_msg: "Backend timeout." })).toMatchObject({
      known: true,
      status: 504
    })
  })

  it("claims to know none of them where neither tells", () => {
    expect(explain({ error_code: "APIGW.0201" })).toMatchObject({ known: false })
    expect(explain({ error_code: "APIGW.0201", status: 500 })).toMatchObject({
      known: false,
      title: statusText(500).title
    })
  })

  it.each(reasons)("gives cause, action and retry of “$texts.0” after APIGW.0301", (reason) => {
    for (const text of reason.texts) {
      const error_msg = `Incorrect IAM authentication information: ${text.replace("…", "EXAMPLE")}`
      const explanation = explain({ error_code: "APIGW.0301", error_msg, status: 401 })
      expect(explanation).toMatchObject({
        known: true,
        error_msg,
        title: "Incorrect IAM authentication information.",
        meaning: reason.cause,
        action: reason.action,
        retry: reason.retry,
        reason
      })
    }
  })

  it("reads reasons after APIGW.0301 only", () => {
    const explanation = explain({
      error_code: "APIGW.0302",
      error_msg: "token expires",
      status: 403
    })
    expect(explanation).not.toHaveProperty("reason")
  })

  it("explains an unknown code by its status, and keeps code and message", () => {
    const { title, meaning, action, retry, source } = statusText(409)
    expect(explain({ error_code: "UC.99999999", error_msg: "New trouble.", status: 409 })).toEqual({
      known: false,
      error_code: "UC.99999999",
      error_msg: "New trouble.",
      status: 409,
      title,
      meaning,
      action,
      retry,
      source,
      advice:
        "Read the state first: repeat a change only if it was not made. The state is not what the request assumed."
    })
  })

  it("says that nothing is known of an unknown code with an unknown status", () => {
    const explanation = explain({ error_code: "UC.99999999" })
    expect(explanation).toMatchObject({ known: false, error_msg: "", title: "Unknown error" })
    expect(explanation).not.toHaveProperty("status")
    expect(explain({ error_code: "UC.99999999", status: 999 }).title).toBe("Unknown error")
  })

  it.each(hostile)("takes %.20j as code and message without throwing, and keeps both", (text) => {
    for (const error_code of [text, "APIGW.0301", "APIGW.0201"])
      expect(explain({ error_code, error_msg: text })).toMatchObject({
        error_code,
        error_msg: text
      })
    expect(explain({ error_code: text, error_msg: text }).known).toBe(false)
  })

  it("carries nothing of the received error but code, message and status", () => {
    const error = { error_code: "UC.00011005", status: 404, secretKey: "canary" }
    expect(JSON.stringify(explain(error))).not.toContain("canary")
  })
})

describe("retryClass", () => {
  it.each([
    ["a missing role", { error_code: "UC.00010002", status: 401 }, "never"],
    ["a locked account", { error_code: "UC.00011035", status: 429 }, "locked-out"],
    ["throttling", { error_code: "APIGW.0308", status: 429 }, "after"],
    ["a lock held by another request", { error_code: "UC.00011063", status: 409 }, "backoff"],
    ["a failed operation", { error_code: "UC.00011010", status: 500 }, "read-then-decide"],
    ["a request sent twice", { error_code: "UC.00011022", status: 409 }, "read-then-decide"],
    ["an absent id", { error_code: "UC.00011005", status: 404 }, "never"],
    ["a wrong address", { error_code: "APIGW.0101", status: 404 }, "never"],
    ["an unreachable backend", { error_code: "APIGW.0610", status: 502 }, "backoff"],
    ["a lost backend", { error_code: "APIGW.0201", status: 502 }, "read-then-decide"],
    ["IAM out of service", { error_code: "APIGW.0613", status: 503 }, "backoff"],
    ["a stale token", { error_code: "APIGW.0307", status: 401 }, "refresh-token"],
    ["a wrong password", { error_code: "401", status: 401 }, "never"],
    ["a guard", { error_code: "KIT.0001", status: 403 }, "never"],
    ["an unknown 401", { error_code: "X.1", status: 401 }, "refresh-token"],
    ["an unknown 503", { error_code: "X.1", status: 503 }, "backoff"]
  ] as const)("of %s %o is %s", (_, error, expected) => {
    expect(retryClass(error)).toBe(expected)
  })

  it("locks out for 15 minutes where throttling asks for a second", () => {
    expect(explain({ error_code: "UC.00011035" }).advice).toContain("15 minutes")
    expect(explain({ error_code: "APIGW.0308" }).advice).toContain("1 second")
  })

  it("of APIGW.0301 depends on its reason", () => {
    const of = (said: string) =>
      retryClass({
        error_code: "APIGW.0301",
        error_msg: `Incorrect IAM authentication information: ${said}`,
        status: 401
      })
    expect(of("verify aksk signature fail")).toBe("never")
    expect(of("token expires, expires_at: 2026-05-01T10:00:00Z")).toBe("refresh-token")
    expect(of("something new")).toBe("refresh-token")
  })
})
