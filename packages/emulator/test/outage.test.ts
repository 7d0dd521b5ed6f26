import { Effect, Fiber, type Scope } from "effect"
import type { SqlClient } from "effect/sql"
import { TestClock } from "effect/testing"
import { expect, it } from "vitest"
import { emulatorOver, makeWorld } from "../src/Emulator.ts"
import { openStore } from "../src/store.ts"
import { strictSwitches } from "../src/index.ts"
import { atBeginning, keys, newFile, region, seed, type World, worldOf } from "./world.ts"

const list = { target: "/v2/vpceps?enterprise_id=tenant-a", headers: { region }, by: keys.owner }
const remove = {
  method: "DELETE",
  target: "/v2/vpceps",
  headers: { region },
  body: { vpceps: [{ vpcep_id: "vp-0" }] },
  by: keys.owner
}

/** A test that has the store in its hands beside the emulator over it. */
const overStore = (
  test: (world: World, sql: SqlClient.SqlClient) => Effect.fn.Return<unknown, unknown, Scope.Scope>
) =>
  atBeginning(function* () {
    const state = yield* makeWorld(strictSwitches, seed)
    const sql = yield* openStore(newFile(), state.fill)
    const world = worldOf(yield* emulatorOver(sql, state))
    yield* Effect.gen(() => test(world, sql))
  })

const told = ({ body, headers, status }: Effect.Success<ReturnType<World["send"]>>) =>
  [status, body.error_code, headers["retry-after"]] as const

const unavailable = [503, "KIT.0003", "5"]

it(
  "answers 503 with Retry-After when the store was busy for five seconds, and serves again afterwards",
  overStore(function* ({ admin, send }, sql) {
    const busy = yield* Effect.forkScoped(sql.withTransaction(Effect.never))
    yield* Effect.yieldNow
    const asked = yield* Effect.forkScoped(
      Effect.all([send(list), send(remove), Effect.flip(admin.readState())], {
        concurrency: "unbounded"
      })
    )
    while ((asked.pollUnsafe() ?? undefined) === undefined) {
      yield* TestClock.adjust("1 second")
      yield* Effect.promise(() => new Promise(setImmediate))
    }
    const [listed, removed, read] = yield* Fiber.join(asked)
    expect([told(listed), told(removed)]).toEqual([unavailable, unavailable])
    expect(read).toMatchObject({ status: 503, error_code: "KIT.0003" })
    yield* Fiber.interrupt(busy)
    expect((yield* send(list)).status).toBe(200)
    expect((yield* send({ ...remove, date: new Date(0) })).status).toBe(401)
    expect((yield* send(remove)).status).toBe(200)
  })
)

it(
  "answers 503 to a change of a store that can only be read, and goes on reading",
  overStore(function* ({ admin, send }, sql) {
    yield* sql`PRAGMA query_only = ON`
    expect(told(yield* send(remove))).toEqual(unavailable)
    expect(yield* Effect.flip(admin.reset())).toMatchObject({ status: 503 })
    expect(yield* Effect.flip(admin.restore(yield* admin.takeSnapshot()))).toMatchObject({
      status: 503
    })
    expect((yield* send(list)).body.total).toBeGreaterThan(0)
    expect((yield* admin.readState()).tenants.length).toBeGreaterThan(0)
    yield* sql`PRAGMA query_only = OFF`
    expect(told(yield* send(remove))[0]).toBe(200)
  })
)
