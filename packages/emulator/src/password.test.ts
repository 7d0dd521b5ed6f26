import { Effect } from "effect"
import { expect, it } from "vitest"
import { hashPassword, isPassword } from "./password.ts"
import { RandomBytes } from "./randomBytes.ts"

const kept = (password: string) => Effect.runPromise(hashPassword(password))
const fits = (password: string, stored: string | undefined) =>
  Effect.runPromise(isPassword(password, stored))

it("knows a password again by what is kept of it, and no other one", async () => {
  const stored = await kept("correct horse")
  expect(await fits("correct horse", stored)).toBe(true)
  expect(await fits("correct Horse", stored)).toBe(false)
})

it("keeps the same password in another way each time", async () => {
  expect(await kept("correct horse")).not.toBe(await kept("correct horse"))
})

it("keeps scrypt's costs, the salt and the key", async () => {
  const salted = Effect.provideService(RandomBytes, (size) => Buffer.alloc(size, "NaCl"))
  expect(await Effect.runPromise(salted(hashPassword("password")))).toMatch(
    /^scrypt\$16384\$8\$1\$TmFDbE5hQ2xOYUNsTmFDbA\$[\w-]{43}$/
  )
})

it("knows no password of a user that is not there", async () => {
  expect(await fits("password", undefined)).toBe(false)
})
