import { Effect, Fiber } from "effect"
import { TestClock } from "effect/testing"
import type { ServerResponse } from "node:http"
import { Agent } from "undici"
import { describe, expect, it } from "vitest"
import answers from "../test/answers.json" with { type: "json" }
import { callers, enterprise_id, listInput, region, secrets } from "../test/callers.ts"
import { answerAsDocumented, clientOf, list, remove } from "../test/client.ts"
import { atBeginning, beginning, live, passing } from "../test/run.ts"
import { httpServer, json, type Received, whenClosed } from "../test/server.ts"
import { make, type Options } from "./Client.ts"

type Answering = (response: ServerResponse, count: number) => void

const isTokenRequest = ({ method }: Received) => method === "POST"

/** A server whose identity service answers as a test wants, and whose list is always there. */
const identity = Effect.fnUntraced(function* (answer: Answering) {
  let count = 0
  const { received, url } = yield* httpServer((response, request) => {
    if (isTokenRequest(request)) answer(response, (count += 1))
    else answerAsDocumented(response, request)
  })
  return {
    url,
    asked: () => received.filter(isTokenRequest),
    /** The tokens that other requests carried. */
    carried: () =>
      received
        .filter((request) => !isTokenRequest(request))
        .map(({ headers }) => headers["x-auth-token"])
  }
})

const tokenUntil = (expires_at: string) => ({ token: { ...answers.token.token, expires_at } })

const issue =
  (expires_at = answers.token.token.expires_at): Answering =>
  (response, count) =>
    json(response, tokenUntil(expires_at), 201, { "X-Subject-Token": `token-${count}` })

const byPassword = (url: string, more: Partial<Options> = {}) =>
  clientOf(url, { credentials: callers.password, ...more })

const refusal = { error: { code: 401, message: "The username or password is wrong." } }

const refuse: Answering = (response) => json(response, refusal, 401, { "X-Request-Id": "id-1" })

const projectsOf = (requests: ReadonlyArray<Received>) =>
  requests.map(({ body }) => JSON.parse(body).auth.scope.project.name as unknown)

describe("the token of a password", () => {
  it(
    "is asked for once, for the region's project, however many calls wait for it",
    live(function* () {
      const { asked, carried, url } = yield* identity(issue("2999-01-01T00:00:00.000000Z"))
      const client = yield* byPassword(url)
      yield* Effect.all(
        Array.from({ length: 10 }, () => list(client)),
        {
          concurrency: "unbounded"
        }
      )
      expect(carried()).toEqual(Array.from({ length: 10 }, () => "token-1"))
      expect(asked()).toHaveLength(1)
      expect(asked()[0]?.target).toBe("/v3/auth/tokens?nocatalog=true")
      expect(JSON.parse(asked()[0]?.body ?? "")).toEqual({
        auth: {
          identity: {
            methods: ["password"],
            password: {
              user: { name: "user", password: secrets.password, domain: { name: "account" } }
            }
          },
          scope: { project: { name: region } }
        }
      })
    })
  )

  it(
    "is kept until 10 minutes before its end",
    atBeginning(function* () {
      const { carried, url } = yield* identity(issue())
      const client = yield* byPassword(url)
      const end = Date.parse(answers.token.token.expires_at) - beginning
      const margin = 10 * 60 * 1000
      yield* list(client)
      yield* TestClock.adjust(end - margin - 1)
      yield* list(client)
      yield* TestClock.adjust(1)
      yield* list(client)
      expect(carried()).toEqual(["token-1", "token-1", "token-2"])
    })
  )

  it(
    "is kept for four fifths of a short life",
    atBeginning(function* () {
      const { carried, url } = yield* identity(issue("2026-05-25T08:10:00Z"))
      const client = yield* byPassword(url)
      yield* list(client)
      yield* TestClock.adjust("8 minutes")
      yield* TestClock.adjust(-1)
      yield* list(client)
      yield* TestClock.adjust(1)
      yield* list(client)
      expect(carried()).toEqual(["token-1", "token-1", "token-2"])
    })
  )

  it(
    "is kept on a machine whose clock is two days ahead",
    atBeginning(function* () {
      yield* TestClock.adjust("2 days")
      const { carried, url } = yield* identity(issue())
      const client = yield* byPassword(url)
      yield* list(client)
      yield* list(client)
      expect(carried()).toEqual(["token-1", "token-1"])
    })
  )

  it(
    "is used once when its end cannot be read",
    atBeginning(function* () {
      const { carried, url } = yield* identity(issue("soon"))
      const client = yield* byPassword(url)
      yield* list(client)
      yield* list(client)
      expect(carried()).toEqual(["token-1", "token-2"])
    })
  )

  it(
    "that had ended when it was issued is an error, and is asked for once",
    atBeginning(function* () {
      const { asked, carried, url } = yield* identity(issue("2020-01-01T00:00:00Z"))
      const failure = yield* Effect.flip(list(yield* byPassword(url)))
      expect(failure).toMatchObject({ _tag: "NoToken" })
      expect(failure.message).toContain("had ended already, at 2020-01-01T00:00:00Z")
      expect(asked()).toHaveLength(1)
      expect(carried()).toEqual([])
    })
  )

  it(
    "that is global is refused with the reason, for the API would refuse it without one",
    live(function* () {
      const { project: _, ...global } = answers.token.token
      const { asked, carried, url } = yield* identity((response) =>
        json(response, { token: global }, 201, { "X-Subject-Token": "token-1" })
      )
      const failure = yield* Effect.flip(list(yield* byPassword(url)))
      expect(failure).toMatchObject({ _tag: "NoToken" })
      expect(failure.message).toContain("the token is global")
      expect(asked()).toHaveLength(1)
      expect(carried()).toEqual([])
    })
  )

  it(
    "serves until its end while the identity service fails, which is asked again every 30 seconds",
    atBeginning(function* () {
      const { asked, carried, url } = yield* identity((response, count) =>
        count === 1 ? issue("2026-05-25T09:00:00Z")(response, count) : json(response, "", 503)
      )
      const client = yield* byPassword(url)
      yield* list(client)
      yield* TestClock.adjust("51 minutes")
      yield* passing(list(client))
      const before = asked().length
      yield* passing(list(client))
      expect(asked()).toHaveLength(before)
      yield* TestClock.adjust("30 seconds")
      yield* passing(list(client))
      expect(asked().length).toBeGreaterThan(before)
      expect(carried()).toEqual(["token-1", "token-1", "token-1", "token-1"])
      yield* TestClock.adjust("10 minutes")
      expect(yield* passing(Effect.flip(list(client)))).toMatchObject({
        _tag: "ServiceUnavailable"
      })
    })
  )

  it(
    "is another one in another region",
    live(function* () {
      const { asked, carried, url } = yield* identity(issue("2999-01-01T00:00:00Z"))
      const client = yield* byPassword(url)
      const elsewhere = { ...listInput, region: "la-north-2" }
      yield* list(client)
      yield* client.listVpcepAccessControlRecords(elsewhere)
      yield* client.listProjects({})
      expect(projectsOf(asked())).toEqual([region, "la-north-2"])
      expect(carried()).toEqual(["token-1", "token-2", "token-1"])
    })
  )

  it(
    "is asked of the identity host of the region it is for",
    live(function* () {
      const { url } = yield* identity(issue())
      const hosts: Array<string> = []
      const agent = new Agent()
      yield* Effect.addFinalizer(() => Effect.promise(() => agent.destroy()))
      const dispatcher = agent.compose((dispatch) => (options, handler) => {
        hosts.push(`${options.method} ${String(options.origin)}`)
        return dispatch({ ...options, origin: url }, handler)
      })
      const client = yield* make({ credentials: callers.password, region, dispatcher })
      yield* client.listVpcepAccessControlRecords({ ...listInput, region: "la-north-2" })
      expect(hosts).toEqual([
        "POST https://iam.la-north-2.myhuaweicloud.com",
        "GET https://codearts-devuc.la-north-2.myhuaweicloud.com"
      ])
    })
  )

  it(
    "is for the project that was named, if one was",
    live(function* () {
      const { asked, url } = yield* identity(issue())
      const credentials = { ...callers.password, projectName: "ap-southeast-3_build" }
      yield* list(yield* byPassword(url, { credentials }))
      expect(projectsOf(asked())).toEqual(["ap-southeast-3_build"])
    })
  )
})

describe("a password that is refused", () => {
  it(
    "fails every call that waits, after one request and without a second",
    live(function* () {
      const { asked, carried, url } = yield* identity(refuse)
      const client = yield* byPassword(url)
      const failures = yield* Effect.all(
        Array.from({ length: 5 }, () => Effect.flip(list(client))),
        { concurrency: "unbounded" }
      )
      for (const failure of failures) {
        expect(failure).toMatchObject({
          _tag: "Unauthorized",
          error_code: "401",
          error_msg: "The username or password is wrong.",
          request_id: "id-1"
        })
      }
      expect(asked()).toHaveLength(1)
      expect(carried()).toEqual([])
    })
  )

  it(
    "is remembered as refused, and never sent again",
    atBeginning(function* () {
      const { asked, url } = yield* identity(refuse)
      const client = yield* byPassword(url)
      const first = yield* Effect.flip(list(client))
      yield* TestClock.adjust("365 days")
      expect(yield* Effect.flip(list(client))).toBe(first)
      expect(asked()).toHaveLength(1)
    })
  )

  it(
    "is not sent again even where the token of it still holds",
    atBeginning(function* () {
      const { asked, url } = yield* identity((response, count) =>
        count === 1 ? issue()(response, count) : refuse(response, count)
      )
      const client = yield* byPassword(url)
      yield* list(client)
      yield* TestClock.adjust("1435 minutes")
      for (let call = 0; call < 3; call += 1) {
        expect(yield* Effect.flip(list(client))).toMatchObject({ _tag: "Unauthorized" })
      }
      expect(asked()).toHaveLength(2)
    })
  )

  it(
    "because its user is locked is sent again once the lock is over, after 15 minutes",
    atBeginning(function* () {
      const locked = { error_code: "UC.00011035", error_msg: "The account is locked." }
      const { carried, url } = yield* identity((response, count) =>
        count === 1 ? json(response, locked, 429) : issue()(response, count)
      )
      const client = yield* byPassword(url)
      expect(yield* Effect.flip(list(client))).toMatchObject({ _tag: "TooManyRequests" })
      yield* TestClock.adjust("14 minutes")
      expect(yield* Effect.flip(list(client))).toMatchObject({ _tag: "TooManyRequests" })
      yield* TestClock.adjust("1 minute")
      yield* list(client)
      expect(carried()).toEqual(["token-2"])
    })
  )

  it(
    "by an identity service in trouble is sent again",
    atBeginning(function* () {
      const { carried, url } = yield* identity((response, count) =>
        count === 1 ? json(response, "", 500) : issue()(response, count)
      )
      const client = yield* byPassword(url)
      yield* passing(list(client))
      expect(carried()).toEqual(["token-2"])
    })
  )

  it(
    "by the contract is never sent",
    live(function* () {
      const { asked, url } = yield* identity(issue())
      const credentials = { ...callers.password, userName: "" }
      const failure = yield* Effect.flip(list(yield* byPassword(url, { credentials })))
      expect(failure._tag).toBe("InvalidRequest")
      expect(failure.message).toContain("auth.identity.password.user.name")
      expect(asked()).toEqual([])
    })
  )
})

describe("an identity service", () => {
  for (const headers of [{}, { "X-Subject-Token": "" }]) {
    it(
      `that answers with ${JSON.stringify(headers)} gave no token`,
      live(function* () {
        const { carried, url } = yield* identity((response) =>
          json(response, answers.token, 201, { "X-Request-Id": "id-1", ...headers })
        )
        const failure = yield* Effect.flip(list(yield* byPassword(url)))
        expect(failure).toMatchObject({ _tag: "NoToken", request_id: "id-1" })
        expect(carried()).toEqual([])
      })
    )
  }

  it(
    "that does not answer keeps a deletion from being sent",
    live(function* () {
      const { carried, url } = yield* identity((response) => response.socket?.resetAndDestroy())
      const failure = yield* Effect.flip(remove(yield* byPassword(url)))
      expect(failure).toMatchObject({
        _tag: "NoAnswer",
        request: `POST ${url}/v3/auth/tokens`,
        sent: false
      })
      expect(carried()).toEqual([])
    })
  )

  it(
    "that lets the deadline of a deletion pass keeps it from being sent",
    atBeginning(function* () {
      const arrived = Promise.withResolvers<ServerResponse>()
      const { carried, url } = yield* identity(arrived.resolve)
      const calling = yield* Effect.forkChild(Effect.flip(remove(yield* byPassword(url))))
      yield* Effect.promise(() => arrived.promise)
      yield* TestClock.adjust("30 seconds")
      const failure = yield* Fiber.join(calling)
      expect(failure).toMatchObject({ _tag: "NoAnswer", sent: false })
      expect(carried()).toEqual([])
    })
  )
})

describe("a call that waits for a token", () => {
  it(
    "is not disturbed when another one is interrupted, even the one that asked first",
    live(function* () {
      const request = Promise.withResolvers<ServerResponse>()
      const { asked, carried, url } = yield* identity(request.resolve)
      const client = yield* byPassword(url)
      const first = yield* Effect.forkChild(list(client))
      const response = yield* Effect.promise(() => request.promise)
      const second = yield* Effect.forkChild(
        client.listVpcepAccessControlRecords({ region, enterprise_id, limit: 1 }),
        { startImmediately: true }
      )
      yield* Fiber.interrupt(first)
      issue()(response, 1)
      expect(yield* Fiber.join(second)).toEqual(answers.list)
      expect(asked()).toHaveLength(1)
      expect(carried()).toEqual(["token-1"])
    })
  )

  it(
    "ends the token's request when it is interrupted as the last one",
    live(function* () {
      const request = Promise.withResolvers<ServerResponse>()
      const { url } = yield* identity(request.resolve)
      const calling = yield* Effect.forkChild(list(yield* byPassword(url)))
      const response = yield* Effect.promise(() => request.promise)
      yield* Fiber.interrupt(calling)
      yield* whenClosed(response)
      expect(response.writableFinished).toBe(false)
    })
  )
})
