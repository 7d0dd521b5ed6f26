import { Effect, Fiber } from "effect"
import { once } from "node:events"
import type { Socket } from "node:net"
import { Agent } from "undici"
import { describe, expect, it } from "vitest"
import answers from "../test/answers.json" with { type: "json" }
import { clientOf, healthy, list, remove } from "../test/client.ts"
import { live } from "../test/run.ts"
import { httpServer, json, socketServer } from "../test/server.ts"

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
    "ends an answer that drips, and the connection with it",
    live(function* () {
      const socket = Promise.withResolvers<Socket>()
      const { url } = yield* socketServer((opened) => {
        socket.resolve(opened)
        opened.write("HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n")
        const dripping = setInterval(() => opened.write(" "), 5)
        opened.once("close", () => clearInterval(dripping))
      })
      const failure = yield* Effect.flip(list(yield* clientOf(url, { deadline: 60 })))
      expect(failure).toMatchObject({
        _tag: "NoAnswer",
        request: `GET ${url}/v2/vpceps`,
        reason: "none within 60 ms",
        sent: true
      })
      const opened = yield* Effect.promise(() => socket.promise)
      if (!opened.closed) yield* Effect.promise(() => once(opened, "close"))
    })
  )

  it(
    "ends a wait for headers that never come",
    live(function* () {
      const { url } = yield* socketServer(() => {})
      const failure = yield* Effect.flip(remove(yield* clientOf(url, { deadline: 60 })))
      expect(failure).toMatchObject({ _tag: "NoAnswer", reason: "none within 60 ms", sent: true })
    })
  )

  it(
    "ends a wait for a connection: the request had not been sent, and never is",
    live(function* () {
      const first = Promise.withResolvers<() => void>()
      const { received, url } = yield* httpServer((response, { method }, count) => {
        const answer = () => json(response, method === "GET" ? answers.list : answers.delete)
        if (count === 1) first.resolve(answer)
        else answer()
      })
      const dispatcher = yield* Effect.acquireRelease(
        Effect.sync(() => new Agent({ connections: 1 })),
        (agent) => Effect.promise(() => agent.destroy())
      )
      const patient = yield* clientOf(url, { dispatcher })
      const hasty = yield* clientOf(url, { dispatcher, deadline: 30 })
      const calling = yield* Effect.forkChild(list(patient))
      const answerFirst = yield* Effect.promise(() => first.promise)
      expect(yield* Effect.flip(remove(hasty))).toMatchObject({ _tag: "NoAnswer", sent: false })
      answerFirst()
      yield* Fiber.join(calling)
      yield* list(patient)
      expect(received.map(({ method }) => method)).toEqual(["GET", "GET"])
    })
  )
})
