import { Effect, Redacted } from "effect"
import { request } from "undici"
import { expect, it } from "vitest"
import { adminClient } from "../src/admin/index.ts"
import { serve, serveAdmin } from "../src/index.ts"
import { inWorld } from "./world.ts"

const host = "127.0.0.1"
const token = Redacted.make("the-token-of-these-tests")

it(
  "serves who bears the token",
  inWorld(function* ({ admin, emulator }) {
    const { url } = yield* serveAdmin(emulator, { host, port: 0, token })
    const remote = adminClient({ url, token })
    expect(yield* remote.readState()).toEqual(yield* admin.readState())
    const stranger = adminClient({ url, token: Redacted.make("another-token-of-these") })
    expect((yield* Effect.flip(stranger.readState()))._tag).toBe("AdminTokenRefused")
  })
)

it(
  "refuses everyone else alike with 401, whatever they ask for, and labels the answer as its own",
  inWorld(function* ({ emulator }) {
    const { url } = yield* serveAdmin(emulator, { host, port: 0, token })
    const strangers = [
      undefined,
      "",
      "Bearer",
      "Bearer ",
      "the-token-of-these-tests",
      "Basic the-token-of-these-tests",
      "bearer the-token-of-these-tests",
      "Bearer the-token-of-these-test",
      "Bearer the-token-of-these-testsx"
    ]
    for (const authorization of strangers)
      for (const path of ["/admin/v1/state", "/admin/v1/nothing"]) {
        const headers = authorization === undefined ? {} : { authorization }
        const answer = yield* Effect.promise(() => request(`${url}${path}`, { headers }))
        expect([authorization, answer.statusCode]).toEqual([authorization, 401])
        expect(answer.headers["x-codearts-extension"]).toBe("admin")
        expect(yield* Effect.promise(() => answer.body.json())).toMatchObject({
          error_code: "APIGW.0301"
        })
      }
  })
)

it(
  "answers for its own hosts alone, and tells addresses and methods that it does not have",
  inWorld(function* ({ emulator }) {
    const { url } = yield* serveAdmin(emulator, { host, port: 0, token })
    const headers = { authorization: `Bearer ${Redacted.value(token)}` }
    const ask = (path: string, options: Parameters<typeof request>[1] = {}) =>
      Effect.promise(() => request(`${url}${path}`, { headers, ...options }))
    const rebound = yield* ask("/admin/v1/state", { headers: { ...headers, host: "evil.example" } })
    expect(rebound.statusCode).toBe(421)
    expect((yield* ask("/v2/vpceps")).statusCode).toBe(404)
    const wrongMethod = yield* ask("/admin/v1/faults", { method: "PUT" })
    expect([wrongMethod.statusCode, wrongMethod.headers["allow"]]).toEqual([
      405,
      "GET, POST, DELETE, OPTIONS"
    ])
  })
)

it(
  "tells a client that another server, or none, is at the address",
  inWorld(function* ({ emulator }) {
    const { url } = yield* serve(emulator, { host, port: 0 })
    const other = yield* Effect.flip(adminClient({ url, token }).readState())
    expect(other.message).toContain("no admin API")
    const none = yield* Effect.flip(adminClient({ url: "http://127.0.0.1:1", token }).readState())
    expect(none).toMatchObject({ _tag: "NoAdminAnswer" })
    expect(none.message).not.toContain(Redacted.value(token))
  })
)
