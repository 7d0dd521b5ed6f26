import { Effect } from "effect"
import { expect, it } from "vitest"
import { adminClient } from "../src/admin/index.ts"
import { dispatcher, make, type Seed, strictSwitches } from "../src/index.ts"
import { atBeginning, inWorld, keys, newFile, region, seed, type Wanted } from "./world.ts"

const remove = (vpcep_id: string): Wanted => ({
  method: "DELETE",
  target: "/v2/vpceps",
  headers: { region },
  body: { vpceps: [{ vpcep_id }] },
  by: keys.owner
})

const small: Seed = {
  tenants: [
    {
      enterprise_id: "tenant-small",
      name: "small",
      projects: [],
      users: [{ name: "owner", password: "owner-password", roles: [], access_keys: [] }],
      vpceps: []
    }
  ]
}

const adminOf = (emulator: Parameters<typeof dispatcher>[0]) =>
  adminClient({ url: "http://emulator", dispatcher: dispatcher(emulator) })

it(
  "puts a seed in place of everything, and a reset goes back to it",
  inWorld(function* ({ admin }) {
    yield* admin.seed(small)
    const seeded = yield* admin.readState()
    expect(seeded.tenants.map(({ enterprise_id }) => enterprise_id)).toEqual(["tenant-small"])
    yield* admin.createVpcep({ enterprise_id: "tenant-small", region, vpcep_id: "vp-0" })
    yield* admin.reset()
    expect(yield* admin.readState()).toEqual(seeded)
  })
)

it(
  "changes nothing for a seed that breaks a rule, and names each",
  inWorld(function* ({ admin }) {
    const before = yield* admin.readState()
    const [tenant] = small.tenants
    if (tenant === undefined) throw new Error("the small seed has a tenant")
    const failure = yield* Effect.flip(admin.seed({ tenants: [tenant, tenant] }))
    expect(failure.message).toContain("tenants[1].enterprise_id")
    expect(yield* admin.readState()).toEqual(before)
  })
)

it(
  "goes back to the seed it was made with on a reset: store, replay memory, switches, clock and faults",
  inWorld(function* ({ admin, send, entries }) {
    yield* admin.seed(seed)
    const before = yield* entries()
    const deletion = remove("vp-0")
    expect((yield* send(deletion)).status).toBe(200)
    yield* admin.setSwitches({ defaultLimit: 1 })
    yield* admin.setClock({ mode: "shifted", seconds: 60 })
    yield* admin.addFault({ steps: [{ error_code: "UC.00010005" }] })
    yield* admin.reset()
    expect(yield* entries()).toEqual(before)
    expect(yield* admin.readSwitches()).toEqual(strictSwitches)
    expect((yield* admin.readClock()).setting).toEqual({ mode: "real" })
    expect((yield* admin.listFaults()).faults).toEqual([])
    expect((yield* send(deletion)).status).toBe(200)
  })
)

it(
  "goes back to the seed of a file that was there before",
  atBeginning(function* () {
    const filename = newFile()
    const stateAfter = (
      steps: (admin: ReturnType<typeof adminOf>) => Effect.Effect<unknown, unknown>
    ) =>
      make({ filename, seed: small }).pipe(
        Effect.map((emulator) => adminOf({ handle: emulator.admin })),
        Effect.tap(steps),
        Effect.flatMap((admin) => admin.readState()),
        Effect.scoped
      )
    const names = ({ tenants }: Effect.Success<ReturnType<typeof stateAfter>>) =>
      tenants.map(({ enterprise_id }) => enterprise_id)
    const added = yield* stateAfter((admin) =>
      admin.createTenant({ enterprise_id: "tenant-added", name: "added" })
    )
    expect(names(added)).toEqual(["tenant-added", "tenant-small"])
    expect(names(yield* stateAfter(() => Effect.void))).toEqual(["tenant-added", "tenant-small"])
    expect(names(yield* stateAfter((admin) => admin.reset()))).toEqual(["tenant-small"])
  })
)

it(
  "restores a snapshot whole, with passwords, tokens and replay memory, also into another emulator",
  inWorld(function* ({ admin, send, entries }) {
    yield* send(remove("vp-1"))
    const [before, kept] = [yield* entries(), yield* admin.takeSnapshot()]
    expect(kept).toMatchObject({ version: 1, schema_version: expect.any(Number) })
    yield* admin.seed(small)
    yield* admin.restore(kept)
    expect(yield* entries()).toEqual(before)
    expect((yield* send(remove("vp-1"))).body.error_code).toBe("UC.00011022")
    const other = adminOf({ handle: (yield* make({ filename: newFile() })).admin })
    yield* other.restore(kept)
    expect(yield* other.readState()).toEqual(yield* admin.readState())
    expect(yield* other.takeSnapshot()).toEqual(kept)
  })
)

it(
  "reads a snapshot of an older version whose tables had fewer columns",
  inWorld(function* ({ admin, entries }) {
    const kept = yield* admin.takeSnapshot()
    const before = yield* entries()
    const withoutNew = (kept.tables["tenant"] ?? []).map(
      ({ domain_id = null, enterprise_id = null, name = null, vpcep_total = null }) => ({
        enterprise_id,
        name,
        domain_id,
        vpcep_total
      })
    )
    const { iam_group: _, ...tables } = kept.tables
    yield* admin.restore({ ...kept, schema_version: 1, tables: { ...tables, tenant: withoutNew } })
    expect(yield* entries()).toEqual(before)
  })
)

it(
  "refuses a snapshot of a newer version or that does not fit together, and changes nothing",
  inWorld(function* ({ admin }) {
    const kept = yield* admin.takeSnapshot()
    const before = yield* admin.readState()
    const wrong = [
      [{ ...kept, version: 2 }, /version: must be at most 1/],
      [{ ...kept, schema_version: kept.schema_version + 1 }, /schema_version: must be at most/],
      [{ ...kept, tables: { ...kept.tables, plans: [] } }, /tables: has one unknown/],
      [{ ...kept, tables: { ...kept.tables, tenant: [] } }, /do not fit together/],
      [{ ...kept, tables: { vpcep: [{ color: "red" }] } }, /do not fit together/]
    ] as const
    for (const [snapshot, rule] of wrong) {
      const { message } = yield* Effect.flip(admin.restore(snapshot))
      expect(message).toMatch(rule)
      expect(yield* admin.readState()).toEqual(before)
    }
  })
)
