import { describe, expect, it } from "@effect/vitest"
import { idOf, listingOf, narrowed, sorted } from "./listing.ts"

describe("an order of rows", () => {
  const rows = [
    { name: "b", size: 10 },
    { name: "a", size: 9 },
    { name: "c", size: 10 },
    { name: "d" }
  ]

  const names = (column: string, descending = false) =>
    sorted(rows, { column, descending }).map(({ name }) => name)

  it("is that of numbers where there are numbers, and else that of texts", () => {
    expect(names("name")).toEqual(["a", "b", "c", "d"])
    expect(sorted(rows.slice(0, 3), { column: "size", descending: false })).toEqual([
      rows[1],
      rows[0],
      rows[2]
    ])
  })

  it("leaves rows that are alike as they were, the last first, too", () => {
    expect(names("size", true)).toEqual(["b", "c", "a", "d"])
  })
})

describe("a narrowed row", () => {
  it("has the fields asked for, in their order, as far as it has them", () => {
    expect(Object.entries(narrowed({ a: 1, b: null, c: 3 }, ["c", "b", "x"]))).toEqual([
      ["c", 3],
      ["b", null]
    ])
  })
})

describe("JSON as rows", () => {
  it.each([
    ["a value", 8, { columns: ["0"], rows: [{ 0: 8 }], titled: false }],
    ["values", ["a", null], { columns: ["0"], rows: [{ 0: "a" }, { 0: null }], titled: false }],
    [
      "lists of values",
      [["a", 1], ["b"]],
      { columns: ["0", "1"], rows: [{ 0: "a", 1: 1 }, { 0: "b" }], titled: false }
    ],
    [
      "rows, each with some of the columns",
      [{ a: 1 }, { b: 2 }],
      { columns: ["a", "b"], rows: [{ a: 1 }, { b: 2 }], titled: true }
    ],
    ["nothing", [], { columns: [], rows: [], titled: false }]
  ])("is a listing where it is %s", (_, json, listing) => {
    expect(listingOf(json)).toEqual(listing)
  })

  it.each([[null], [{ a: 1 }], [[{ a: [] }]], [[["a"], { b: 1 }]], [[[["a"]]]]])(
    "is none where it is %j",
    (json) => {
      expect(listingOf(json)).toBeUndefined()
    }
  )
})

describe("the id of rows", () => {
  it.each([
    [["rule", "vpcep_id", "enterprise_id"], "vpcep_id"],
    [["id", "name"], "id"],
    [["code", "status"], "code"],
    [["now", "mode"], undefined]
  ])("of the columns %j is %s", (columns, id) => {
    expect(idOf(columns)).toBe(id)
  })
})
