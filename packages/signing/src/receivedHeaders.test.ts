import { describe, expect, it } from "vitest"
import type { Header } from "./headers.ts"
import { receivedHeaders, receivedValue } from "./receivedHeaders.ts"

const valued = (names: ReadonlyArray<string>, value: string): ReadonlyArray<Header> =>
  names.map((name) => [name, value])

const formOf = (names: ReadonlyArray<string>, value = "v") =>
  receivedHeaders(valued(names, value)).form

describe("what headers tell by their names", () => {
  it("is worked out once for the same names, whatever the values", () => {
    expect(formOf(["Host", "Region"], "b")).toBe(formOf(["Host", "Region"], "a"))
  })

  it.each([
    ["in another order", ["Region", "Host"]],
    ["in other letters", ["host", "Region"]],
    ["one more", ["Host", "Region", "Accept"]],
    ["one fewer", ["Host"]],
    ["another at the end", ["Host", "Accept"]]
  ])("is another for names %s", (_, names) => {
    const usual = formOf(["Host", "Region"])
    const other = formOf(names)
    expect(other).not.toBe(usual)
    expect([...other.at.keys()]).toEqual(names.map((name) => name.toLowerCase()))
  })

  it("is kept for the last eight", () => {
    const lists = Array.from({ length: 9 }, (_, at) => ["Host", `X-${at}`])
    const [first, second] = lists.map((names) => formOf(names))
    expect(formOf(["Host", "X-1"])).toBe(second)
    expect(formOf(["Host", "X-0"])).not.toBe(first)
    expect(formOf(["Host", "X-2"])).toBe(formOf(["Host", "X-2"]))
  })
})

describe("the value of a header", () => {
  it("is the one that came first, without the blanks around it", () => {
    const received = receivedHeaders([
      ["X-A", " 1 "],
      ["x-a", "2"]
    ])
    expect(receivedValue(received, "x-a")).toBe("1")
    expect(receivedValue(received, "x-b")).toBeUndefined()
  })
})
