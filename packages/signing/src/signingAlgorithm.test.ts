import { describe, expect, it, vi } from "vitest"
import { payloadHashOf, stringToSignOf } from "./signingAlgorithm.ts"

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
