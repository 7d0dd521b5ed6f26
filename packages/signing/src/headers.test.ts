import { describe, expect, it } from "vitest"
import { indexHeaders, trimBlanks } from "./headers.ts"

describe("trimBlanks", () => {
  it("drops spaces and tabs at both ends and keeps those within", () => {
    expect(trimBlanks(" \t a  b\t ")).toBe("a  b")
  })

  it("keeps U+00A0, the second byte of a received à", () => {
    expect(trimBlanks("\xc3\xa0")).toBe("\xc3\xa0")
  })

  it("leaves nothing of blanks alone", () => {
    expect(trimBlanks(" \t ")).toBe("")
  })
})

describe("indexHeaders", () => {
  it("finds a header whatever the case of its name, and remembers which came twice", () => {
    const { values, repeated } = indexHeaders([
      ["X-Sdk-Date", "1"],
      ["x-sdk-DATE", "2"],
      ["__proto__", "3"]
    ])
    expect([...values]).toEqual([
      ["x-sdk-date", "1"],
      ["__proto__", "3"]
    ])
    expect([...repeated]).toEqual(["x-sdk-date"])
  })
})
