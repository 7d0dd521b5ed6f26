import { Result } from "effect"
import { describe, expect, it } from "vitest"
import hostile from "../test/hostile.json" with { type: "json" }
import { readJson } from "./json.ts"

const nested = (levels: number) => `${"[".repeat(levels)}${"]".repeat(levels)}`

const refused = (problem: string) => Result.fail(`is not sound JSON: ${problem}`)

describe("readJson", () => {
  for (const { text, what } of hostile.read) {
    it(`reads ${what}`, () =>
      expect(readJson(Buffer.from(text))).toEqual(Result.succeed(JSON.parse(text))))
  }

  for (const { rule, text, what } of hostile.refused) {
    it(`refuses ${what}: ${rule}`, () => expect(readJson(Buffer.from(text))).toEqual(refused(rule)))
  }

  it("reads 32 levels, and refuses 33", () => {
    expect(Result.isSuccess(readJson(Buffer.from(nested(32))))).toBe(true)
    expect(readJson(Buffer.from(nested(33)))).toEqual(
      refused("nesting is deeper than 32 at byte 32")
    )
  })

  it("refuses a million levels, closed or not", () => {
    for (const [text, byte] of [
      [nested(1_000_000), 32],
      ["[".repeat(1_000_000), 32],
      ['{"a":'.repeat(1_000_000), 160]
    ] as const) {
      expect(readJson(Buffer.from(text))).toEqual(
        refused(`nesting is deeper than 32 at byte ${byte}`)
      )
    }
  })

  it("reads more values than a request may have", () => {
    const values = Array.from({ length: 100_001 }, (_, index) => index)
    const text = `[${values.join()}`
    expect(readJson(Buffer.from(`${text}]`))).toEqual(Result.succeed(values))
    expect(readJson(Buffer.from(`${text},NaN]`))).toEqual(
      refused(`a value is not JSON at byte ${text.length + 1}`)
    )
  })

  it("refuses bytes that are not UTF-8", () =>
    expect(readJson(Buffer.from('{"description":"caf\xe9"}', "latin1"))).toEqual(
      refused("the text is not UTF-8 at byte 19")
    ))
})
