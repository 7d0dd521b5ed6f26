import { Redacted } from "effect"
import { expect, it } from "vitest"
import { effectiveConfig } from "./effectiveConfig.ts"

it("holds no secret of a caller and no password of a database", () => {
  const text = JSON.stringify(
    effectiveConfig({
      data: "postgres://user:canary@db.example/codearts",
      callers: [
        {
          access_key: "A",
          secret_keys: [Redacted.make("canary-canary-canary")],
          api_key_hashes: ["cgk_k:sha256:canary"],
          user: {
            name: "a",
            domain: { id: "d", name: "d" },
            password_hash: "scrypt$canary",
            projects: [{ id: "p", name: "p" }]
          }
        }
      ]
    })
  )
  expect(text).not.toContain("canary")
  expect(text).toContain("db.example/codearts")
  expect(text).toContain(`"access_key":"A"`)
})
