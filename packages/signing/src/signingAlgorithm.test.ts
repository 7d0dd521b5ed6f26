import { describe, expect, it, vi } from "vitest"
import { authorizationGrammar, payloadHashOf, stringToSignOf } from "./signingAlgorithm.ts"

const hash = (data: string | Uint8Array): string => `hash of ${Buffer.from(data).toString()}`

describe("stringToSignOf", () => {
  it("has three lines where no key is derived", () => {
    expect(stringToSignOf({ name: "NAME", hash }, "now", "", "request")).toBe(
      "NAME\nnow\nhash of request"
    )
  })

  it("names in a line of its own what a key is derived for", () => {
    expect(stringToSignOf({ name: "NAME", hash }, "now", "day/r/s", "request")).toBe(
      "NAME\nnow\nday/r/s\nhash of request"
    )
  })
})

describe("payloadHashOf", () => {
  it.each([[undefined], [""], [new Uint8Array()]])("hashes no body, %j, no second time", (body) => {
    const hashed = vi.fn<typeof hash>(hash)
    expect(payloadHashOf({ emptyHash: "hash of nothing", hash: hashed }, body)).toBe(
      "hash of nothing"
    )
    expect(hashed).not.toHaveBeenCalled()
  })

  it.each([["a"], [Buffer.from("a")]])("hashes the body %j", (body) => {
    expect(payloadHashOf({ emptyHash: "hash of nothing", hash }, body)).toBe("hash of a")
  })
})

describe("authorizationGrammar", () => {
  const grammar = authorizationGrammar("NAME", "Access=\\w+")
  const mac = "0123456789abcdef".repeat(4)

  it("takes the names of whatever headers a request may have", () => {
    const names = "!#$%&'*+-.^_`|~09az;b"
    expect(grammar.test(`NAME Access=AK, SignedHeaders=${names}, Signature=${mac}`)).toBe(true)
  })

  it.each([
    ["something before it", `, NAME Access=AK, SignedHeaders=host, Signature=${mac}`],
    ["something after it", `NAME Access=AK, SignedHeaders=host, Signature=${mac},`],
    ["no signed header", `NAME Access=AK, SignedHeaders=, Signature=${mac}`],
    [
      "a signature that is too short",
      `NAME Access=AK, SignedHeaders=host, Signature=${mac.slice(1)}`
    ]
  ])("refuses %s", (_, value) => {
    expect(grammar.test(value)).toBe(false)
  })
})
