import { describe, expect, it } from "vitest"
import { header, pairs } from "./headers.ts"

describe("pairs", () => {
  it("keeps order, letter case and repeated names", () => {
    expect(pairs(["Host", "a", "X-A", "1", "x-a", "2"])).toEqual([
      ["Host", "a"],
      ["X-A", "1"],
      ["x-a", "2"]
    ])
  })
})

describe("header", () => {
  const headers = pairs(["Region", "cn-north-7", "X-Note", "a", "x-note", "b", "Empty", ""])

  it("finds a name in any letter case", () => {
    expect(header({ headers }, "region")).toBe("cn-north-7")
    expect(header({ headers }, "REGION")).toBe("cn-north-7")
  })

  it("joins repeated values as HTTP does", () => {
    expect(header({ headers }, "X-Note")).toBe("a, b")
  })

  it("tells an empty value from an absent header", () => {
    expect(header({ headers }, "empty")).toBe("")
    expect(header({ headers }, "absent")).toBeUndefined()
  })

  it("finds nothing under the names that every object has", () => {
    expect(header({ headers }, "__proto__")).toBeUndefined()
    expect(header({ headers }, "constructor")).toBeUndefined()
  })
})
