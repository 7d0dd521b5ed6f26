import { describe, expect, it } from "vitest"
import { entries } from "./entries.ts"
import { explain } from "./explain.ts"
import { problem } from "./problem.ts"
import { statusText } from "./statusText.ts"

const pages = "https://gateway.example/errors/"
const hostile = ['\u0000\u001B[2J"\\', "\uD800", "<script>", "x".repeat(100_000)]

describe("problem", () => {
  it("tells a documented error by its page, and keeps the vendor's members beside it", () => {
    const error = {
      error_code: "UC.00011005",
      error_msg: "Not found. vpcep_id 7",
      request_id: "r-1",
      status: 404
    }
    const { action, meaning, retry } = explain(error)
    expect(problem(error, pages)).toEqual({
      type: "https://gateway.example/errors/UC.00011005",
      title: "Not found.",
      status: 404,
      detail: "Not found. vpcep_id 7",
      error_code: "UC.00011005",
      error_msg: "Not found. vpcep_id 7",
      request_id: "r-1",
      meaning,
      action,
      retry
    })
  })

  it("is of no type but its status where the code is unknown, or no pages are served", () => {
    const unknown = { error_code: "NEW.0001", error_msg: "New.", status: 409 }
    const known = {
      error_code: "UC.00011022",
      error_msg: "Request already submitted.",
      status: 409
    }
    for (const told of [problem(unknown, pages), problem(unknown), problem(known)])
      expect(told).toMatchObject({ type: "about:blank", title: "Conflict", status: 409 })
  })

  it.each(entries)("of $code $status has a type that is one path segment", ({ code, status }) => {
    const { type } = problem({ error_code: code, status }, pages)
    expect(new URL(type).pathname.split("/")).toEqual(["", "errors", code])
  })

  it.each(hostile)("leaves %.20j as it came, in code and message", (text) => {
    const told = problem({ error_code: text, error_msg: text, status: 500 }, pages)
    expect([told.error_code, told.error_msg, told.type]).toEqual([text, text, "about:blank"])
  })

  it("takes the spelling of the catalog for its type, and the server's for its member", () => {
    const told = problem({ error_code: "uc.00011005", status: 404 }, pages)
    expect(told).toMatchObject({ type: `${pages}UC.00011005`, error_code: "uc.00011005" })
  })

  it("has no member that says nothing", () => {
    const told = problem({ error_code: "NEW.0001" })
    expect(Object.keys(told)).toEqual([
      "type",
      "title",
      "error_code",
      "error_msg",
      "meaning",
      "action",
      "retry"
    ])
    expect(told.title).toBe(statusText(undefined).title)
    expect(problem({ error_code: "KIT.0107" })).not.toHaveProperty("status")
  })

  it("holds nothing of the received error but what it is told by", () => {
    const error = { error_code: "UC.00011005", status: 404, secretKey: "canary" }
    expect(JSON.stringify(problem(error, pages))).not.toContain("canary")
  })
})
