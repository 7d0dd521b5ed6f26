import { TestClock } from "effect/testing"
import { expect, it } from "vitest"
import { beginning, inWorld, keys, region, type Wanted } from "./world.ts"

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

const at = (offset: number) => new Date(beginning + offset)

it(
  "is the real one until it is set",
  inWorld(function* ({ admin }) {
    expect(yield* admin.readClock()).toEqual({
      now: "2026-05-25T08:00:00.000Z",
      setting: { mode: "real" }
    })
    yield* TestClock.adjust("1 second")
    expect((yield* admin.readClock()).now).toBe("2026-05-25T08:00:01.000Z")
  })
)

it(
  "shifted, goes on at its pace and moves the signing window and the end of tokens",
  inWorld(function* ({ admin, send }) {
    const { now } = yield* admin.setClock({ mode: "shifted", seconds: 86_400 })
    expect(now).toBe("2026-05-26T08:00:00.000Z")
    expect((yield* send(list)).body.error_msg).toContain("signature expired")
    expect((yield* send({ ...list, date: at(86_400_000) })).status).toBe(200)
    expect((yield* send({ ...list, by: "token-a" })).body.error_msg).toContain("token expires")
    yield* TestClock.adjust("5 seconds")
    expect((yield* admin.readClock()).now).toBe("2026-05-26T08:00:05.000Z")
    yield* admin.setClock({ mode: "real" })
    expect((yield* send(list)).status).toBe(200)
  })
)

it(
  "frozen, stands still, in answers too, and every deletion may then be sent again",
  inWorld(function* ({ admin, send }) {
    yield* admin.setClock({ mode: "frozen", time: "2026-05-25T08:00:00Z" })
    yield* TestClock.adjust("1 hour")
    const reply = yield* send({ ...list, date: at(0) })
    expect([reply.status, reply.headers["date"]]).toEqual([200, "Mon, 25 May 2026 08:00:00 GMT"])
    expect((yield* send({ ...remove, date: at(0) })).status).toBe(200)
    yield* admin.createVpcep({ enterprise_id: "tenant-a", region, vpcep_id: "vp-0" })
    expect((yield* send({ ...remove, date: at(0) })).status).toBe(200)
  })
)
