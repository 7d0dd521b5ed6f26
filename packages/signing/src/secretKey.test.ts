import { describe, expect, it } from "vitest"
import { checkSecretKey } from "./secretKey.ts"
import { signature } from "./signature.ts"

describe("checkSecretKey", () => {
  it.each(["s", "s".repeat(64), "密钥"])("accepts %j", (secretKey) => {
    expect(checkSecretKey(secretKey)).toBeUndefined()
  })

  it("refuses an empty key", () => {
    expect(checkSecretKey("")).toBe("a secret key must not be empty")
  })

  it("refuses more than 64 bytes, and counts bytes, not characters", () => {
    expect(checkSecretKey("密".repeat(22))).toBe(
      "a secret key has at most 64 bytes, this one has 66"
    )
  })

  it("refuses NUL, because the key without it signs the same", () => {
    expect(signature("secret\0", "text")).toBe(signature("secret", "text"))
    expect(checkSecretKey("secret\0")).toBe("a secret key must not contain NUL")
  })
})
