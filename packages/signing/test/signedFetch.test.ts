import { createHash } from "node:crypto"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import {
  type ReceivedRequest,
  sdkHmacSm3,
  signedFetch as signedFetchOnNode,
  v11HmacSha256,
  verify
} from "../src/index.ts"
import { signedFetch as signedFetchOnTheWeb } from "../src/web/index.ts"
import { key, now } from "./arrive.ts"
import { serve, type Server } from "./server.ts"

const json = { "content-type": "application/json" }
const text = '{"vpceps":["é"]}'
const bytes = new TextEncoder().encode(text)

const sha256 = (data: string): string => createHash("sha256").update(data).digest("hex")

const streamOf = (...chunks: ReadonlyArray<string>): ReadableStream =>
  ReadableStream.from(chunks).pipeThrough(new TextEncoderStream())

describe.each([
  ["the Node entry", signedFetchOnNode],
  ["the web entry", signedFetchOnTheWeb]
])("signedFetch of %s", (_, signedFetch) => {
  const send = signedFetch(key, { now: () => now })
  let server: Server

  beforeAll(async () => {
    server = await serve((response, { target }) => {
      if (target === "/moved") response.writeHead(302, { location: "/elsewhere" })
      response.end("answered")
    })
  })

  afterAll(() => server[Symbol.asyncDispose]())

  const lastArrived = (): ReceivedRequest => {
    const request = server.arrived.at(-1)
    if (request === undefined) throw new Error("nothing arrived")
    return request
  }

  /** What a strict verifier says of what arrived last. */
  const verdict = () => verify(lastArrived(), key, now)

  it("hands back the answer of the server", async () => {
    const response = await send(`${server.origin}/v2/vpceps`)
    expect(await response.text()).toBe("answered")
    expect(verdict()).toMatchObject({ ok: true, interpretation: "strict" })
  })

  it.each([
    ["a string", text],
    ["bytes", bytes],
    ["a view of a larger buffer", new Uint8Array([0, ...bytes, 0]).subarray(1, -1)],
    ["a Blob", new Blob([text])]
  ])("signs the bytes it sends for %s", async (__, body) => {
    await send(`${server.origin}/v2/vpceps`, { method: "DELETE", headers: json, body })
    expect(Buffer.from(lastArrived().body).toString()).toBe(text)
    expect(verdict()).toMatchObject({
      ok: true,
      interpretation: "strict",
      signedHeaders: ["content-type", "host", "x-sdk-date"]
    })
  })

  it.each([
    ["a query to encode", "/v2/vpceps?b=é 1&a"],
    ["an encoded slash", "/v2/a%2Fb"],
    ["dot segments", "/v2/./x/../vpceps"],
    ["a fragment", "/v2/vpceps#top"],
    ["no path", ""]
  ])("signs the URL as fetch sends it, with %s", async (__, target) => {
    await send(`${server.origin}${target}`)
    expect(verdict()).toMatchObject({ ok: true, interpretation: "strict" })
  })

  it("signs the content type that fetch gives a body", async () => {
    await send(server.origin, { method: "POST", body: new URLSearchParams({ a: "1" }) })
    expect(verdict()).toMatchObject({ ok: true, interpretation: "strict" })
  })

  it("takes a Request, and leaves it as it was but read", async () => {
    const request = new Request(server.origin, { method: "PUT", headers: json, body: text })
    await send(request)
    expect(verdict()).toMatchObject({ ok: true, interpretation: "strict" })
    expect(request.headers.has("authorization")).toBe(false)
  })

  it("signs the bytes as they were when it was called", async () => {
    const body = Uint8Array.from(bytes)
    const sent = send(server.origin, { method: "POST", headers: json, body })
    body.fill(0)
    await sent
    expect(Buffer.from(lastArrived().body).toString()).toBe(text)
    expect(verdict()).toMatchObject({ ok: true })
  })

  it("signs the headers that are named, and the security token", async () => {
    const credentials = { ...key, securityToken: "token" }
    const signing = signedFetch(credentials, { now: () => now, signedHeaders: ["X-Mine"] })
    await signing(server.origin, { headers: { "x-mine": " 1 ", region: "r", accept: "a/b" } })
    expect(verify(lastArrived(), credentials, now)).toMatchObject({
      ok: true,
      signedHeaders: ["host", "region", "x-mine", "x-sdk-date", "x-security-token"]
    })
  })

  it("replaces an old signature and its date", async () => {
    const headers = { authorization: "old", "x-sdk-date": "20000101T000000Z" }
    await send(server.origin, { headers })
    expect(verdict()).toMatchObject({ ok: true, date: now })
  })

  it("sends a stream whose hash is given", async () => {
    const headers = { ...json, "x-sdk-content-sha256": sha256(text) }
    const body = streamOf(text.slice(0, 5), text.slice(5))
    await send(server.origin, { method: "POST", headers, body })
    expect(Buffer.from(lastArrived().body).toString()).toBe(text)
    expect(verdict()).toMatchObject({ ok: true, interpretation: "strict" })
  })

  it.each([
    ["no hash", {}],
    ["UNSIGNED-PAYLOAD", { "x-sdk-content-sha256": "UNSIGNED-PAYLOAD" }]
  ])("refuses a stream with %s", async (__, headers) => {
    const before = server.arrived.length
    const refused = send(server.origin, { method: "POST", headers, body: streamOf(text) })
    await expect(refused).rejects.toThrow("give its SHA-256 in x-sdk-content-sha256")
    expect(server.arrived).toHaveLength(before)
  })

  it("sends 12,000,000 bytes, and refuses one more before sending any", async () => {
    const send12MB = (length: number) =>
      send(server.origin, { method: "POST", headers: json, body: new Uint8Array(length) })
    await send12MB(12_000_000)
    expect(lastArrived().body).toHaveLength(12_000_000)
    const before = server.arrived.length
    await expect(send12MB(12_000_001)).rejects.toThrow(/12000000 bytes.*token/)
    expect(server.arrived).toHaveLength(before)
  }, 30_000)

  it.each([
    ["of other bytes", sha256("other")],
    ["that leaves the body unsigned", "UNSIGNED-PAYLOAD"]
  ])("refuses a hash beside the bytes %s", async (__, hash) => {
    const headers = { "x-sdk-content-sha256": hash }
    const refused = send(server.origin, { method: "POST", headers, body: text })
    await expect(refused).rejects.toThrow("x-sdk-content-sha256 is not the SHA-256 of the body")
  })

  it("sends the hash that was given beside the bytes", async () => {
    const headers = { "x-sdk-content-sha256": sha256(text), ...json }
    await send(server.origin, { method: "POST", headers, body: text })
    expect(verdict()).toMatchObject({ ok: true, interpretation: "strict" })
  })

  it("breaks off a stream that turns out to be larger", async () => {
    const before = server.arrived.length
    const headers = { ...json, "x-sdk-content-sha256": sha256("") }
    const body = streamOf(...Array.from({ length: 13 }, () => "x".repeat(1_000_000)))
    await expect(send(server.origin, { method: "POST", headers, body })).rejects.toThrow(Error)
    expect(server.arrived).toHaveLength(before)
  })

  it.each(["follow", "manual"] as const)(
    "with redirect: %s answers the 3xx itself",
    async (redirect) => {
      const response = await send(`${server.origin}/moved`, { redirect })
      expect(response.status).toBe(302)
      expect(lastArrived().target).toBe("/moved")
    }
  )

  it("with redirect: error rejects one", async () => {
    await expect(send(`${server.origin}/moved`, { redirect: "error" })).rejects.toThrow(TypeError)
    expect(lastArrived().target).toBe("/moved")
  })

  it("refuses a header to sign whose bytes it does not know", async () => {
    await expect(send(server.origin, { headers: { region: "é" } })).rejects.toThrow("not ASCII")
  })

  it("stops when it is told to", async () => {
    const stopped = send(server.origin, { signal: AbortSignal.abort() })
    await expect(stopped).rejects.toMatchObject({ name: "AbortError" })
  })

  it("signs for the moment by the clock of the machine, unless another is given", async () => {
    await signedFetch(key)(server.origin)
    expect(verify(lastArrived(), key, new Date())).toMatchObject({ ok: true })
  })
})

describe.each([v11HmacSha256({ region: "ap-southeast-3", service: "codearts" }), sdkHmacSm3])(
  "signedFetch of the Node entry by $name",
  (algorithm) => {
    const send = signedFetchOnNode(key, { now: () => now, algorithm })
    const header = algorithm.payloadHashHeader
    const title = algorithm.hashTitle
    let server: Server

    beforeAll(async () => {
      server = await serve((response) => response.end("answered"))
    })

    afterAll(() => server[Symbol.asyncDispose]())

    const post = (body: string | ReadableStream, headers: Readonly<Record<string, string>> = {}) =>
      send(server.origin, { method: "POST", headers: { ...json, ...headers }, body })

    const verdict = () => {
      const last = server.arrived.at(-1)
      return last && verify(last, key, now, algorithm)
    }

    it("is verified by the same algorithm alone", async () => {
      await post(text)
      expect(verdict()).toMatchObject({ ok: true, interpretation: "strict" })
      const last = server.arrived.at(-1)
      expect(last && verify(last, key, now)).toMatchObject({ rule: "algorithm-not-accepted" })
    })

    it("sends a stream whose hash is in the header of the algorithm, and no other", async () => {
      await post(streamOf(text), { [header]: algorithm.hash(text) })
      expect(verdict()).toMatchObject({ ok: true, interpretation: "strict" })
      await expect(post(streamOf(text))).rejects.toThrow(`give its ${title} in ${header}`)
    })

    it("compares a hash given beside the bytes with theirs", async () => {
      await post(text, { [header]: algorithm.hash(text) })
      expect(verdict()).toMatchObject({ ok: true, interpretation: "strict" })
      await expect(post(text, { [header]: algorithm.hash("other") })).rejects.toThrow(
        `${header} is not the ${title} of the body`
      )
    })
  }
)

it("a stream to sign with SM3 is not sent with its SHA-256", async () => {
  const headers = { "x-sdk-content-sha256": sha256(text) }
  const send = signedFetchOnNode(key, { algorithm: sdkHmacSm3 })
  const sent = send("http://localhost:1", { method: "POST", headers, body: streamOf(text) })
  await expect(sent).rejects.toThrow("give its SM3 in x-sdk-content-sm3")
})
