import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { parse } from "yaml"
import { printableYaml } from "./yaml.ts"

const written = (value: unknown) => Effect.runPromise(printableYaml(value))

describe("YAML for a terminal", () => {
  it.each([
    ["\u001b[2J", String.raw`"\e[2J"`],
    ["a\nb", String.raw`"a\nb"`],
    ["\u009b\u202e", String.raw`"\u009b\u202e"`],
    ["\u{e0041}", String.raw`"\U000e0041"`]
  ])("has %j as escapes in double quotes", async (text, quoted) => {
    expect(await written({ text })).toBe(`text: ${quoted}`)
  })

  it("has what looks like something else in quotes", async () => {
    expect(await written(["2026-05-25T09:30:15Z", "yes", "1", "null", "text", 1])).toBe(
      ['- "2026-05-25T09:30:15Z"', '- "yes"', '- "1"', '- "null"', "- text", "- 1"].join("\n")
    )
  })

  it("reads back as the same value, hostile names and long texts too", async () => {
    const value = {
      "\u001b]0;x\u0007": [{ "a\nb": "c\u2028d\ud800" }],
      long: `${"word ".repeat(60)}\n${"more ".repeat(60)}\u{e0041}`,
      "": [],
      none: null
    }
    const text = await written(value)
    expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
    expect(parse(text)).toEqual(value)
  })
})
