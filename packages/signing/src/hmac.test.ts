import { createHmac } from "node:crypto"
import { beforeEach, describe, expect, it, vi } from "vitest"
import { hmac } from "./hmac.ts"

vi.mock(import("node:crypto"), { spy: true })

beforeEach(() => {
  vi.mocked(createHmac).mockClear()
})

const expected = (key: string | Uint8Array, message: string | Uint8Array): string =>
  createHmac("sha256", key).update(message).digest("hex")

const bytes = (text: string): Uint8Array => Buffer.from(text)

describe("hmac", () => {
  it.each([
    ["", ""],
    ["key", "text"],
    ["key", "端点é"],
    ["\0\x7f", "\0"],
    ["k".repeat(63), "text"],
    ["k".repeat(64), "t".repeat(200)]
  ])("computes by hand, under the ASCII key %j, the MAC of %j", (key, message) => {
    const mac = hmac("sha256", key)(message)
    expect(createHmac).not.toHaveBeenCalled()
    expect(mac).toBe(expected(key, message))
  })

  it.each([
    ["a key of more than a block", "k".repeat(65), "text"],
    ["a key beyond ASCII", "k\x80", "text"],
    ["a key of bytes", bytes("key"), "text"],
    ["a message of bytes", "key", bytes("text")]
  ])("leaves to createHmac %s", (_, key, message) => {
    const mac = hmac("sha256", key)(message)
    expect(createHmac).toHaveBeenCalledOnce()
    expect(mac).toBe(expected(key, message))
  })

  it("keeps nothing of one key or message for the next", () => {
    const long = hmac("sha256", "k".repeat(64))
    const short = hmac("sha256", "s")
    for (const message of ["a", "b", "a"]) {
      expect(long(message)).toBe(expected("k".repeat(64), message))
      expect(short(message)).toBe(expected("s", message))
    }
  })
})
