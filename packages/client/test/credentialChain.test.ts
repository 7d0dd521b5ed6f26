import { Effect, Redacted } from "effect"
import { TestClock } from "effect/testing"
import { Agent } from "undici"
import { describe, expect, it } from "vitest"
import { authenticator } from "../src/authenticate.ts"
import { absent, type Found, type Source } from "../src/credentials/Source.ts"
import { type Credentials, credentialChain } from "../src/index.ts"
import { makeRetryBudget } from "../src/retryBudget.ts"
import type { Route } from "../src/route.ts"
import { machineClock } from "../src/serverClock.ts"
import type { FinalRequest } from "../src/transport.ts"
import { makeUnrepeated } from "../src/unrepeated.ts"
import answers from "./answers.json" with { type: "json" }
import { callers, region, secrets } from "./callers.ts"
import { clientOf, healthy, list, remove } from "./client.ts"
import { printed } from "./printed.ts"
import { atBeginning, beginning, live } from "./run.ts"
import { httpServer, json } from "./server.ts"

const minute = 60_000

/** The temporary key that a source gives when it is asked for the `count`th time. */
const temporary = (count: number, ends: number): Found => ({
  credentials: { ...callers.temporary, securityToken: Redacted.make(`security-token-${count}`) },
  ends
})

/** A source of temporary keys of one hour, until `last` were given. */
const hourly = (last = Infinity) => {
  let asked = 0
  const find = Effect.suspend(() => {
    asked += 1
    return asked > last
      ? Effect.fail(absent("is gone"))
      : Effect.succeed(temporary(asked, beginning + 60 * minute * asked))
  })
  const source: Source = { name: "hourly", find }
  return { asked: () => asked, chain: credentialChain([source]) }
}

const securityTokens = (received: ReadonlyArray<{ readonly headers: NodeJS.Dict<unknown> }>) =>
  received.map(({ headers }) => headers["x-security-token"])

describe("a client of a chain", () => {
  it(
    "looks for credentials once, when the first calls need them",
    atBeginning(function* () {
      const { asked, chain } = hourly()
      const { received, url } = yield* healthy
      const client = yield* clientOf(url, { credentials: chain })
      expect(asked()).toBe(0)
      const calls = Array.from({ length: 20 }, () => list(client))
      yield* Effect.all(calls, { concurrency: "unbounded" })
      expect(asked()).toBe(1)
      expect(new Set(securityTokens(received))).toEqual(new Set(["security-token-1"]))
    })
  )

  it(
    "renews a temporary key once, before it ends",
    atBeginning(function* () {
      const { asked, chain } = hourly()
      const { received, url } = yield* healthy
      const client = yield* clientOf(url, { credentials: chain })
      yield* list(client)
      yield* TestClock.adjust(50 * minute - 1)
      yield* list(client)
      yield* TestClock.adjust(1)
      yield* Effect.all([list(client), list(client)], { concurrency: "unbounded" })
      expect(asked()).toBe(2)
      expect(securityTokens(received)).toEqual([
        "security-token-1",
        "security-token-1",
        "security-token-2",
        "security-token-2"
      ])
    })
  )

  it(
    "uses a temporary key to its end where it cannot be renewed, and then says why",
    atBeginning(function* () {
      const { received, url } = yield* healthy
      const client = yield* clientOf(url, { credentials: hourly(1).chain })
      yield* list(client)
      yield* TestClock.adjust(59 * minute)
      yield* list(client)
      yield* TestClock.adjust(minute)
      const failure = yield* Effect.flip(list(client))
      expect(failure).toMatchObject({ _tag: "NoCredentials" })
      expect(failure.message).toContain("  hourly  is gone\n")
      expect(received).toHaveLength(2)
    })
  )

  it(
    "without credentials sends nothing, and looks again for the next call",
    live(function* () {
      const { asked, chain } = hourly(0)
      const { received, url } = yield* healthy
      const client = yield* clientOf(url, { credentials: chain })
      expect(yield* Effect.flip(remove(client))).toMatchObject({ _tag: "NoCredentials" })
      expect(yield* Effect.flip(remove(client))).toMatchObject({ _tag: "NoCredentials" })
      expect(asked()).toBe(2)
      expect(received).toEqual([])
    })
  )

  it(
    "has one token for a password that was found",
    live(function* () {
      const { received, url } = yield* healthy
      const found = { credentials: callers.password }
      const chain = credentialChain([{ name: "password", find: Effect.succeed(found) }])
      const client = yield* clientOf(url, { credentials: chain })
      yield* list(client)
      yield* list(client)
      expect(received.map(({ method }) => method)).toEqual(["POST", "GET", "GET"])
    })
  )

  it(
    "prints no secret, nor do its failures",
    live(function* () {
      const { url } = yield* httpServer((response, { headers }) =>
        json(response, { error_code: "APIGW.0301", error_msg: JSON.stringify(headers) }, 401)
      )
      const credentials = { ...callers.temporary }
      const chain = credentialChain([{ name: "key", find: Effect.succeed({ credentials }) }])
      const client = yield* clientOf(url, { credentials: chain })
      const failure = yield* Effect.flip(list(client))
      for (const value of [chain, client, failure]) expect(printed(value)).not.toContain("canary")
    })
  )
})

const request: FinalRequest = {
  method: "GET",
  origin: "https://example.com",
  target: "/v2/vpceps",
  headers: [["region", region]]
}

const authenticatorOf = Effect.fnUntraced(function* (
  credentials: Credentials | ReturnType<typeof credentialChain>,
  origin = "http://127.0.0.1:1"
) {
  const dispatcher = new Agent()
  yield* Effect.addFinalizer(() => Effect.promise(() => dispatcher.destroy()))
  const route: Route = {
    dispatcher,
    origin,
    region,
    pathPrefix: "",
    deadline: 30_000,
    maxAnswerSize: 1_048_576,
    metrics: false,
    retries: makeRetryBudget(),
    unrepeated: makeUnrepeated()
  }
  return yield* authenticator(credentials, route, machineClock)
})

const headerOf = ({ headers }: FinalRequest, wanted: string) =>
  headers.find(([name]) => name === wanted)?.[1]

describe("after a refusal", () => {
  it(
    "a temporary key is renewed, once for all the requests that bore it",
    atBeginning(function* () {
      const { asked, chain } = hourly()
      const { authenticate, renew } = yield* authenticatorOf(chain)
      const refused = yield* Effect.all([authenticate(request), authenticate(request)])
      const again = yield* Effect.forEach(
        refused,
        (each) => Effect.andThen(renew(each), authenticate(request)),
        { concurrency: "unbounded" }
      )
      expect(again.map((each) => headerOf(each, "x-security-token"))).toEqual([
        "security-token-2",
        "security-token-2"
      ])
      expect(yield* renew(refused[0])).toBe(true)
      yield* authenticate(request)
      expect(asked()).toBe(2)
    })
  )

  it(
    "the token of a password is renewed, once for all the requests that bore it",
    live(function* () {
      let issued = 0
      const { received, url } = yield* httpServer((response) =>
        json(response, answers.token, 201, { "X-Subject-Token": `token-${(issued += 1)}` })
      )
      const { authenticate, renew } = yield* authenticatorOf(callers.password, url)
      const refused = yield* authenticate(request)
      expect(headerOf(refused, "x-auth-token")).toBe("token-1")
      const renewals = Array.from({ length: 10 }, () =>
        Effect.andThen(renew(refused), authenticate(request))
      )
      const again = yield* Effect.all(renewals, { concurrency: "unbounded" })
      expect(new Set(again.map((each) => headerOf(each, "x-auth-token")))).toEqual(
        new Set(["token-2"])
      )
      expect(received).toHaveLength(2)
    })
  )

  for (const [what, credentials] of [
    ["a permanent access key", callers.accessKey],
    ["a token that was given", callers.token]
  ] as const) {
    it(
      `${what} is all there is, given or found`,
      live(function* () {
        const chain = credentialChain([{ name: what, find: Effect.succeed({ credentials }) }])
        for (const given of [credentials, chain]) {
          const { authenticate, renew } = yield* authenticatorOf(given)
          expect(yield* renew(yield* authenticate(request))).toBe(false)
        }
      })
    )
  }

  it("no test here uses a secret that would not be seen", () =>
    expect(printed({ secretKey: secrets.secretKey })).toContain("canary"))
})
