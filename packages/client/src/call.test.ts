import { Clock, Effect, Fiber, Result } from "effect"
import { TestClock } from "effect/testing"
import type { ServerResponse } from "node:http"
import type { Socket } from "node:net"
import { Agent } from "undici"
import { describe, expect, it } from "vitest"
import answers from "../test/answers.json" with { type: "json" }
import { callers, listInput, region } from "../test/callers.ts"
import { answerAsDocumented, clientOf, healthy, list, remove } from "../test/client.ts"
import { atBeginning, hurried, live, passing } from "../test/run.ts"
import { httpServer, json, type Received, socketServer, whenClosed } from "../test/server.ts"
import { signed } from "./authenticate.ts"
import { call } from "./call.ts"
import type { Proof } from "./Proof.ts"
import { makeRetryBudget } from "./retryBudget.ts"
import type { Route } from "./route.ts"
import { machineClock } from "./serverClock.ts"
import { makeUnrepeated } from "./unrepeated.ts"

const refusal = (error_code: string, error_msg = "No.") => ({ error_code, error_msg })

type Answering = (response: ServerResponse, count: number) => void

/** A server that answers as told, for as long as told, and as documented from then on. */
const failing = (times: number, answer: Answering) =>
  httpServer((response, request, count) =>
    count <= times ? answer(response, count) : answerAsDocumented(response, request)
  )

const busy: Answering = (response) => json(response, "", 503)

const patient = { deadline: 600_000 }

describe("a call is sent again", () => {
  it(
    "twice at most, while the answer is that it was not carried out, and signed anew each time",
    hurried(function* () {
      const { received, url } = yield* failing(2, busy)
      const client = yield* clientOf(url, patient)
      expect(yield* remove(client)).toEqual(answers.delete)
      const proofs = received.map(({ headers }) => headers.authorization)
      expect(new Set(proofs).size).toBe(3)
      expect(new Set(received.map(({ body }) => body)).size).toBe(1)
    })
  )

  it(
    "no third time: the failure is the last answer's",
    hurried(function* () {
      const { received, url } = yield* failing(9, (response, count) =>
        json(response, refusal(`X.${count}`), 503)
      )
      const failure = yield* Effect.flip(list(yield* clientOf(url, patient)))
      expect(failure).toMatchObject({ _tag: "ServiceUnavailable", error_code: "X.3" })
      expect(received).toHaveLength(3)
    })
  )

  it(
    "when it is a read, even where a change might have been made",
    hurried(function* () {
      const { received, url } = yield* failing(2, (response) => response.socket?.resetAndDestroy())
      expect(yield* list(yield* clientOf(url, patient))).toEqual(answers.list)
      expect(received).toHaveLength(3)
    })
  )

  it(
    "not before Retry-After has passed",
    atBeginning(function* () {
      const times: Array<number> = []
      const now = yield* Clock.Clock
      const { url } = yield* httpServer((response, request, count) => {
        times.push(now.currentTimeMillisUnsafe())
        if (count > 1) answerAsDocumented(response, request)
        else json(response, refusal("APIGW.0308"), 429, { "Retry-After": "7" })
      })
      yield* passing(list(yield* clientOf(url, patient)))
      const [first = 0, second = 0] = times
      expect(second - first).toBeGreaterThanOrEqual(7000)
      expect(second - first).toBeLessThan(9000)
    })
  )
})

describe("a call is not sent again", () => {
  it(
    "when Retry-After asks for more than the deadline leaves: it fails at once",
    atBeginning(function* () {
      const { received, url } = yield* failing(1, (response) =>
        json(response, refusal("APIGW.0308"), 429, { "Retry-After": "31" })
      )
      const failure = yield* Effect.flip(list(yield* clientOf(url)))
      expect(failure).toMatchObject({ _tag: "TooManyRequests", error_code: "APIGW.0308" })
      expect(received).toHaveLength(1)
    })
  )

  it(
    "when nobody can tell whether it deleted: that is what it fails with",
    live(function* () {
      const { heads, url } = yield* socketServer((socket) => socket.resetAndDestroy())
      const failure = yield* Effect.flip(remove(yield* clientOf(url)))
      expect(failure).toMatchObject({
        _tag: "OutcomeUnknown",
        cause: { _tag: "NoAnswer", request: `DELETE ${url}/v2/vpceps`, sent: true }
      })
      expect(heads).toHaveLength(1)
    })
  )

  it(
    "when its signature was refused: five of these lock the key",
    live(function* () {
      const { received, url } = yield* failing(1, (response) =>
        json(response, refusal("APIGW.0301"), 401)
      )
      const failure = yield* Effect.flip(list(yield* clientOf(url)))
      expect(failure).toMatchObject({ _tag: "Unauthorized" })
      expect(received).toHaveLength(1)
    })
  )

  it(
    "when it was interrupted in a pause",
    atBeginning(function* () {
      const answered = Promise.withResolvers<void>()
      const { received, url } = yield* failing(1, (response, count) => {
        response.once("close", answered.resolve)
        busy(response, count)
      })
      const calling = yield* Effect.forkChild(list(yield* clientOf(url)))
      yield* Effect.promise(() => answered.promise)
      yield* Fiber.interrupt(calling)
      yield* TestClock.adjust("1 minute")
      expect(received).toHaveLength(1)
    })
  )
})

describe("C4 F15: an outage", () => {
  it(
    "is asked 1.2 times a call at most, by a client that goes on calling",
    hurried(function* () {
      const { received, url } = yield* failing(Infinity, busy)
      const client = yield* clientOf(url, patient)
      const calls = 300
      const failures = yield* Effect.all(
        Array.from({ length: calls }, () => Effect.flip(list(client))),
        { concurrency: 8 }
      )
      expect(new Set(failures.map(({ _tag }) => _tag))).toEqual(new Set(["ServiceUnavailable"]))
      expect(received.length).toBeGreaterThan(calls)
      expect(received.length / calls).toBeLessThanOrEqual(1.2)
    })
  )
})

const expired = refusal("APIGW.0301", "Incorrect IAM authentication information: token expires")

const token = { ...answers.token.token, expires_at: "2999-01-01T00:00:00Z" }

/** A server that refuses the first tokens it gives. */
const identity = (refused: number) => {
  let issued = 0
  const isRefused = (name = "") => Number(name.replace("token-", "")) <= refused
  return httpServer((response, request) => {
    if (request.method === "POST") {
      const headers = { "X-Subject-Token": `token-${(issued += 1)}` }
      return json(response, { token }, 201, headers)
    }
    if (isRefused(String(request.headers["x-auth-token"]))) return json(response, expired, 401)
    return answerAsDocumented(response, request)
  })
}

const methods = (received: ReadonlyArray<Received>) => received.map(({ method }) => method)

describe("C7 F21: a token that is refused", () => {
  const byPassword = (url: string) => clientOf(url, { credentials: callers.password })

  it(
    "is replaced once, and the call sent again with the new one",
    live(function* () {
      const { received, url } = yield* identity(1)
      expect(yield* remove(yield* byPassword(url))).toEqual(answers.delete)
      expect(methods(received)).toEqual(["POST", "DELETE", "POST", "DELETE"])
      expect(received.map(({ headers }) => headers["x-auth-token"])).toEqual([
        undefined,
        "token-1",
        undefined,
        "token-2"
      ])
    })
  )

  it(
    "is not replaced a second time: the refusal is the call's",
    live(function* () {
      const { received, url } = yield* identity(2)
      const failure = yield* Effect.flip(list(yield* byPassword(url)))
      expect(failure).toMatchObject({ _tag: "Unauthorized", error_code: "APIGW.0301" })
      expect(methods(received)).toEqual(["POST", "GET", "POST", "GET"])
    })
  )

  it(
    "is replaced once by ten calls that have it refused together",
    live(function* () {
      const { received, url } = yield* identity(1)
      const client = yield* byPassword(url)
      yield* Effect.all(
        Array.from({ length: 10 }, () => list(client)),
        { concurrency: "unbounded" }
      )
      expect(methods(received).filter((method) => method === "POST")).toHaveLength(2)
    })
  )

  it(
    "cannot be replaced where the caller brought it",
    live(function* () {
      const { received, url } = yield* failing(1, (response) => json(response, expired, 401))
      const client = yield* clientOf(url, { credentials: callers.token })
      expect(yield* Effect.flip(list(client))).toMatchObject({ _tag: "Unauthorized" })
      expect(received).toHaveLength(1)
    })
  )
})

describe("a signature that is refused for its time", () => {
  const late = refusal(
    "APIGW.0301",
    "Incorrect IAM authentication information: signature expired, x"
  )

  const calling = Effect.fnUntraced(function* (refusals: number, learned: boolean) {
    const { received, url } = yield* failing(refusals, (response) => json(response, late, 401))
    const dispatcher = yield* Effect.acquireRelease(
      Effect.sync(() => new Agent()),
      (agent) => Effect.promise(() => agent.destroy())
    )
    const route: Route = {
      dispatcher,
      origin: url,
      region,
      pathPrefix: "",
      deadline: 30_000,
      maxAnswerSize: 1_048_576,
      metrics: false,
      retries: makeRetryBudget(),
      unrepeated: makeUnrepeated()
    }
    const proof: Proof = {
      authenticate: (request) => signed(request, callers.accessKey, machineClock),
      renew: () => Effect.succeed(learned)
    }
    const answer = yield* Effect.result(
      call("listVpcepAccessControlRecords", listInput, route, proof)
    )
    return { sent: received.length, succeeded: Result.isSuccess(answer) }
  })

  for (const [refusals, learned, sent, succeeded] of [
    [1, true, 2, true],
    [2, true, 2, false],
    [1, false, 1, false]
  ] as const) {
    it(
      `${refusals} times is sent ${sent} times where the right time is ${learned ? "" : "not "}learned`,
      live(function* () {
        expect(yield* calling(refusals, learned)).toEqual({ sent, succeeded })
      })
    )
  }
})

describe("two equal deletions", () => {
  it(
    "at once are signed in different seconds: the same signature would be a replay",
    hurried(function* () {
      const { received, url } = yield* healthy
      const client = yield* clientOf(url, patient)
      yield* Effect.all([remove(client), remove(client), remove(client)], {
        concurrency: "unbounded"
      })
      expect(new Set(received.map(({ headers }) => headers["x-sdk-date"])).size).toBe(3)
    })
  )

  it(
    "do not hold up another one, nor a read",
    atBeginning(function* () {
      const { received, url } = yield* healthy
      const client = yield* clientOf(url)
      yield* remove(client)
      yield* client.deleteVpcepAccessControlRecords({ region, vpceps: [{ vpcep_id: "vp-2" }] })
      yield* list(client)
      yield* list(client)
      expect(received).toHaveLength(4)
    })
  )
})

describe("C11 F36: a redirect", () => {
  for (const status of [301, 302, 303, 307, 308]) {
    it(
      `with ${status} is a failure, and the other place sees nothing`,
      live(function* () {
        const elsewhere = yield* healthy
        const { url } = yield* httpServer((response) =>
          json(response, "", status, { Location: `${elsewhere.url}/v2/vpceps` })
        )
        const failure = yield* Effect.flip(list(yield* clientOf(url)))
        expect(failure).toMatchObject({ _tag: "UnexpectedStatus", status })
        expect(elsewhere.received).toEqual([])
      })
    )
  }
})

describe("the deadline", () => {
  it(
    "ends an answer that drips",
    live(function* () {
      const { url } = yield* socketServer((socket) => {
        socket.write("HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n")
        const dripping = setInterval(() => socket.write(" "), 5)
        socket.once("close", () => clearInterval(dripping))
      })
      const failure = yield* Effect.flip(list(yield* clientOf(url, { deadline: 150 })))
      expect(failure).toMatchObject({
        _tag: "NoAnswer",
        request: `GET ${url}/v2/vpceps`,
        reason: "none within 150 ms"
      })
    })
  )

  it(
    "is 30 seconds by default, and then ends the connection too",
    atBeginning(function* () {
      const arrived = Promise.withResolvers<Socket>()
      const { url } = yield* socketServer(arrived.resolve)
      const calling = yield* Effect.forkChild(Effect.flip(remove(yield* clientOf(url))))
      const socket = yield* Effect.promise(() => arrived.promise)
      yield* TestClock.adjust(29_999)
      expect(calling.pollUnsafe()).toBeUndefined()
      yield* TestClock.adjust(1)
      expect(yield* Fiber.join(calling)).toMatchObject({
        _tag: "OutcomeUnknown",
        cause: { _tag: "NoAnswer", reason: "none within 30000 ms", sent: true }
      })
      yield* whenClosed(socket)
    })
  )

  it(
    "ends a wait for a connection: the request had not been sent, and never is",
    atBeginning(function* () {
      const first = Promise.withResolvers<() => void>()
      const { received, url } = yield* httpServer((response, request, count) => {
        const answer = () => answerAsDocumented(response, request)
        if (count === 1) first.resolve(answer)
        else answer()
      })
      const dispatcher = yield* Effect.acquireRelease(
        Effect.sync(() => new Agent({ connections: 1 })),
        (agent) => Effect.promise(() => agent.destroy())
      )
      const patient = yield* clientOf(url, { dispatcher })
      const hasty = yield* clientOf(url, { dispatcher, deadline: 1000 })
      const calling = yield* Effect.forkChild(list(patient))
      const answerFirst = yield* Effect.promise(() => first.promise)
      const waiting = yield* Effect.forkChild(Effect.flip(remove(hasty)), {
        startImmediately: true
      })
      yield* TestClock.adjust(1000)
      expect(yield* Fiber.join(waiting)).toMatchObject({ _tag: "NoAnswer", sent: false })
      answerFirst()
      yield* Fiber.join(calling)
      yield* list(patient)
      expect(received.map(({ method }) => method)).toEqual(["GET", "GET"])
    })
  )
})
