import { Effect, Fiber } from "effect"
import type { Socket } from "node:net"
import { Agent } from "undici"
import { describe, expect, it } from "vitest"
import faults from "../test/faults.json" with { type: "json" }
import { live } from "../test/run.ts"
import { httpServer, json, socketServer, whenClosed } from "../test/server.ts"
import { type FinalRequest, send } from "./transport.ts"

const agentWith = (options: Agent.Options = {}) =>
  Effect.acquireRelease(
    Effect.sync(() => new Agent(options)),
    (agent) => Effect.promise(() => agent.destroy())
  )

const requestTo = (url: string, more: Partial<FinalRequest> = {}): FinalRequest => ({
  method: "GET",
  origin: new URL(url).origin,
  target: url.slice(new URL(url).origin.length) || "/",
  headers: [],
  ...more
})

const get = Effect.fnUntraced(function* (url: string) {
  return yield* send(yield* agentWith(), requestTo(url), { sent: false })
})

const failureOf = (url: string) => Effect.flip(get(url))

const mebibyte = Buffer.alloc(1_048_576, " ")

const act = (writes: string, then: string) => (socket: Socket) => {
  const last = () => (then === "reset" ? socket.resetAndDestroy() : socket.end())
  if (writes === "") last()
  else socket.write(writes, last)
}

describe("an answer", () => {
  it(
    "comes whole, with its status and its headers by lower-case name",
    live(function* () {
      const { url } = yield* httpServer((response) =>
        json(response, { total: 1 }, 404, { "X-Request-Id": "id-1" })
      )
      const answer = yield* get(url)
      expect(answer.status).toBe(404)
      expect(answer.header("x-request-id")).toBe("id-1")
      expect(answer.header("x-subject-token")).toBeUndefined()
      expect(answer.body.toString()).toBe('{"total":1}')
    })
  )

  it(
    "is to the very bytes that were signed: target, headers, body",
    live(function* () {
      const { received, url } = yield* httpServer((response) => json(response, {}))
      yield* send(
        yield* agentWith(),
        requestTo(`${url}/v2/vpceps?a=%20b&c`, {
          method: "DELETE",
          headers: [
            ["region", "ap-southeast-3"],
            ["content-type", "application/json; charset=utf-8"]
          ],
          body: '{"description":"仓库"}'
        }),
        { sent: false }
      )
      expect(received).toMatchObject([
        {
          method: "DELETE",
          target: "/v2/vpceps?a=%20b&c",
          headers: {
            region: "ap-southeast-3",
            "content-type": "application/json; charset=utf-8",
            "content-length": "24"
          },
          body: '{"description":"仓库"}'
        }
      ])
    })
  )

  it(
    "is the final one, after interim ones",
    live(function* () {
      const interim = "HTTP/1.1 103 Early Hints\r\nx-request-id: interim\r\n\r\n"
      const final = "HTTP/1.1 200 OK\r\nx-request-id: final\r\ncontent-length: 2\r\n\r\n{}"
      const { url } = yield* socketServer(act(`${interim.repeat(3)}${final}`, "end"))
      const answer = yield* get(url)
      expect([answer.status, answer.header("x-request-id")]).toEqual([200, "final"])
    })
  )

  it(
    "has the first of two headers of one name",
    live(function* () {
      const { url } = yield* socketServer(
        act(
          "HTTP/1.1 200 OK\r\nx-request-id: a\r\nX-Request-Id: b\r\ncontent-length: 0\r\n\r\n",
          "end"
        )
      )
      expect((yield* get(url)).header("x-request-id")).toBe("a")
    })
  )

  it(
    "F35: is the first of two that answer one request",
    live(function* () {
      const ok = (body: string) => `HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\n${body}`
      const { heads, url } = yield* socketServer((socket) => socket.write(`${ok("1")}${ok("2")}`))
      const agent = yield* agentWith()
      const bodies = yield* Effect.replicateEffect(
        send(agent, requestTo(url), { sent: false }),
        2
      ).pipe(Effect.map((answers) => answers.map(({ body }) => body.toString())))
      expect(bodies).toEqual(["1", "1"])
      expect(heads).toHaveLength(2)
    })
  )

  it(
    "of 32 MiB is read, and one byte more is not",
    live(function* () {
      const { url } = yield* httpServer((response, { target }) => {
        for (let count = 0; count < 32; count += 1) response.write(mebibyte)
        response.end(target === "/more" ? " " : "")
      })
      expect((yield* get(url)).body).toHaveLength(32 * 1_048_576)
      const failure = yield* failureOf(`${url}/more`)
      expect(failure).toMatchObject({ reason: "the answer is over 32 MiB", sent: true })
    })
  )
})

describe("there is no answer", () => {
  for (const { reason, then, what, writes } of faults) {
    it(
      `when the server ${what}; the request had been sent`,
      live(function* () {
        const { heads, url } = yield* socketServer(act(writes, then))
        const failure = yield* failureOf(`${url}/v2/vpceps?enterprise_id=x`)
        expect(failure).toMatchObject({
          _tag: "NoAnswer",
          request: `GET ${url}/v2/vpceps`,
          sent: true
        })
        expect(failure.reason).toContain(reason)
        expect(heads).toHaveLength(1)
      })
    )
  }

  it(
    "when nobody listens; the request had not been sent",
    live(function* () {
      const { url } = yield* Effect.scoped(httpServer(() => {}))
      const failure = yield* failureOf(url)
      expect(failure).toMatchObject({ _tag: "NoAnswer", request: `GET ${url}/`, sent: false })
      expect(failure.reason).toContain("ECONNREFUSED")
    })
  )

  it(
    "when the pool is closed already; the request had not been sent",
    live(function* () {
      const agent = yield* Effect.scoped(agentWith())
      const failure = yield* Effect.flip(
        send(agent, requestTo("http://127.0.0.1:1"), { sent: false })
      )
      expect(failure).toMatchObject({ _tag: "NoAnswer", sent: false })
    })
  )
})

describe("interruption", () => {
  it(
    "ends the exchange: the server sees the connection close",
    live(function* () {
      const arrived = Promise.withResolvers<Socket>()
      const { url } = yield* socketServer(arrived.resolve)
      const calling = yield* Effect.forkChild(get(url))
      const socket = yield* Effect.promise(() => arrived.promise)
      yield* Fiber.interrupt(calling)
      yield* whenClosed(socket)
      expect(socket.destroyed).toBe(true)
    })
  )

  it(
    "of a request that waits for a connection keeps it from being sent",
    live(function* () {
      const first = Promise.withResolvers<() => void>()
      const { received, url } = yield* httpServer((response, { target }) => {
        const answer = () => json(response, {})
        if (target === "/first") first.resolve(answer)
        else answer()
      })
      const agent = yield* agentWith({ connections: 1 })
      const sending = (target: string) => send(agent, requestTo(`${url}${target}`), { sent: false })
      const calling = yield* Effect.forkChild(sending("/first"))
      const answerFirst = yield* Effect.promise(() => first.promise)
      const waiting = yield* Effect.forkChild(sending("/interrupted"), { startImmediately: true })
      yield* Fiber.interrupt(waiting)
      answerFirst()
      yield* Fiber.join(calling)
      yield* sending("/last")
      expect(received.map(({ target }) => target)).toEqual(["/first", "/last"])
    })
  )
})
