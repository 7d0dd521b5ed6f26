import { describe, expect, it } from "vitest"
import { readNames, trimBlanks } from "./headers.ts"

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

describe("readNames", () => {
  it("finds a header whatever the case of its name, and remembers which came twice", () => {
    const { at, repeated } = readNames(["X-Sdk-Date", "x-sdk-DATE", "__proto__"])
    expect([...at]).toEqual([
      ["x-sdk-date", 0],
      ["__proto__", 2]
    ])
    expect([...repeated]).toEqual(["x-sdk-date"])
  })
})
