import { sign } from "@codearts/signing"
import { Clock, Effect } from "effect"
import { request } from "undici"
import { expect, it } from "vitest"
import { serve } from "../src/index.ts"
import { inWorld, keys, region } from "./world.ts"

const host = "127.0.0.1"

it(
  "serves the same answers over HTTP",
  inWorld(function* ({ emulator }) {
    const { url: origin } = yield* serve(emulator, { host, port: 0 })
    const url = `${origin}/v2/vpceps?enterprise_id=tenant-a`
    const now = new Date(yield* Clock.currentTimeMillis)
    const signed = sign({ method: "GET", url, headers: [["region", region]] }, keys.admin, now)
    const headers = { region, ...Object.fromEntries(signed.headers) }
    const answer = yield* Effect.promise(() => request(url, { headers }))
    expect(answer.statusCode).toBe(200)
    expect(answer.headers).toMatchObject({
      "content-type": "application/json",
      "x-frame-options": "SAMEORIGIN",
      "x-request-id": expect.stringMatching(/^[0-9a-f]{32}$/),
      date: "Mon, 25 May 2026 08:00:00 GMT"
    })
    expect(yield* Effect.promise(() => answer.body.json())).toMatchObject({ total: 5 })
  })
)

it(
  "answers what the listener refuses in the shape of this API",
  inWorld(function* ({ emulator }) {
    const { url } = yield* serve(emulator, { host, port: 0 })
    const answer = yield* Effect.promise(() => request(`${url}/v2//vpceps`))
    expect(answer.statusCode).toBe(400)
    expect(yield* Effect.promise(() => answer.body.json())).toEqual({
      error_code: "APIGW.0201",
      error_msg: expect.stringMatching(/^API request error\. /),
      request_id: answer.headers["x-request-id"]
    })
  })
)

it(
  "says so when the address is taken",
  inWorld(function* ({ emulator }) {
    const { port } = yield* serve(emulator, { host, port: 0 })
    const { message } = yield* Effect.flip(serve(emulator, { host, port }))
    expect(message).toBe(`Cannot listen on 127.0.0.1:${port}: the address is taken`)
  })
)
