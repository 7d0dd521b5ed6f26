import { Result } from "effect"
import { describe, expect, it } from "vitest"
import hostile from "../test/hostile.json" with { type: "json" }
import { readJson } from "./json.ts"

const nested = (levels: number) => `${"[".repeat(levels)}${"]".repeat(levels)}`

const tooDeep = Result.fail("nests deeper than 32 levels")

describe("readJson", () => {
  for (const { text, what } of hostile.read) {
    it(`reads ${what}`, () =>
      expect(readJson(Buffer.from(text))).toEqual(Result.succeed(JSON.parse(text))))
  }

  for (const { rule, text, what } of hostile.refused) {
    it(`refuses ${what}, which ${rule}`, () =>
      expect(readJson(Buffer.from(text))).toEqual(Result.fail(rule)))
  }

  it("reads 32 levels, and refuses 33", () => {
    expect(Result.isSuccess(readJson(Buffer.from(nested(32))))).toBe(true)
    expect(readJson(Buffer.from(nested(33)))).toEqual(tooDeep)
  })

  it("refuses a million levels, closed or not", () => {
    for (const text of [nested(1_000_000), "[".repeat(1_000_000), '{"a":'.repeat(1_000_000)]) {
      expect(readJson(Buffer.from(text))).toEqual(tooDeep)
    }
  })

  it("refuses bytes that are not UTF-8", () =>
    expect(readJson(Buffer.from('{"description":"caf\xe9"}', "latin1"))).toEqual(
      Result.fail("is not UTF-8")
    ))
})
