import { describe, expect, it } from "vitest"
import { isPlainQuery } from "./canonicalRequest.ts"
import { decodedQuery } from "./decodedQuery.ts"

const decode = (query: string) => decodedQuery(query, isPlainQuery(query))

describe("decodedQuery", () => {
  it.each([
    ["", []],
    ["limit=10", [["limit", "10"]]],
    [
      "b=2&a=&b=1",
      [
        ["b", "2"],
        ["a", ""],
        ["b", "1"]
      ]
    ],
    [
      "f%5B0%5D=a%2Cb&limit=10",
      [
        ["f[0]", "a,b"],
        ["limit", "10"]
      ]
    ],
    [
      "a&&b=1=2&",
      [
        ["a", ""],
        ["b", "1=2"]
      ]
    ],
    ["a=%FF", [["a", "\ufffd"]]]
  ])("reads of %j the pairs in the order sent", (query, pairs) => {
    expect(decode(query)).toEqual(pairs)
  })

  it.each(["a=1", "ab=12&cd=34", "a=&b=&c=x-y.z", "_=~&Z=0"])(
    "reads %s, of which nothing is encoded, as it does beside a pair of which something is",
    (query) => {
      const decoded = decode(`${query}&%7A=%7A`)
      expect([...decode(query), ["z", "z"]]).toEqual(decoded)
    }
  )
})
