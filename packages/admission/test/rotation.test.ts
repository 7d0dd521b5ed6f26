import type { Credentials } from "@codearts/signing"
import { Effect } from "effect"
import { TestClock } from "effect/testing"
import { afterAll, expect, it, vi } from "vitest"
import type { OwnedAccessKey } from "../src/index.ts"
import { now, received, signedBy } from "./received.ts"

/** How often a signature was verified, each time the same work: packages/signing/test/equal-work.test.ts. */
const work = vi.hoisted((): Array<string> => [])

vi.mock(import("@codearts/signing"), async (importOriginal) => {
  const signing = await importOriginal()
  return {
    ...signing,
    verify: (...all) => {
      const verified = signing.verify(...all)
      work.push(verified.ok ? "right" : verified.rule)
      return verified
    }
  }
})

// Files of this project share their modules, which others must not find changed, nor this one loaded before.
vi.resetModules()
const { authenticate } = await import("../src/index.ts")
afterAll(() => {
  vi.doUnmock("@codearts/signing")
  vi.resetModules()
})

const keyOf = (secretKey: string, enabled = true) => ({
  accessKey: "ADMIN",
  secretKey,
  enabled,
  sdk_compat: false
})

const list = received({ target: "/v2/vpceps", headers: [["region", "ap-southeast-3"]] })

const signedWith = (secretKey: string) => {
  const credentials: Credentials = { accessKey: "ADMIN", secretKey }
  return signedBy(credentials, list)
}

const attempt = async (owned: OwnedAccessKey<string> | undefined, secretKey: string) => {
  const request = signedWith(secretKey)
  const callers = {
    accessKey: () => Effect.succeed(owned),
    token: () => Effect.succeed(undefined),
    rotates: true
  }
  work.length = 0
  const exit = await Effect.andThen(
    TestClock.setTime(now.getTime()),
    Effect.exit(authenticate(request, callers))
  ).pipe(Effect.provide(TestClock.layer()), Effect.runPromise)
  return { ok: exit._tag === "Success", work: [...work] }
}

const owned = (key: string, previous?: string, enabled = true): OwnedAccessKey<string> => ({
  caller: "admin",
  key: keyOf(key, enabled),
  ...(previous !== undefined && { previous: keyOf(previous, enabled) })
})

it("accepts the new secret and the one before", async () => {
  expect((await attempt(owned("new-secret", "old-secret"), "new-secret")).ok).toBe(true)
  expect((await attempt(owned("new-secret", "old-secret"), "old-secret")).ok).toBe(true)
})

it("does the same work for whatever is wrong while a secret rotates, of this key or of another", async () => {
  const wrong = {
    "both secrets": await attempt(owned("new-secret", "old-secret"), "bad-secret"),
    "the only secret": await attempt(owned("new-secret"), "bad-secret"),
    "an unknown key": await attempt(undefined, "bad-secret"),
    "a disabled key": await attempt(owned("new-secret", "old-secret", false), "new-secret"),
    "a disabled key, by its old secret": await attempt(
      owned("new-secret", "old-secret", false),
      "old-secret"
    )
  }
  const [first, ...others] = Object.values(wrong)
  expect(first).toEqual({ ok: false, work: ["signature-mismatch", "signature-mismatch"] })
  for (const other of others) expect(other).toEqual(first)
})
