import { Effect } from "effect"
import { TestClock } from "effect/testing"
import { expect, it } from "vitest"
import type { AuditRow } from "../src/audit.ts"
import { make } from "../src/index.ts"
import { brokenAt } from "./auditChain.ts"
import { stored } from "./stored.ts"
import { atBeginning, copyOfTemplate, keys, region, type World, worldOf } from "./world.ts"

const remove = (...ids: ReadonlyArray<string>) => ({
  method: "DELETE",
  target: "/v2/vpceps",
  headers: { region },
  body: { vpceps: ids.map((vpcep_id) => ({ vpcep_id })) },
  by: keys.admin
})

const after = Effect.fnUntraced(function* (
  act: (world: World) => Effect.fn.Return<unknown, unknown>
) {
  const filename = yield* copyOfTemplate
  yield* Effect.scoped(
    Effect.flatMap(make({ filename }), (emulator) => Effect.gen(() => act(worldOf(emulator))))
  )
  return stored(filename)
})

it(
  "has one row for an accepted change: who, what, by which request and when",
  atBeginning(function* () {
    const { audit, head } = yield* after(function* (world) {
      expect((yield* world.send(remove("vp-1", "vp-0"))).status).toBe(200)
    })
    expect(audit).toEqual([
      {
        number: 1,
        time: "2026-05-25T08:00:00.000000Z",
        request_id: "0123456789abcdef0123456789abcdef",
        enterprise_id: "tenant-a",
        user_id: expect.stringMatching(/^[0-9a-f]{32}$/),
        operation: "deleteVpcepAccessControlRecords",
        details: '{"region":"ap-southeast-3","vpcep_ids":["vp-1","vp-0"]}',
        previous_hash: "",
        hash: expect.stringMatching(/^[0-9a-f]{64}$/)
      }
    ])
    expect(head).toEqual({ number: 1, hash: audit[0]?.hash })
  })
)

it(
  "has one row for a user who was made, without the password, and none for one refused",
  atBeginning(function* () {
    const { audit } = yield* after(function* (world) {
      const user = { name: "new", domain_id: "domain-a", password: "CANARY-5f1e" }
      const wanted = { method: "POST", target: "/v3.0/OS-USER/users", body: { user } }
      const twice = [wanted, wanted].map((each) => world.send({ ...each, by: "token-a-guest" }))
      const replies = yield* Effect.all(twice, { concurrency: 2 })
      expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([201, 409]))
    })
    const [row] = audit
    expect([audit.length, row?.operation, row?.enterprise_id]).toEqual([
      1,
      "createUser",
      "tenant-a"
    ])
    expect(JSON.parse(row?.details ?? "")).toEqual({ id: expect.any(String), name: "new" })
    expect(brokenAt(audit)).toBe(0)
  })
)

it(
  "keeps the rows of a tenant that was deleted",
  atBeginning(function* () {
    const { audit } = yield* after(function* (world) {
      expect((yield* world.send(remove("vp-0"))).status).toBe(200)
      yield* world.admin.deleteTenant({ enterprise_id: "tenant-a" })
    })
    expect(audit.map(({ enterprise_id }) => enterprise_id)).toEqual(["tenant-a"])
    expect(brokenAt(audit)).toBe(0)
  })
)

it(
  "has no row for what was refused, and no gap",
  atBeginning(function* () {
    const { audit } = yield* after(function* (world) {
      for (const ids of [["vp-9"], ["vp-0"], ["vp-1", "vp-9"], ["vp-1"], ["vp-1"]]) {
        yield* world.send(remove(...ids))
        yield* TestClock.adjust("1 second")
      }
    })
    expect(audit.map(({ details, number }) => [number, JSON.parse(details).vpcep_ids])).toEqual([
      [1, ["vp-0"]],
      [2, ["vp-1"]]
    ])
    expect(brokenAt(audit)).toBe(0)
  })
)

it(
  "gives away whatever is changed, taken out or moved in it afterwards",
  atBeginning(function* () {
    const { audit } = yield* after(function* (world) {
      for (const id of ["vp-0", "vp-1", "vp-2"]) yield* world.send(remove(id))
    })
    const [first, second, third] = audit as [AuditRow, AuditRow, AuditRow] // one for each deletion
    expect(brokenAt(audit)).toBe(0)
    expect(brokenAt([first, third])).toBe(2)
    expect(brokenAt([second, first, third])).toBe(1)
    for (const field of Object.keys(second) as ReadonlyArray<keyof AuditRow>)
      // a row has no other keys
      expect(brokenAt([first, { ...second, [field]: "other" }, third])).toBe(2)
  })
)
