import { readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { sameMac } from "../src/constantTime.ts"
import { hmac } from "../src/hmac.ts"
import { readAuthorization } from "../src/index.ts"

interface MacTest {
  readonly tcId: number
  readonly comment: string
  readonly key: string
  readonly msg: string
  readonly tag: string
  readonly result: "valid" | "invalid"
}

const file = new URL("./vectors/wycheproof-hmac-sha256.json", import.meta.url)
const { tests }: { tests: ReadonlyArray<MacTest> } = JSON.parse(readFileSync(file, "utf8"))

/** What verify does with a secret key, a string to sign and a claimed signature. */
const accepted = ({ key, msg, tag }: MacTest): boolean =>
  sameMac(hmac("sha256", Buffer.from(key, "hex"))(Buffer.from(msg, "hex")), tag)

const whole = tests.filter(({ tag }) => tag.length === 64)
const truncated = tests.filter(({ tag }) => tag.length === 32)

describe("the MAC check of verify judges a whole tag as marked", () => {
  it("in 87 cases of 174", () => {
    expect([tests.length, whole.length]).toEqual([174, 87])
  })

  it.each(whole)("$tcId, $comment: $result", (test) => {
    expect(accepted(test)).toBe(test.result === "valid")
  })
})

describe("a truncated tag is refused, the right ones too", () => {
  it("in 87 cases, 33 of them right as far as they go", () => {
    expect(truncated).toHaveLength(87)
    expect(truncated.filter(({ result }) => result === "valid")).toHaveLength(33)
  })

  it.each(truncated)("$tcId, $comment", (test) => {
    const value = `SDK-HMAC-SHA256 Access=AK, SignedHeaders=host, Signature=${test.tag}`
    expect(accepted(test)).toBe(false)
    expect(readAuthorization([["authorization", value]])).toMatchObject({
      rule: "authorization-malformed"
    })
  })
})

/** The text of these bytes, where they are one in UTF-8. */
const textOf = (hex: string): string | undefined => {
  const text = Buffer.from(hex, "hex").toString()
  return Buffer.from(text).toString("hex") === hex ? text : undefined
}

/** How many bits of `a` are other ones in `b`. */
const differingBits = (a: string, b: string): number => {
  const other = Buffer.from(b, "hex")
  const differences = Buffer.from(a, "hex").map((byte, at) => byte ^ (other[at] ?? 0))
  return differences.reduce((sum, byte) => sum + byte.toString(2).replaceAll("0", "").length, 0)
}

describe("a text under an ASCII key has its MAC computed by hand", () => {
  const byHand = tests.flatMap((test) => {
    const key = textOf(test.key)
    const message = textOf(test.msg)
    const short = key !== undefined && /^[\0-\x7f]{1,64}$/.test(key)
    return short && message !== undefined ? [{ ...test, mac: hmac("sha256", key)(message) }] : []
  })
  const flipped = byHand.flatMap((test) => {
    const count = /^Flipped bit (\d+)/.test(test.comment) ? 1 : 2
    return test.comment.startsWith("Flipped bit") ? [{ ...test, count }] : []
  })

  it("in 108 cases, 54 of them with a whole tag, and all with a false one", () => {
    expect(byHand).toHaveLength(108)
    expect(byHand.filter(({ tag }) => tag.length === 64)).toHaveLength(54)
    expect(byHand.filter(({ result }) => result === "valid")).toEqual([])
  })

  it.each(byHand)("$tcId, $comment: refused", ({ mac, tag }) => {
    expect(sameMac(mac, tag)).toBe(false)
  })

  it("which is the true one in the 88 cases that say how far the false one is from it", () => {
    expect(flipped).toHaveLength(88)
    for (const { count, mac, tag } of flipped) expect(differingBits(tag, mac)).toBe(count)
  })
})
