import { entries as catalog } from "@codearts/error-catalog"
import { Effect, Fiber } from "effect"
import { TestClock } from "effect/testing"
import { request } from "undici"
import { expect, it } from "vitest"
import { dispatcher, serve } from "../src/index.ts"
import { inWorld, keys, received, region, type Wanted } from "./world.ts"

const list: Wanted = {
  target: "/v2/vpceps?enterprise_id=tenant-a",
  headers: { region },
  by: keys.owner
}
const remove: Wanted = {
  method: "DELETE",
  target: "/v2/vpceps",
  headers: { region },
  body: { vpceps: [{ vpcep_id: "vp-0" }] },
  by: keys.owner
}
const failing = { error_code: "UC.00010005" }

it(
  "are none until one is set, and none again once they are cleared",
  inWorld(function* ({ admin, send }) {
    expect((yield* admin.listFaults()).faults).toEqual([])
    const fault = yield* admin.addFault({ steps: [failing] })
    expect(fault).toEqual({ id: 1, met: 0, steps: [failing] })
    expect((yield* send(list)).status).toBe(500)
    expect((yield* admin.listFaults()).faults).toEqual([{ ...fault, met: 1 }])
    yield* admin.deleteFault({ id: 1 })
    expect((yield* send(list)).status).toBe(200)
    yield* admin.addFault({ steps: [failing] })
    yield* admin.clearFaults()
    expect((yield* send(list)).status).toBe(200)
  })
)

it(
  "answer with any code of the catalog, as it is documented",
  inWorld(function* ({ admin, send }) {
    for (const { code, message, status } of catalog.filter((row) => row.status !== 494)) {
      yield* admin.clearFaults()
      yield* admin.addFault({ steps: [{ error_code: code, status, retry_after: 3 }] })
      const reply = yield* send(list)
      expect([reply.status, reply.body.error_code, reply.body.error_msg]).toEqual([
        status,
        code,
        message
      ])
      expect(reply.headers["retry-after"]).toBe("3")
    }
  })
)

it(
  "are refused with a code that the catalog does not have, or not with that status",
  inWorld(function* ({ admin }) {
    const wrong = [
      [{ error_code: "UC.99999999" }, /must be a code of the catalog/],
      [{ error_code: "UC.00010005", status: 400 }, /status: must be 500/],
      [{ error_code: "APIGW.0201" }, /status: must be one of/],
      [{ status: 500 }, /must come with an error_code/]
    ] as const
    for (const [step, rule] of wrong) {
      const { message } = yield* Effect.flip(admin.addFault({ steps: [step] }))
      expect(message).toMatch(rule)
    }
  })
)

it(
  "hold up an answer for its latency",
  inWorld(function* ({ admin, send }) {
    yield* admin.setClock({ mode: "frozen", time: "2026-05-25T08:00:00Z" })
    yield* admin.addFault({ steps: [{ latency: 2000 }] })
    const reply = yield* Effect.forkChild(send(list))
    yield* TestClock.adjust("1999 millis")
    expect(reply.pollUnsafe()).toBeUndefined()
    yield* TestClock.adjust("1 millis")
    yield* admin.setClock({ mode: "real" })
    expect((yield* Fiber.join(reply)).status).toBe(200)
  })
)

it(
  "come in sequence, as often as they were asked for, and to their operation alone",
  inWorld(function* ({ admin, send }) {
    yield* admin.addFault({
      operation: "listVpcepAccessControlRecords",
      steps: [failing, {}, { error_code: "APIGW.0308" }],
      times: 4
    })
    expect((yield* send({ target: "/v3/projects", by: keys.owner })).status).toBe(200)
    const replies = yield* Effect.all(Array.from({ length: 6 }, () => send(list)))
    expect(replies.map(({ status }) => status)).toEqual([500, 200, 429, 500, 200, 200])
  })
)

it(
  "strike by chance, and the same seed draws the same requests",
  inWorld(function* ({ admin, send }) {
    const drawn = Effect.fnUntraced(function* (seed: number) {
      yield* admin.clearFaults()
      yield* admin.addFault({ probability: 0.3, seed, steps: [failing] })
      const replies = yield* Effect.all(Array.from({ length: 100 }, () => send(list)))
      return replies.map(({ status }) => status)
    })
    const first = yield* drawn(7)
    const struck = first.filter((status) => status === 500).length
    expect(struck).toBeGreaterThan(15)
    expect(struck).toBeLessThan(45)
    expect(yield* drawn(7)).toEqual(first)
    expect(yield* drawn(8)).not.toEqual(first)
  })
)

it(
  "reset the connection before a request is looked at, or after it was carried out",
  inWorld(function* ({ admin, emulator, entries }) {
    const reset = (wanted: Wanted) =>
      Effect.flip(emulator.handle(received(wanted, new Date("2026-05-25T08:00:00Z"))))
    const before = yield* entries()
    const operation = "deleteVpcepAccessControlRecords"
    yield* admin.addFault({ operation, steps: [{ reset: "before" }, { reset: "after" }] })
    expect(yield* reset(remove)).toMatchObject({ code: "ECONNRESET" })
    expect(yield* entries()).toEqual(before)
    expect(yield* reset(remove)).toMatchObject({ code: "ECONNRESET" })
    expect(yield* entries()).toEqual(before.filter((entry) => entry !== `vp-0 ${region}`))
  })
)

it(
  "are seen as a reset over HTTP and through the dispatcher, and the next request is answered",
  inWorld(function* ({ admin, emulator }) {
    const { url } = yield* serve(emulator, { host: "127.0.0.1", port: 0 })
    yield* admin.addFault({ steps: [{ reset: "before" }], times: 2 })
    const ask = (through?: { readonly dispatcher: ReturnType<typeof dispatcher> }) =>
      Effect.promise(() =>
        request(`${url}/v2/vpceps`, { ...through, method: "GET" }).then(
          async ({ body, statusCode }) => {
            await body.dump()
            return statusCode
          },
          (error: { readonly code?: string }) => error.code
        )
      )
    expect(yield* ask()).toBe("ECONNRESET")
    expect(yield* ask({ dispatcher: dispatcher(emulator) })).toBe("ECONNRESET")
    expect(yield* ask()).toBe(401)
  })
)
