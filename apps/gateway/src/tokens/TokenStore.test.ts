import { Effect } from "effect"
import { expect, it } from "vitest"
import { most, tokensInMemory } from "./TokenStore.ts"

const issued = (hash: string, user: string) => ({
  hash,
  user,
  password: "p",
  expires_at: "2026-05-25T08:00:00Z"
})

it("keeps the latest tokens of a user, and never another's for them", () => {
  const store = tokensInMemory()
  const put = (hash: string, user: string) => Effect.runSync(store.put(issued(hash, user)))
  const has = (hash: string) => Effect.runSync(store.get(hash)) !== undefined
  put("other", "bob")
  for (let at = 0; at <= most.ofUser; at += 1) put(`t${at}`, "ann")
  expect([has("other"), has("t0"), has("t1"), has(`t${most.ofUser}`)]).toEqual([
    true,
    false,
    true,
    true
  ])
})

it("is full at some number, whoever asks", () => {
  const store = tokensInMemory()
  for (let at = 0; at < most.inAll + 10; at += 1)
    Effect.runSync(store.put(issued(`t${at}`, `user ${at}`)))
  const left = Array.from({ length: most.inAll + 10 }, (_, at) =>
    Effect.runSync(store.get(`t${at}`))
  ).filter((each) => each !== undefined)
  expect(left).toHaveLength(most.inAll)
})
