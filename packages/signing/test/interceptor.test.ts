import { createHash } from "node:crypto"
import { Readable } from "node:stream"
import { Agent, Client, type Dispatcher, interceptors, request, RetryAgent } from "undici"
import { afterAll, beforeEach, describe, expect, it } from "vitest"
import {
  type ReceivedRequest,
  sdkHmacSm3,
  signingInterceptor,
  v11HmacSha256,
  verify
} from "../src/index.ts"
import { key, now } from "./arrive.ts"
import { serve } from "./server.ts"

const failing = new Set<string>()

const server = await serve((response, { target }) => {
  if (failing.delete(target)) response.statusCode = 503
  response.end("answered")
})

const agent = new Agent()

afterAll(async () => {
  await agent.close()
  await server[Symbol.asyncDispose]()
})

let seconds = 0

beforeEach(() => {
  seconds = 0
})

/** One second later each time it is asked. */
const clock = (): Date => {
  seconds += 1
  return new Date(now.getTime() + seconds * 1000)
}

const signing = signingInterceptor(key, { now: clock })
const signingAgent = agent.compose(signing)

const lastArrived = (): ReceivedRequest => {
  const last = server.arrived.at(-1)
  if (last === undefined) throw new Error("nothing arrived")
  return last
}

const verdict = () => verify(lastArrived(), key, now)

type Options = Omit<Dispatcher.RequestOptions, "origin" | "path" | "method">

const send = (path: string, options: Options = {}, method: Dispatcher.HttpMethod = "GET") =>
  signingAgent.request({ origin: server.origin, path, method, ...options })

const quick = { minTimeout: 1, maxTimeout: 1, retryAfter: false }

describe.each([
  ["RetryAgent", new RetryAgent(signingAgent, quick)],
  ["interceptors.retry", agent.compose(signing, interceptors.retry(quick))]
])("a retry by undici's %s", (name, dispatcher) => {
  it("is signed anew, with the date of the retry", async () => {
    const path = `/v2/vpceps?by=${name}`
    failing.add(path)
    const { statusCode } = await request(`${server.origin}${path}`, {
      dispatcher,
      method: "DELETE",
      headers: { "Content-Type": "application/json" },
      body: '{"vpceps":["é"]}'
    })
    expect(statusCode).toBe(200)
    const attempts = server.arrived.filter(({ target }) => target === path)
    const verdicts = attempts.map((attempt) => verify(attempt, key, now))
    expect(verdicts).toMatchObject([
      { ok: true, interpretation: "strict", date: new Date(now.getTime() + 1000) },
      { ok: true, interpretation: "strict", date: new Date(now.getTime() + 2000) }
    ])
  })
})

describe("headers are signed as undici sends them", () => {
  const spellings: ReadonlyArray<readonly [string, Options]> = [
    ["a record", { headers: { Region: "r", "X-Project-Id": "p", absent: undefined } }],
    ["names and values in turn", { headers: ["Region", "r", "X-Project-Id", "p"] }],
    [
      "pairs",
      {
        headers: new Map([
          ["Region", "r"],
          ["X-Project-Id", "p"]
        ])
      }
    ],
    ["a Headers object", { headers: new Headers({ Region: "r", "X-Project-Id": "p" }) }]
  ]

  it.each(spellings)("given as %s", async (_, options) => {
    await send("/", options)
    expect(verdict()).toMatchObject({
      ok: true,
      interpretation: "strict",
      signedHeaders: ["host", "region", "x-project-id", "x-sdk-date"]
    })
  })

  it("with several values, where they are not signed", async () => {
    await send("/", { headers: { "X-List": ["a", "b"] } })
    const sent = lastArrived().headers.filter(([name]) => name === "X-List")
    expect(sent.map(([, value]) => value)).toEqual(["a", "b"])
  })

  it("with a Host of the caller's", async () => {
    await send("/", { headers: { Host: "codearts.example" } })
    expect(verdict()).toMatchObject({ ok: true, interpretation: "strict" })
    expect(lastArrived().headers).toContainEqual(["host", "codearts.example"])
  })

  it("in place of an old signature and its date", async () => {
    await send("/", { headers: { Authorization: "old", "X-Sdk-Date": "20000101T000000Z" } })
    expect(verdict()).toMatchObject({ ok: true })
  })
})

describe("bodies", () => {
  const text = '{"vpceps":["é"]}'
  const json = { "content-type": "application/json" }
  const hash = createHash("sha256").update(text).digest("hex")

  it.each([
    ["a string", text],
    ["bytes", new TextEncoder().encode(text)],
    ["a Buffer", Buffer.from(text)]
  ])("are signed as they are sent: %s", async (_, body) => {
    await send("/", { headers: json, body }, "DELETE")
    expect(Buffer.from(lastArrived().body).toString()).toBe(text)
    expect(verdict()).toMatchObject({ ok: true, interpretation: "strict" })
  })

  it("that are streams need their hash", async () => {
    const headers = { ...json, "X-Sdk-Content-Sha256": hash }
    await send("/", { headers, body: Readable.from([text]) }, "POST")
    expect(verdict()).toMatchObject({ ok: true, interpretation: "strict" })
    const without = send("/", { headers: json, body: Readable.from([text]) }, "POST")
    await expect(without).rejects.toThrow("give its SHA-256 in x-sdk-content-sha256")
  })

  it("are not sent with the hash of others, nor unsigned", async () => {
    for (const other of [hash, "UNSIGNED-PAYLOAD"]) {
      const sent = send("/", { headers: { "x-sdk-content-sha256": other }, body: "other" }, "POST")
      await expect(sent).rejects.toThrow("x-sdk-content-sha256 is not the SHA-256 of the body")
    }
    const headers = { ...json, "x-sdk-content-sha256": hash }
    await send("/", { headers, body: text }, "POST")
    expect(verdict()).toMatchObject({ ok: true, interpretation: "strict" })
  })

  it("over 12,000,000 bytes are refused before any is sent", async () => {
    const before = server.arrived.length
    const large = send("/", { headers: json, body: "é".repeat(6_000_001) }, "POST")
    await expect(large).rejects.toThrow(/12000000 bytes.*token/)
    expect(server.arrived).toHaveLength(before)
  })
})

it.each([
  [{ query: { b: "é 1", a: ["1", "2"] } }, "/x?b=%C3%A9%201&a=1&a=2"],
  [{ query: {} }, "/x"]
])("a query given apart is signed: %j", async (options, target) => {
  await send("/x", options)
  expect(lastArrived().target).toBe(target)
  expect(verdict()).toMatchObject({ ok: true, interpretation: "strict" })
})

it.each(["/a#b", "/é", "//a b"])(
  "a path that is not sent as it is written is refused: %s",
  async (path) => {
    await expect(send(path)).rejects.toThrow("path must begin with /")
  }
)

it("a header to sign whose bytes it does not know is refused", async () => {
  await expect(send("/", { headers: { region: "é" } })).rejects.toThrow("not ASCII")
})

it("a composed Client tells its origin", async () => {
  const client = new Client(server.origin).compose(signing)
  await client.request({ path: "/", method: "GET" })
  expect(verdict()).toMatchObject({ ok: true })
  await client.close()
})

it("a request without an origin is refused", () => {
  const dispatch = signing(() => true)
  expect(() => dispatch({ path: "/", method: "GET" }, {})).toThrow("origin is missing")
})

describe.each([v11HmacSha256({ region: "ap-southeast-3", service: "codearts" }), sdkHmacSm3])(
  "by $name",
  (algorithm) => {
    const dispatcher = agent.compose(signingInterceptor(key, { now: clock, algorithm }))
    const header = algorithm.payloadHashHeader
    const title = algorithm.hashTitle
    const text = '{"vpceps":["é"]}'

    const post = (body: string | Readable, headers: Readonly<Record<string, string>> = {}) => {
      const all = { "content-type": "application/json", ...headers }
      return request(server.origin, { dispatcher, method: "POST", headers: all, body })
    }

    it("a request is verified by the same algorithm alone", async () => {
      await post(text)
      expect(verify(lastArrived(), key, now, algorithm)).toMatchObject({
        ok: true,
        interpretation: "strict"
      })
      expect(verdict()).toMatchObject({ rule: "algorithm-not-accepted" })
    })

    it("a stream needs its hash in the header of the algorithm", async () => {
      await post(Readable.from([text]), { [header]: algorithm.hash(text) })
      expect(verify(lastArrived(), key, now, algorithm)).toMatchObject({ ok: true })
      await expect(post(Readable.from([text]))).rejects.toThrow(`give its ${title} in ${header}`)
    })

    it("a hash given beside the bytes is compared with theirs", async () => {
      await post(text, { [header]: algorithm.hash(text) })
      expect(verify(lastArrived(), key, now, algorithm)).toMatchObject({ ok: true })
      await expect(post(text, { [header]: algorithm.hash("other") })).rejects.toThrow(
        `${header} is not the ${title} of the body`
      )
    })
  }
)
