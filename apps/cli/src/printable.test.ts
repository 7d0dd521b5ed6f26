import { describe, expect, it } from "@effect/vitest"
import { printable, printableJson } from "./printable.ts"

describe("printable", () => {
  it.each([
    ["\u001b[2J", "\\u001b[2J"],
    ["\u009b", "\\u009b"],
    ["\u007f", "\\u007f"],
    ["a\tb\nc", "a\\u0009b\\u000ac"],
    ["\u202e\u2066\u200f\u061c", "\\u202e\\u2066\\u200f\\u061c"],
    ["\u{e0041}", "\\udb40\\udc41"],
    ["\ud800", "\\ud800"],
    ["plain – 构建 é 😀", "plain – 构建 é 😀"]
  ])("writes %j as %j", (text, expected) => {
    expect(printable(text)).toBe(expected)
  })
})

describe("printableJson", () => {
  it("reads back as the same value, and holds nothing but lines of printable text", () => {
    const value = { text: "\u001b\u009b\u202e\u{e0041}\n", list: [1, null, true] }
    expect(JSON.parse(printableJson(value))).toEqual(value)
    expect(printableJson(value).replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}]/u)
  })
})
