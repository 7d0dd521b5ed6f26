import { errors, exportJWK, generateKeyPair, type JSONWebKeySet } from "jose"
import { beforeEach, expect, it } from "vitest"
import { jwkTimes, KeysUnavailable, publishedKeys } from "./jwkSet.ts"

const keyNamed = async (kid: string) => ({
  ...(await exportJWK((await generateKeyPair("ES256")).publicKey)),
  kid,
  alg: "ES256"
})

const [one, two] = await Promise.all(["one", "two"].map(keyNamed))

let now = 0
let asked = 0
let published: JSONWebKeySet | undefined
let complaints = 0

beforeEach(() => {
  now = 1_000_000
  asked = 0
  complaints = 0
  published = { keys: one === undefined ? [] : [one] }
})

const open = () =>
  publishedKeys({
    now: () => now,
    failed: () => (complaints += 1),
    fetch: async () => {
      asked += 1
      if (published === undefined) throw new Error("it does not answer")
      return published
    }
  })

const named = (kid: string) => ({ alg: "ES256", kid })

it("asks once for whoever comes while it waits, and not again for known keys", async () => {
  const find = open()
  await Promise.all(Array.from({ length: 50 }, () => find(named("one"))))
  await find(named("one"))
  expect(asked).toBe(1)
})

it("asks once a cooldown for keys that are not there, however many are named", async () => {
  const find = open()
  await find(named("one"))
  const unknown = (kid: string) =>
    expect(find(named(kid))).rejects.toThrow(errors.JWKSNoMatchingKey)
  for (let at = 0; at < 20; at += 1) await unknown(`no-${at}`)
  expect(asked).toBe(1)
  now += jwkTimes.cooldown
  await Promise.all(Array.from({ length: 20 }, (_, at) => unknown(`none-${at}`)))
  expect(asked).toBe(2)
})

it("finds a new key at once when a token first names it, after a cooldown", async () => {
  const find = open()
  await find(named("one"))
  if (two !== undefined) published = { keys: [two] }
  now += jwkTimes.cooldown
  await find(named("two"))
  await expect(find(named("one"))).rejects.toThrow(errors.JWKSNoMatchingKey)
})

it("goes on for a day with the keys it had where the issuer does not answer, and no longer", async () => {
  const find = open()
  await find(named("one"))
  published = undefined
  now += jwkTimes.good
  await find(named("one"))
  now += 1 + jwkTimes.cooldown
  await expect(find(named("one"))).rejects.toThrow(KeysUnavailable)
  expect([asked, complaints]).toEqual([3, 2])
})

it("comes back by itself when the issuer does", async () => {
  published = undefined
  const find = open()
  await expect(find(named("one"))).rejects.toThrow(KeysUnavailable)
  await expect(find(named("one"))).rejects.toThrow(KeysUnavailable)
  expect(asked).toBe(1)
  published = { keys: one === undefined ? [] : [one] }
  now += jwkTimes.cooldown
  await find(named("one"))
})
