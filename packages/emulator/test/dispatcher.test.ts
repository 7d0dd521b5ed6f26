import { sign } from "@codearts/signing"
import { Clock, Effect } from "effect"
import { Readable } from "node:stream"
import { type Dispatcher, request } from "undici"
import { expect, it } from "vitest"
import { dispatcher } from "../src/index.ts"
import { inWorld, keys, region, type World } from "./world.ts"

const origin = "https://codearts-devuc.ap-southeast-3.myhuaweicloud.com"
const listUrl = `${origin}/v2/vpceps?enterprise_id=tenant-a`

type Options = NonNullable<Parameters<typeof request>[1]>

const signed = Effect.fnUntraced(function* (method: string, url: string, body = "") {
  const headers: ReadonlyArray<readonly [string, string]> = [
    ["region", region],
    ...(body === "" ? [] : [["content-type", "application/json"] as const])
  ]
  const now = new Date(yield* Clock.currentTimeMillis)
  return [...headers, ...sign({ method, url, headers, body }, keys.admin, now).headers]
})

const call = (door: Dispatcher, url: string, options: Options = {}) =>
  Effect.promise(async () => {
    const answer = await request(url, { ...options, dispatcher: door })
    return { ...answer, text: await answer.body.text() }
  })

const throughTheDoor = (
  test: (door: Dispatcher, world: World) => Effect.fn.Return<unknown, unknown>
) => inWorld((world) => test(dispatcher(world.emulator), world))

it(
  "answers undici's request as a server would",
  throughTheDoor(function* (door) {
    const headers = Object.fromEntries(yield* signed("GET", listUrl))
    const answer = yield* call(door, listUrl, { headers })
    expect([answer.statusCode, answer.statusText]).toEqual([200, "OK"])
    expect(JSON.parse(answer.text).total).toBe(5)
    expect(answer.headers).toMatchObject({
      "content-type": "application/json",
      "content-length": String(Buffer.byteLength(answer.text)),
      "x-request-id": expect.stringMatching(/^[0-9a-f]{32}$/)
    })
  })
)

it(
  "takes headers as an iterable of pairs and as a flat array, and adds the host it is called by",
  throughTheDoor(function* (door) {
    const pairs = (yield* signed("GET", listUrl)).filter(([name]) => name !== "host")
    const asPairs = pairs.map(([name, value]): [string, string] => [name, value])
    expect((yield* call(door, listUrl, { headers: new Map(asPairs) })).statusCode).toBe(200)
    expect((yield* call(door, listUrl, { headers: asPairs.flat() })).statusCode).toBe(200)
  })
)

it(
  "appends the query option as undici writes it",
  throughTheDoor(function* (door) {
    const headers = { region, "x-auth-token": "token-a" }
    const query = { enterprise_id: "tenant-a", vpcep_ids: "vp-0,vp-1" }
    const answer = yield* call(door, `${origin}/v2/vpceps`, { headers, query })
    expect(JSON.parse(answer.text).total).toBe(2)
  })
)

it(
  "takes a body as text, as bytes and as a stream",
  throughTheDoor(function* (door) {
    const url = `${origin}/v2/vpceps`
    for (const [id, wrap] of [
      ["vp-0", (text: string) => text],
      ["vp-1", (text: string) => Buffer.from(text)],
      ["vp-2", (text: string) => Readable.from([text.slice(0, 9), Buffer.from(text.slice(9))])]
    ] as const) {
      const text = JSON.stringify({ vpceps: [{ vpcep_id: id }] })
      const headers = Object.fromEntries(yield* signed("DELETE", url, text))
      const answer = yield* call(door, url, { method: "DELETE", headers, body: wrap(text) })
      expect(JSON.parse(answer.text)).toEqual({ status: "ok", total: 1 })
    }
  })
)

it(
  "answers HEAD and OPTIONS without a body",
  throughTheDoor(function* (door) {
    const head = yield* call(door, listUrl, { method: "HEAD" })
    expect([head.statusCode, head.headers.allow, head.text]).toEqual([
      405,
      "GET, DELETE, OPTIONS",
      ""
    ])
    const options = yield* call(door, listUrl, { method: "OPTIONS" })
    expect([options.statusCode, options.headers["content-length"]]).toEqual([204, undefined])
  })
)

const failureOf = (promise: Promise<unknown>) =>
  Effect.promise(() =>
    promise.then(
      () => new Error("nothing failed"),
      (error: Error) => error
    )
  )

it(
  "ends an aborted request with the reason, and carries nothing out that was not begun",
  throughTheDoor(function* (door, world) {
    const url = `${origin}/v2/vpceps`
    const body = JSON.stringify({ vpceps: [{ vpcep_id: "vp-0" }] })
    const headers = Object.fromEntries(yield* signed("DELETE", url, body))
    const early = AbortSignal.abort(new Error("never mind"))
    const never = request(url, { method: "DELETE", headers, body, dispatcher: door, signal: early })
    expect((yield* failureOf(never)).message).toBe("never mind")
    const late = new AbortController()
    const stream = new Readable({ read: () => late.abort(new Error("too slow")) })
    const slow = request(url, {
      method: "DELETE",
      headers,
      body: stream,
      dispatcher: door,
      signal: late.signal
    })
    expect((yield* failureOf(slow)).message).toBe("too slow")
    expect(yield* world.entries()).toHaveLength(5)
  })
)

it(
  "waits for a receiver that pauses",
  throughTheDoor(function* (door) {
    const order: Array<string> = []
    const headers = { region, "x-auth-token": "token-a" }
    const done = Promise.withResolvers<void>()
    door.dispatch(
      { origin, path: "/v2/vpceps?enterprise_id=tenant-a", method: "GET", headers },
      {
        onResponseStart: (controller) => {
          controller.pause()
          setImmediate(() => {
            order.push("resumed")
            controller.resume()
          })
        },
        onResponseData: () => order.push("data"),
        onResponseEnd: () => {
          order.push("end")
          done.resolve()
        }
      }
    )
    yield* Effect.promise(() => done.promise)
    expect(order).toEqual(["resumed", "data", "end"])
  })
)

it(
  "finishes what is under way when it closes, then takes no more; the emulator stays open",
  throughTheDoor(function* (door, world) {
    const headers = { region, "x-auth-token": "token-a" }
    const underWay = request(listUrl, { headers, dispatcher: door })
    yield* Effect.promise(() => door.close())
    expect((yield* Effect.promise(() => underWay)).statusCode).toBe(200)
    const refused = yield* failureOf(request(listUrl, { headers, dispatcher: door }))
    expect(refused).toMatchObject({ code: "UND_ERR_CLOSED" })
    expect(yield* world.entries()).toHaveLength(5)
  })
)

it(
  "aborts what is under way when it is destroyed",
  throughTheDoor(function* (door) {
    const body = new Readable({ read: () => {} })
    const underWay = failureOf(request(listUrl, { method: "DELETE", body, dispatcher: door }))
    const failed = Effect.runPromise(underWay)
    yield* Effect.promise(() => door.destroy())
    expect(yield* Effect.promise(() => failed)).toMatchObject({ code: "UND_ERR_DESTROYED" })
  })
)
