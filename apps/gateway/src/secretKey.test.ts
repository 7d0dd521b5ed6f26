import { sampleSeed } from "@codearts/emulator"
import { expect, it } from "vitest"
import { secretKeyProblem } from "./secretKey.ts"

it("takes 16 to 64 bytes", () => {
  expect(secretKeyProblem("x".repeat(16))).toBeUndefined()
  expect(secretKeyProblem("x".repeat(64))).toBeUndefined()
  expect(secretKeyProblem("é".repeat(8))).toBeUndefined()
})

it("says what is wrong with another, and never repeats it", () => {
  const [sample] = sampleSeed.tenants.flatMap(({ users }) =>
    users.flatMap(({ access_keys }) => access_keys)
  )
  const secrets = ["", "hush", "hush".repeat(17), `hush\0${"hush".repeat(4)}`, sample?.secret_key]
  const problems = secrets.map((secret = "") => secretKeyProblem(secret))
  expect(problems).toEqual([
    "a secret key must not be empty",
    "a secret key has at least 16 bytes, this one has 4",
    "a secret key has at most 64 bytes, this one has 68",
    "a secret key must not contain NUL",
    "this is the sample's, which everyone knows"
  ])
})
