import { describe, expect, it } from "@effect/vitest"
import { wrap } from "./wrap.ts"

const wrapped = (text: string, width: number) => wrap(text, width).split("\n")

describe("wrap", () => {
  it("leaves alone what fits", () => {
    expect(wrapped("one two\n\n  three", 7)).toEqual(["one two", "", "  three"])
  })

  it("breaks between words, and goes on under the text after a label", () => {
    expect(wrapped("error: one two three", 14)).toEqual(["error: one two", "       three"])
    expect(wrapped("  do:   one two three", 17)).toEqual(["  do:   one two", "        three"])
    expect(wrapped("  --flag string    one two three", 26)).toEqual([
      "  --flag string    one two",
      "             three"
    ])
  })

  it("leaves a word that is too long whole", () => {
    expect(wrapped("  a onetwothree four", 8)).toEqual(["  a", "  onetwothree", "  four"])
  })

  it("leaves a command whole, to be copied", () => {
    const command = "  codearts vpcep list --region ap-southeast-3"
    expect(wrapped(command, 20)).toEqual([command])
    const more = "  more: codearts error explain UC.00011005"
    expect(wrapped(more, 20)).toEqual([more])
  })

  it("counts what is seen: styling not, wide letters twice", () => {
    expect(wrapped("\u001b[1mone\u001b[0m two", 7)).toHaveLength(1)
    expect(wrapped("ｗｉ ｄｅ", 8)).toEqual(["ｗｉ", "ｄｅ"])
  })

  it("breaks Chinese, which has no spaces, between its letters, and never before punctuation", () => {
    expect(wrapped("  原因：构建执行。构建", 16)).toEqual(["  原因：构建执", "        行。构建"])
    expect(wrapped("构建执行，构建", 8)).toEqual(["构建执", "行，构建"])
  })
})
