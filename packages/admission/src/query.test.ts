import { Option } from "effect"
import { expect, it } from "vitest"
import { readQuery } from "./query.ts"

it("reads names and values in the order sent, repeated ones too", () => {
  expect(readQuery("b=2&a=1&b=3")).toEqual(
    Option.some([
      ["b", "2"],
      ["a", "1"],
      ["b", "3"]
    ])
  )
})

it("decodes once, keeps a plus, and splits at the first equals sign", () => {
  expect(readQuery("vpcep%5Fids=a%2Cb+c%253D=d")).toEqual(
    Option.some([["vpcep_ids", "a,b+c%3D=d"]])
  )
})

it("reads a name without a value as empty, and nothing between two ampersands", () => {
  expect(readQuery("&a&=b&")).toEqual(
    Option.some([
      ["a", ""],
      ["", "b"]
    ])
  )
  expect(readQuery("")).toEqual(Option.some([]))
})

it("reads nothing where the encoding is broken", () => {
  for (const query of ["a=%", "a=%zz", "a=%ff", "%c3=1"]) {
    expect(readQuery(query)).toEqual(Option.none())
  }
})
