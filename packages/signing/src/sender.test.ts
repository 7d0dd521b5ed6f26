import { describe, expect, it } from "vitest"
import { senderReader } from "./sender.ts"

const read = senderReader("NAME", "Access=[\\w/]+")

describe("senderReader", () => {
  it("takes the text before the MAC apart", () => {
    expect(read("NAME Access=AK, SignedHeaders=host;region, Signature=")).toEqual({
      accessKey: "AK",
      scope: "",
      signedHeaders: ["host", "region"],
      names: "host;region",
      sorted: true
    })
  })

  it("tells what the key was derived for from the key", () => {
    expect(read("NAME Access=AK/day/region, SignedHeaders=host, Signature=")).toMatchObject({
      accessKey: "AK",
      scope: "day/region"
    })
  })

  it("takes the names of whatever headers a request may have", () => {
    const names = "!#$%&'*+-.^_`|~09az;b"
    expect(read(`NAME Access=AK, SignedHeaders=${names}, Signature=`)).toMatchObject({ names })
  })

  it.each([["b;a"], ["a;a"], ["a;b;ab"], [";a"]])("sees that %s is not sorted", (names) => {
    expect(read(`NAME Access=AK, SignedHeaders=${names}, Signature=`)).toMatchObject({
      sorted: false
    })
  })

  it.each([
    ["something before it", ", NAME Access=AK, SignedHeaders=host, Signature="],
    ["something after it", "NAME Access=AK, SignedHeaders=host, Signature=0"],
    ["no signed header", "NAME Access=AK, SignedHeaders=, Signature="],
    ["another name", "OTHER Access=AK, SignedHeaders=host, Signature="],
    ["another credential", "NAME Access=A K, SignedHeaders=host, Signature="]
  ])("refuses %s", (_, text) => {
    expect(read(text)).toBeUndefined()
  })

  it("gives the same sender the same list, which nobody can change", () => {
    const text = "NAME Access=AK, SignedHeaders=host;region, Signature="
    const names = read(text)?.signedHeaders
    expect(read(text.slice())?.signedHeaders).toBe(names)
    expect(Object.isFrozen(names)).toBe(true)
  })
})
