import { verify } from "@codearts/signing"
import { Effect, Exit, Stream, Tracer } from "effect"
import {
  Headers,
  HttpClient,
  type HttpClientError,
  HttpClientRequest,
  type HttpClientResponse
} from "effect/http"
import { inspect } from "node:util"
import { describe, expect, it } from "vitest"
import { callers, region, secrets } from "../test/callers.ts"
import { atBeginning, live } from "../test/run.ts"
import { httpServer, json, socketServer } from "../test/server.ts"
import { httpClient, type HttpClientOptions, layer } from "./httpClient.ts"

const clientWith = (more: Partial<HttpClientOptions> = {}) =>
  httpClient({ credentials: callers.accessKey, region, ...more })

/** A server that tells what it received. */
const echo = httpServer((response, { body, headers, method, target }) => {
  response.setHeader("set-cookie", ["a=1", "b=2"])
  json(response, { body, headers, method, target }, 200, { "x-subject-token": "canary-subject" })
})

const reasonOf = (
  failing: Effect.Effect<HttpClientResponse.HttpClientResponse, HttpClientError.HttpClientError>
) => Effect.map(Effect.flip(failing), ({ reason }) => reason)

describe("an HttpClient", () => {
  it(
    "signs the bytes that it sends, so that a server can verify them",
    live(function* () {
      const { received, url } = yield* echo
      const client = yield* clientWith()
      const response = yield* HttpClientRequest.put(`${url}/v3/things/1?b=2&a=%20x`).pipe(
        HttpClientRequest.setHeader("region", region),
        HttpClientRequest.bodyText('{"name":"ü"}', "application/json; charset=utf-8"),
        client.execute
      )
      expect(response.status).toBe(200)
      expect(response.headers["set-cookie"]).toContain("b=2")
      const [request] = received
      const verdict = verify(
        {
          method: "PUT",
          target: request?.target ?? "",
          headers: Object.entries(request?.headers ?? {}).map(([name, value]) => [
            name,
            String(value)
          ]),
          body: Buffer.from(request?.body ?? "")
        },
        {
          accessKey: "AKEXAMPLE",
          secretKey: secrets.secretKey,
          enabled: true,
          sdk_compat: false
        },
        new Date()
      )
      expect(verdict).toMatchObject({ ok: true, interpretation: "strict", path: "/v3/things/1" })
    })
  )

  it(
    "puts a token on a request in place of one that it had, and sends no body where there is none",
    live(function* () {
      const { received, url } = yield* echo
      const client = yield* clientWith({ credentials: callers.token })
      yield* client.get(`${url}/v3/things`, { headers: { "x-auth-token": "another" } })
      expect(received).toMatchObject([
        { method: "GET", body: "", headers: { "x-auth-token": secrets.token } }
      ])
    })
  )

  it(
    "answers a status without a body, and any refusal, as a response",
    live(function* () {
      const { url } = yield* httpServer((response, { target }) => {
        response.writeHead(target === "/none" ? 204 : 403).end()
      })
      const client = yield* clientWith()
      expect((yield* client.get(`${url}/none`)).status).toBe(204)
      const refused = yield* client.get(`${url}/refused`)
      expect([refused.status, yield* refused.text]).toEqual([403, ""])
    })
  )

  it(
    "follows no redirect, and repeats nothing",
    live(function* () {
      const { received, url } = yield* httpServer((response) => {
        response.writeHead(307, { location: "/elsewhere" }).end()
      })
      const client = yield* clientWith()
      expect((yield* client.get(url)).status).toBe(307)
      expect(received).toHaveLength(1)
    })
  )

  it.each([
    ["a form", HttpClientRequest.bodyFormData(new FormData()), "FormData"],
    ["a stream", HttpClientRequest.bodyStream(Stream.make(new Uint8Array(1))), "Stream"]
  ] as const)("refuses %s, whose bytes nobody knows yet", async (_, withBody, kind) => {
    await live(function* () {
      const { received, url } = yield* echo
      const client = yield* clientWith()
      const request = withBody(HttpClientRequest.post(url))
      expect(yield* reasonOf(client.execute(request))).toMatchObject({
        _tag: "EncodeError",
        description: `a body must be text or bytes to be signed, not ${kind}`
      })
      expect(received).toEqual([])
    })()
  })

  it(
    "refuses a body over 12 MB unsent",
    live(function* () {
      const { received, url } = yield* echo
      const client = yield* clientWith()
      const request = HttpClientRequest.post(url).pipe(
        HttpClientRequest.bodyUint8Array(new Uint8Array(12_000_001))
      )
      expect(yield* reasonOf(client.execute(request))).toMatchObject({
        _tag: "EncodeError",
        description: "a body may have 12,000,000 bytes at most"
      })
      expect(received).toEqual([])
    })
  )

  it.each([
    ["http://example.com/", "must be https"],
    ["https://user:secret@example.com/", "must not hold a user name or password"],
    ["ftp://example.com/", "must be an https URL"]
  ])("refuses %s", async (url, rule) => {
    await live(function* () {
      const client = yield* clientWith()
      const reason = yield* reasonOf(client.get(url))
      expect(reason).toMatchObject({
        _tag: "InvalidUrlError",
        description: expect.stringContaining(rule)
      })
      expect(String(reason.cause)).not.toContain("secret")
    })()
  })

  it(
    "fails with what went wrong on the way",
    live(function* () {
      const { url } = yield* socketServer((socket) => socket.destroy())
      const client = yield* clientWith()
      expect(yield* reasonOf(client.get(url))).toMatchObject({
        _tag: "TransportError",
        cause: { _tag: "NoAnswer" }
      })
    })
  )

  it(
    "fails where nobody answers within the deadline",
    live(function* () {
      const { url } = yield* httpServer(() => {})
      const client = yield* clientWith({ deadline: 50 })
      expect(yield* reasonOf(client.get(url))).toMatchObject({
        _tag: "TransportError",
        description: "no answer within 50 ms"
      })
    })
  )

  it(
    "signs no two deletions alike within a second",
    atBeginning(function* () {
      const { received, url } = yield* echo
      const client = yield* clientWith()
      yield* client.del(url)
      const second = yield* Effect.forkChild(client.del(url))
      yield* Effect.promise(() => new Promise((resolve) => setTimeout(resolve, 20)))
      expect(received).toHaveLength(1)
      expect(second.pollUnsafe()).toBeUndefined()
    })
  )

  it(
    "shows no token, neither in spans nor where headers are printed",
    live(function* () {
      const { url } = yield* echo
      const spans: Array<Tracer.Span> = []
      const tracer = Tracer.make({
        span: (options) => {
          const span = new Tracer.NativeSpan(options)
          spans.push(span)
          return span
        }
      })
      const headers = Headers.fromInput({ "X-Auth-Token": "canary-own", "X-Subject-Token": "x" })
      const shown = yield* Effect.gen(function* () {
        const response = yield* HttpClient.get(`${url}/?X-Auth-Token=canary-query`, { headers })
        return inspect(response.headers) + JSON.stringify(headers)
      }).pipe(
        Effect.withTracer(tracer),
        Effect.provide(layer({ credentials: callers.temporary, region }))
      )
      const told =
        shown +
        inspect(
          spans.map(({ attributes }) => [...attributes]),
          { depth: 9 }
        )
      expect(spans.length).toBeGreaterThan(0)
      expect(told).not.toContain("canary")
    })
  )

  it("is told that its settings are wrong", async () => {
    const exit = await Effect.runPromiseExit(
      Effect.scoped(clientWith({ connection: { address: "nowhere" } }))
    )
    expect(Exit.isFailure(exit)).toBe(true)
  })
})
