import { createHmac } from "node:crypto"
import { expect, it } from "vitest"
import { signature } from "./signature.ts"

it("is the MAC of RFC 4231, test case 2", () => {
  expect(signature("Jefe", "what do ya want for nothing?")).toBe(
    "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
  )
})

it.each([0, 1, 40, 63, 64, 65, 128, 200])(
  "agrees with createHmac for a key of %d bytes",
  (length) => {
    const secretKey = "k".repeat(length)
    expect(signature(secretKey, "text")).toBe(
      createHmac("sha256", secretKey).update("text").digest("hex")
    )
  }
)

it("takes key and text as UTF-8", () => {
  expect(signature("密钥é", "端点")).toBe(
    createHmac("sha256", "密钥é").update("端点").digest("hex")
  )
})
