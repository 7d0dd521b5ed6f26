import { Effect, type Scope } from "effect"
import { SqlClient } from "effect/sql"
import { TestClock } from "effect/testing"
import { statSync, writeFileSync } from "node:fs"
import { DatabaseSync } from "node:sqlite"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { AuditRow } from "../src/audit.ts"
import { checkSwitches } from "../src/checkSwitches.ts"
import { emulatorOver, makeWorld } from "../src/Emulator.ts"
import { schemaVersion } from "../src/schema.ts"
import { seedRows } from "../src/seedRows.ts"
import { openStore } from "../src/store.ts"
import { brokenAt } from "./auditChain.ts"
import { installations } from "./postgres.ts"
import { stored } from "./stored.ts"
import { storeKinds } from "./stores.ts"
import {
  atBeginning,
  beginning,
  keys,
  newFile,
  region,
  seed,
  type Wanted,
  type World,
  worldOf
} from "./world.ts"

const list = (query = ""): Wanted => ({
  target: `/v2/vpceps?enterprise_id=tenant-a${query}`,
  headers: { region },
  by: keys.owner
})

const remove = (...ids: ReadonlyArray<string>): Wanted => ({
  method: "DELETE",
  target: "/v2/vpceps",
  headers: { region },
  body: { vpceps: ids.map((vpcep_id) => ({ vpcep_id })) },
  by: keys.owner
})

const idsOf = (reply: {
  readonly body: {
    readonly data: { readonly vpceps: ReadonlyArray<{ readonly vpcep_id: string }> }
  }
}) => reply.body.data.vpceps.map(({ vpcep_id }) => vpcep_id)

const audit = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  return yield* sql<AuditRow>`SELECT * FROM audit ORDER BY number`
})

// Their order by bytes is no language's order.
const strange = ["vp-Z", "vp-a", "vp_b", "vp-10", "vp-9", "VP-0", "vp-é"]

const [tenant, ...others] = seed.tenants
const strangeSeed = {
  tenants: [
    {
      ...tenant!,
      vpceps: strange.map((vpcep_id) => ({ ...tenant!.vpceps[0]!, vpcep_id }))
    },
    ...others
  ]
}

// Once for all tests: hashing the passwords takes a while.
const rows = Effect.succeed(await Effect.runPromise(seedRows(seed)))
const strangeRows = Effect.succeed(await Effect.runPromise(seedRows(strangeSeed)))

it("is tested with a real PostgreSQL, at least where nobody looks on", () => {
  const found = installations.length > 0
  if (!found) console.log("PostgreSQL: not tested, it is neither installed nor in node_modules")
  expect(found || process.env["CI"] === undefined).toBe(true)
})

describe.each(storeKinds)("the store: $name", { timeout: 30_000 }, ({ newStore, start, stop }) => {
  beforeAll(start, 60_000)
  afterAll(stop)

  type Body = (
    world: World
  ) => Effect.fn.Return<unknown, unknown, Scope.Scope | SqlClient.SqlClient>

  const open = Effect.fnUntraced(function* (name: string, body: Body, prepare = rows) {
    const sql = yield* openStore(name, prepare)
    const around = yield* makeWorld(yield* checkSwitches({}), seed)
    const world = worldOf(yield* emulatorOver(sql, around))
    return yield* Effect.gen(() => body(world)).pipe(
      Effect.provideService(SqlClient.SqlClient, sql)
    )
  }, Effect.scoped)

  const inStore = (body: Body, prepare = rows) =>
    atBeginning(function* () {
      yield* open(yield* Effect.promise(newStore), body, prepare)
    })

  it(
    "pages through entries in the order of their bytes, with the total",
    inStore(function* (world) {
      const inOrder = strange.toSorted((one, other) =>
        Buffer.compare(Buffer.from(one), Buffer.from(other))
      )
      expect(idsOf(yield* world.send(list("&sort=asc")))).toEqual(inOrder)
      expect(idsOf(yield* world.send(list("&sort=desc")))).toEqual(inOrder.toReversed())
      const second = yield* world.send(list("&limit=3&offset=3"))
      expect([idsOf(second), second.body.total]).toEqual([inOrder.slice(3, 6), strange.length])
    }, strangeRows)
  )

  it(
    "finds entries by their ids, and counts those",
    inStore(function* (world) {
      const found = yield* world.send(list("&vpcep_ids=vp-2,vp-9&limit=1"))
      expect([idsOf(found), found.body.total]).toEqual([["vp-2"], 2])
    })
  )

  it(
    "deletes all entries or none, keeps the total, and audits what it did",
    inStore(function* (world) {
      expect((yield* world.send(remove("vp-0", "vp-9"))).body.error_code).toBe("UC.00011005")
      expect((yield* world.send(list())).body.total).toBe(5)
      expect((yield* world.send(remove("vp-0", "vp-1"))).body).toEqual({ status: "ok", total: 2 })
      expect(idsOf(yield* world.send(list()))).toEqual(["vp-2", "vp-2", "vp-3"])
      expect((yield* world.send(list())).body.total).toBe(3)
      const rows = yield* audit
      expect(rows.map(({ details }) => JSON.parse(details).vpcep_ids)).toEqual([["vp-0", "vp-1"]])
      expect(rows[0]?.number).toBe(1)
    })
  )

  it(
    "lets one of many deletions of an entry win, and tells the others that it is gone",
    inStore(function* (world) {
      const wanted = Array.from({ length: 8 }, (_, second) => ({
        ...remove(...["vp-0", "vp-1", "vp-2"].toSorted(() => Math.random() - 0.5)),
        date: new Date(beginning + second * 1000)
      }))
      const replies = yield* Effect.forEach(wanted, world.send, { concurrency: "unbounded" })
      const codes = replies.map(({ body, status }) => `${status} ${body.error_code ?? "deleted"}`)
      expect(codes.toSorted()).toEqual([
        "200 deleted",
        ...Array.from({ length: 7 }, () => "404 UC.00011005")
      ])
      expect((yield* world.send(list())).body.total).toBe(2)
      expect(yield* audit).toHaveLength(1)
    })
  )

  it(
    "carries one of two equal deletions out that are under way together",
    inStore(function* (world) {
      const twice = [remove("vp-0"), remove("vp-0")]
      const replies = yield* Effect.forEach(twice, world.send, { concurrency: "unbounded" })
      expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200, 409]))
    })
  )

  it(
    "chains the audit of changes made together",
    inStore(function* (world) {
      const wanted = ["vp-0", "vp-1", "vp-2"].map((id) => remove(id))
      const replies = yield* Effect.forEach(wanted, world.send, { concurrency: "unbounded" })
      expect(replies.map(({ status }) => status)).toEqual([200, 200, 200])
      const rows = yield* audit
      expect([rows.length, brokenAt(rows)]).toEqual([3, 0])
    })
  )

  it(
    "does nothing by halves when a step fails, and goes on",
    inStore(function* (world) {
      const sql = yield* SqlClient.SqlClient
      yield* sql`ALTER TABLE audit RENAME TO audit_away`
      expect((yield* world.send(remove("vp-0"))).body.error_code).toBe("UC.00010005")
      yield* sql`ALTER TABLE audit_away RENAME TO audit`
      expect((yield* world.send(list())).body.total).toBe(5)
      expect((yield* world.send(remove("vp-0"))).status).toBe(200)
      expect(brokenAt(yield* audit)).toBe(0)
    })
  )

  it(
    "issues tokens, and forgets those that ended more than a day ago",
    inStore(function* (world) {
      const user = { name: "admin", password: "admin-password", domain: { name: "account-a" } }
      const identity = { methods: ["password"], password: { user } }
      const scope = { project: { name: "ap-southeast-3" } }
      const logIn = {
        method: "POST",
        target: "/v3/auth/tokens",
        body: { auth: { identity, scope } }
      }
      const issued = yield* world.send(logIn)
      const by = issued.headers["x-subject-token"] ?? ""
      expect((yield* world.send({ target: "/v3/projects", by })).body.projects).toHaveLength(3)
      yield* TestClock.adjust("3 days")
      yield* world.send(logIn)
      expect((yield* world.send({ target: "/v3/projects", by })).status).toBe(401)
    })
  )

  it(
    "lists projects by name and page",
    inStore(function* (world) {
      const { body } = yield* world.send({
        target: "/v3/projects?page=2&per_page=1",
        by: keys.owner
      })
      expect(body.projects.map(({ name }: { readonly name: string }) => name)).toEqual([
        "ap-southeast-3_build"
      ])
    })
  )

  it(
    "is backed up while it is served, and put back whole; what was done meanwhile is not done again",
    inStore(function* (world) {
      const file = newFile()
      expect((yield* world.send(remove("vp-0"))).status).toBe(200)
      yield* world.emulator.backup(file)
      expect((yield* world.send(remove("vp-1"))).status).toBe(200)
      yield* world.emulator.restore(file)
      expect(idsOf(yield* world.send(list()))).toEqual(["vp-1", "vp-2", "vp-2", "vp-3"])
      expect((yield* world.send(list())).body.total).toBe(4)
      expect((yield* world.send(remove("vp-1"))).body.error_code).toBe("UC.00011022")
      expect((yield* world.send(remove("vp-2"))).status).toBe(200)
      const rows = yield* audit
      expect([rows.length, brokenAt(rows)]).toEqual([2, 0])
      const { audit: kept, vpcep_ids, version } = stored(file)
      expect([kept.length, vpcep_ids.length, version]).toEqual([1, 6, schemaVersion])
      expect(statSync(file).mode & 0o077).toBe(0)
    })
  )

  it(
    "is as it was when a backup cannot be put back",
    inStore(function* (world) {
      const broken = newFile()
      yield* world.emulator.backup(broken)
      const database = new DatabaseSync(broken)
      database.exec("PRAGMA foreign_keys = OFF; DELETE FROM tenant")
      database.close()
      const empty = newFile()
      writeFileSync(empty, "")
      for (const file of [broken, empty, `${empty}-nowhere`])
        expect((yield* Effect.flip(world.emulator.restore(file))).message).toMatch(
          /^Could not restore /
        )
      expect((yield* Effect.flip(world.emulator.backup(empty))).message).toMatch(
        /^Could not back up/
      )
      expect((yield* world.send(list())).body.total).toBe(5)
    })
  )
})
