import { describe, expect, it } from "vitest"
import type { Header } from "./headers.ts"
import { splitTarget, strictReading } from "./reading.ts"
import { sdkReadings } from "./sdkQuirks.ts"

const readings = (target: string, headers: ReadonlyArray<Header> = [["host", "h.example"]]) => {
  const split = splitTarget(target)
  const ascii = headers.every(([, value]) => /^[\0-\x7f]*$/.test(value))
  return sdkReadings(strictReading(split, headers, ascii ? "utf8" : "latin1"), split)
}

const named = (wanted: string, target: string, headers?: ReadonlyArray<Header>) =>
  readings(target, headers).find(({ interpretation }) => interpretation === wanted)

/** Without the one of any request, an extra leading slash, alone or after others. */
const names = (target: string, headers?: ReadonlyArray<Header>) =>
  readings(target, headers)
    .map(({ interpretation }) => interpretation)
    .filter((name) => !name.includes("extra-leading-slash"))

describe("a request is read otherwise only where that makes a difference", () => {
  it("which an extra leading slash makes of any request", () => {
    const strict = strictReading(splitTarget("/v2/vpceps"), [["host", "h.example"]], "utf8")
    expect(readings("/v2/vpceps")).toEqual([
      { ...strict, interpretation: "extra-leading-slash", canonicalUri: "//v2/vpceps/" }
    ])
  })

  it.each([
    ["/a?b=2&a=1", []],
    ["/a/b", []],
    ["/a//b", []],
    ["/a?a=2&a=1", ["values-in-sent-order", "encoded-key-order"]],
    ["/a?f%5B0%5D=1&fA=2", ["encoded-key-order"]],
    ["/a/?x=1", []],
    ["/a//", ["collapsed-path-end"]],
    ["/a%20b", ["double-encoded-path"]],
    ["/a%2Fb", ["double-encoded-path", "unquoted-path"]]
  ])("as of %s", (target, expected) => {
    expect(names(target)).toEqual(expected)
  })

  it.each([
    ["host", "h.example:8090", ["host-without-port"]],
    ["host", "[::1]:8090", ["host-without-port"]],
    ["host", "[::1]", []],
    ["region", "r:1", []],
    ["region", "~\x7f", []],
    ["region", "\x80", ["headers-signed-as-utf8"]],
    ["region", "\xff", ["headers-signed-as-utf8"]],
    ["region", "a\xe9b", ["headers-signed-as-utf8"]]
  ])("as of %s: %s", (name, value, expected) => {
    expect(names("/a", [[name, value]])).toEqual(expected)
  })
})

describe("host-without-port", () => {
  it("leaves out the port of the host, and nothing of another header", () => {
    expect(
      named("host-without-port", "/a", [
        ["host", "[::1]:8090"],
        ["region", "r:1"]
      ])?.headers
    ).toEqual([
      ["host", "[::1]"],
      ["region", "r:1"]
    ])
  })
})

describe("headers-signed-as-utf8", () => {
  it("changes the bytes of the headers alone", () => {
    const target = splitTarget("/a")
    const strict = strictReading(target, [["region", "caf\xe9"]], "latin1")
    expect(sdkReadings(strict, target)).toContainEqual({
      ...strict,
      interpretation: "headers-signed-as-utf8",
      headerEncoding: "utf8"
    })
  })
})

it("a path and a query together of 4,096 characters are read otherwise, and none that are longer", () => {
  const query = `a=${"b".repeat(2046)}`
  const path = `/${"a".repeat(2047)}`
  expect(readings(`${path}?${query}`)).toHaveLength(1)
  expect(readings(`${path}a?${query}`)).toEqual([])
  expect(readings(`${path}?${query}b`)).toEqual([])
})
