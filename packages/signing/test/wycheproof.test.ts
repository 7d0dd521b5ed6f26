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
