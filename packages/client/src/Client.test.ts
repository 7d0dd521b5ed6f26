import { Effect, Fiber, Redacted } from "effect"
import type { Socket } from "node:net"
import { Agent } from "undici"
import { describe, expect, it } from "vitest"
import answers from "../test/answers.json" with { type: "json" }
import { callers, region, secrets } from "../test/callers.ts"
import { clientOf, healthy, list, remove } from "../test/client.ts"
import { live } from "../test/run.ts"
import { httpServer, json, socketServer, whenClosed } from "../test/server.ts"
import { CodeArts, type Deletion } from "./Client.ts"

describe("each operation", () => {
  it(
    "is one request, whose answer comes back as the API gives it",
    live(function* () {
      const { received, url } = yield* healthy
      const client = yield* clientOf(url)
      expect(yield* list(client)).toEqual(answers.list)
      expect(yield* remove(client)).toEqual(answers.delete)
      expect(yield* client.listProjects({ name: region })).toEqual(answers.projects)
      expect(received.map(({ method, target }) => `${method} ${target}`)).toEqual([
        "GET /v2/vpceps?enterprise_id=a8dd901e70f2485cb4f1fa2264eb3add",
        "DELETE /v2/vpceps",
        "GET /v3/projects?name=ap-southeast-3"
      ])
      expect(received[1]?.body).toBe('{"vpceps":[{"vpcep_id":"vp-1"}]}')
    })
  )

  it(
    "is sent anew each time its effect runs",
    live(function* () {
      const { received, url } = yield* healthy
      const listing = list(yield* clientOf(url))
      yield* listing
      yield* listing
      expect(received).toHaveLength(2)
    })
  )

  it(
    "carries a token where a token is what the caller has, and no signature",
    live(function* () {
      const { received, url } = yield* healthy
      yield* list(yield* clientOf(url, { credentials: callers.token }))
      expect(received[0]?.headers).toMatchObject({ "x-auth-token": secrets.token, region })
      expect(received[0]?.headers).not.toHaveProperty("authorization")
    })
  )

  it(
    "has no answer where that is larger than the client was told to read",
    live(function* () {
      const { url } = yield* healthy
      const size = JSON.stringify(answers.list).length
      expect(yield* list(yield* clientOf(url, { maxAnswerSize: size }))).toEqual(answers.list)
      const strict = yield* clientOf(url, { maxAnswerSize: size - 1 })
      expect(yield* Effect.flip(list(strict))).toMatchObject({
        _tag: "NoAnswer",
        reason: `the answer is over ${size - 1} bytes`
      })
    })
  )

  it(
    "goes under the path prefix of an older edition",
    live(function* () {
      const { received, url } = yield* healthy
      yield* list(yield* clientOf(url, { pathPrefix: "/devuc-accessmgmt" }))
      expect(received[0]?.target).toMatch(/^\/devuc-accessmgmt\/v2\/vpceps\?/u)
    })
  )

  it(
    "is there as a service too",
    live(function* () {
      const { url } = yield* healthy
      const listing = Effect.flatMap(CodeArts, list)
      const layer = CodeArts.layer({ credentials: callers.accessKey, region, endpoint: url })
      expect(yield* Effect.provide(listing, layer)).toEqual(answers.list)
    })
  )
})

describe("createToken", () => {
  it(
    "proves nothing but the password, and keeps the token from being printed",
    live(function* () {
      const { received, url } = yield* healthy
      const client = yield* clientOf(url, { credentials: callers.accessKey })
      const issued = yield* client.createToken({
        auth: {
          identity: {
            methods: ["password"],
            password: {
              user: {
                name: "user",
                password: Redacted.make(secrets.password),
                domain: { name: "account" }
              }
            }
          },
          scope: { project: { name: region } }
        }
      })
      expect(Redacted.value(issued.subject_token)).toBe(secrets.token)
      expect(issued.token).toEqual(answers.token.token)
      expect(JSON.stringify(issued)).not.toContain(secrets.token)
      expect(received[0]?.headers).not.toHaveProperty("authorization")
      expect(JSON.parse(received[0]?.body ?? "")).toMatchObject({
        auth: {
          identity: { password: { user: { password: secrets.password } } },
          scope: { project: { name: region } }
        }
      })
    })
  )
})

describe("nothing is sent", () => {
  const refused: ReadonlyArray<
    readonly [what: string, vpceps: ReadonlyArray<{ readonly vpcep_id: string }>, rule: RegExp]
  > = [
    ["an empty list to delete", [], /^vpceps: .*1 to 100 entries/u],
    [
      "more than 100 entries to delete",
      Array.from({ length: 101 }, (_, index) => ({ vpcep_id: `vp-${index}` })),
      /^vpceps: .*1 to 100 entries/u
    ],
    ["an entry named twice", [{ vpcep_id: "vp-1" }, { vpcep_id: "vp-1" }], /^vpceps: .*once/u],
    ["an id that no entry can have", [{ vpcep_id: "VP 1" }], /^vpceps\[0\]\.vpcep_id: /u]
  ]

  for (const [what, vpceps, rule] of refused) {
    it(
      `of ${what}`,
      live(function* () {
        const { received, url } = yield* healthy
        const client = yield* clientOf(url)
        const deletion = { region, vpceps } as Deletion // what types would refuse
        const failure = yield* Effect.flip(client.deleteVpcepAccessControlRecords(deletion))
        expect(failure._tag).toBe("InvalidRequest")
        expect(failure.message).toMatch(rule)
        expect(received).toEqual([])
      })
    )
  }

  it(
    "with credentials that cannot be sent",
    live(function* () {
      const { received, url } = yield* healthy
      const token = Redacted.make(`${secrets.token}\n`)
      const client = yield* clientOf(url, { credentials: { _tag: "Token", token } })
      const failure = yield* Effect.flip(list(client))
      expect(failure._tag).toBe("InvalidRequest")
      expect(failure.message).toBe(
        "credentials.token: must be visible ASCII characters, at least one"
      )
      expect(received).toEqual([])
    })
  )

  it(
    "to an endpoint in plain http elsewhere: there is no client",
    live(function* () {
      const failure = yield* Effect.flip(clientOf("http://example.com"))
      expect(failure._tag).toBe("InvalidEndpoint")
    })
  )

  it(
    "under a prefix that is no path: there is no client",
    live(function* () {
      const pathPrefix = "@example.com"
      const failure = yield* Effect.flip(clientOf("https://example.org", { pathPrefix }))
      expect(failure._tag).toBe("InvalidEndpoint")
    })
  )
})

describe("nothing is left open", () => {
  it(
    "after the client's scope: its idle connections are closed",
    live(function* () {
      const sockets: Array<Socket> = []
      const { url } = yield* httpServer((response) => {
        if (response.socket !== null) sockets.push(response.socket)
        json(response, answers.list)
      })
      yield* Effect.scoped(Effect.flatMap(clientOf(url), list))
      yield* Effect.forEach(sockets, whenClosed)
      expect(sockets.map(({ destroyed }) => destroyed)).toEqual([true])
    })
  )

  it(
    "and a call that is under way then fails",
    live(function* () {
      const arrived = Promise.withResolvers<Socket>()
      const { url } = yield* socketServer(arrived.resolve)
      const calling = yield* Effect.scoped(
        Effect.gen(function* () {
          const client = yield* clientOf(url)
          const fiber = yield* Effect.forkDetach(Effect.flip(list(client)))
          yield* Effect.promise(() => arrived.promise)
          return fiber
        })
      )
      expect(yield* Fiber.join(calling)).toMatchObject({ _tag: "NoAnswer", sent: true })
    })
  )

  it(
    "C10: by a thousand calls that are interrupted",
    live(function* () {
      const sockets: Array<Socket> = []
      const all = Promise.withResolvers<void>()
      const { url } = yield* socketServer((socket) => {
        if (sockets.push(socket) === 1000) all.resolve()
      })
      const client = yield* clientOf(url)
      const calling = yield* Effect.forkChild(
        Effect.all(
          Array.from({ length: 1000 }, () => list(client)),
          { concurrency: "unbounded" }
        )
      )
      yield* Effect.promise(() => all.promise)
      yield* Fiber.interrupt(calling)
      yield* Effect.forEach(sockets, whenClosed)
      expect(sockets.every(({ destroyed }) => destroyed)).toBe(true)
    }),
    30_000
  )

  it(
    "but a dispatcher that was given is the giver's to close",
    live(function* () {
      const { url } = yield* healthy
      const dispatcher = new Agent()
      yield* Effect.addFinalizer(() => Effect.promise(() => dispatcher.destroy()))
      yield* Effect.scoped(Effect.flatMap(clientOf(url, { dispatcher }), list))
      expect(yield* Effect.flatMap(clientOf(url, { dispatcher }), list)).toEqual(answers.list)
    })
  )
})
