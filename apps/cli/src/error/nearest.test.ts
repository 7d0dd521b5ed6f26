import { describe, expect, it } from "@effect/vitest"
import { nearest } from "./nearest.ts"

describe("nearest", () => {
  it.each([
    ["a letter too few", "UC.0011005", "UC.00011005"],
    ["a letter too many", "UC.000011005", "UC.00011005"],
    ["a wrong letter", "UC.00011072", "UC.00011071"],
    ["two letters exchanged", "AIPGW.0613", "APIGW.0613"],
    ["the wrong case and a wrong separator", "uc-00011035", "UC.00011035"],
    ["no prefix", "00011022", "UC.00011022"]
  ])("finds a code that was typed with %s: %s", (_, typed, code) => {
    expect(nearest(typed)).toContain(code)
  })

  it("names three at most", () => {
    expect(nearest("UC.0001")).toHaveLength(3)
  })

  it.each(["nonsense", "", " ", "U", "\u0000".repeat(11), "x".repeat(1_000_000)])(
    "finds none for %.10j, which is like no code",
    (typed) => expect(nearest(typed)).toEqual([])
  )
})
