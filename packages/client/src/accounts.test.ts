import { Effect } from "effect"
import { describe, expect, it } from "vitest"
import { clientOf } from "../test/client.ts"
import { live } from "../test/run.ts"
import { httpServer, json } from "../test/server.ts"
import { makeFindAccount } from "./accounts.ts"

const domain = (id: string) => ({ id, name: `name of ${id}` })

const account = Effect.fnUntraced(function* (...answers: ReadonlyArray<ReadonlyArray<object>>) {
  const { received, url } = yield* httpServer((response, _, count) =>
    json(response, { domains: answers[count - 1] ?? answers.at(-1) ?? [] })
  )
  const find = yield* makeFindAccount(yield* clientOf(url))
  return { find, asked: () => received.map(({ method, target }) => `${method} ${target}`) }
})

describe("the account of the caller", () => {
  it(
    "is looked up once, however many ask, and nothing but read",
    live(function* () {
      const { asked, find } = yield* account([domain("account-1")])
      const found = yield* Effect.all(
        Array.from({ length: 100 }, () => find),
        { concurrency: "unbounded" }
      )
      expect(new Set(found.map(({ id }) => id))).toEqual(new Set(["account-1"]))
      expect(asked()).toEqual(["GET /v3/auth/domains"])
    })
  )

  it(
    "that is none is an error, and the next call looks again",
    live(function* () {
      const { find } = yield* account([], [domain("account-1")])
      const failure = yield* Effect.flip(find)
      expect(failure).toMatchObject({ _tag: "NoAccount", ids: [] })
      expect(failure.message).toMatch(/give the account's id$/u)
      expect(yield* find).toMatchObject({ id: "account-1" })
    })
  )

  it(
    "that is one of several is an error that names them",
    live(function* () {
      const { find } = yield* account([domain("account-1"), domain("account-2")])
      const failure = yield* Effect.flip(find)
      expect(failure).toMatchObject({ _tag: "NoAccount", ids: ["account-1", "account-2"] })
      expect(failure.message).toContain("give the id of one: account-1, account-2")
    })
  )
})
