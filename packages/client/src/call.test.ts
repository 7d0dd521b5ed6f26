import { Effect, Fiber } from "effect"
import { TestClock } from "effect/testing"
import type { Socket } from "node:net"
import { Agent } from "undici"
import { describe, expect, it } from "vitest"
import { answerAsDocumented, clientOf, healthy, list, remove } from "../test/client.ts"
import { atBeginning, live } from "../test/run.ts"
import { httpServer, json, socketServer, whenClosed } from "../test/server.ts"

describe("nothing is retried", () => {
  for (const status of [401, 408, 409, 429, 500, 502, 503, 504]) {
    it(
      `after a ${status}`,
      live(function* () {
        const { received, url } = yield* httpServer((response) =>
          json(response, "", status, { "Retry-After": "0" })
        )
        const client = yield* clientOf(url)
        expect(yield* Effect.flip(list(client))).toMatchObject({ status })
        expect(yield* Effect.flip(remove(client))).toMatchObject({ status })
        expect(received).toHaveLength(2)
      })
    )
  }

  it(
    "after a deletion got no answer, which may have been carried out",
    live(function* () {
      const { heads, url } = yield* socketServer((socket) => socket.resetAndDestroy())
      const failure = yield* Effect.flip(remove(yield* clientOf(url)))
      expect(failure).toMatchObject({
        _tag: "NoAnswer",
        request: `DELETE ${url}/v2/vpceps`,
        sent: true
      })
      expect(heads).toHaveLength(1)
    })
  )
})

describe("a redirect", () => {
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
        _tag: "NoAnswer",
        reason: "none within 30000 ms",
        sent: true
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
