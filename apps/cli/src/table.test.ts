import { describe, expect, it } from "@effect/vitest"
import { table, tsv } from "./table.ts"

const columns = ["name", "note"]
const rows = [
  { name: "a", note: "one" },
  { name: "构建", note: "two" },
  { name: "long", note: "three\tfour" }
]

describe("table", () => {
  it("lines up its columns, wide letters as two, with nothing after the last", () => {
    expect(table(columns, rows).split("\n")).toEqual([
      "name  note",
      "a     one",
      "构建  two",
      "long  three\\u0009four"
    ])
  })

  it("cuts a line over the width, and not within a wide letter", () => {
    expect(table(columns, rows, 8).split("\n")).toEqual([
      "name  n…",
      "a     o…",
      "构建  t…",
      "long  t…"
    ])
    expect(table(["name"], [{ name: "构建构建" }], 6).split("\n")).toEqual(["name", "构建…"])
  })

  it("is its heading alone without rows", () => {
    expect(table(columns, [])).toBe("name  note")
  })
})

describe("tsv", () => {
  it("has a header, a line a row, and a column a tab", () => {
    expect(tsv(columns, rows)).toBe("name\tnote\na\tone\n构建\ttwo\nlong\tthree\\u0009four")
  })

  it("leaves a cell empty for what is absent, and writes as JSON what is no text", () => {
    expect(tsv(["a", "b", "c"], [{ a: null, c: { d: [1, true] } }])).toBe(
      'a\tb\tc\n\t\t{"d":[1,true]}'
    )
  })
})
