import { Effect } from "effect"
import { TestClock } from "effect/testing"
import { expect, it } from "vitest"
import type { AdminFailure } from "../src/admin/index.ts"
import { inWorld, keys, received, region, send, seed, type Wanted } from "./world.ts"

const list = (by: Wanted["by"], enterprise_id = "tenant-a"): Wanted => ({
  target: `/v2/vpceps?enterprise_id=${enterprise_id}&limit=100`,
  headers: { region },
  ...(by !== undefined && { by })
})

const entry = { enterprise_id: "tenant-a", region, vpcep_id: "vp-new" }

it(
  "tells all tenants with what is theirs, in one order, and no secret",
  inWorld(function* ({ admin }) {
    const state = yield* admin.readState()
    const ids = state.tenants.map(({ enterprise_id }) => enterprise_id)
    expect(ids).toEqual(["tenant-a", "tenant-b", "tenant-empty"])
    const [tenant] = state.tenants
    expect(tenant).toMatchObject({ name: "account-a", frozen: false, vpcep_quota: null })
    expect(tenant?.vpceps.map(({ vpcep_id }) => vpcep_id)).toEqual([
      "vp-0",
      "vp-1",
      "vp-2",
      "vp-2",
      "vp-3"
    ])
    expect(tenant?.users.find(({ name }) => name === "admin")).toMatchObject({
      owner: false,
      roles: ["Tenant Administrator"],
      access_keys: [
        { access_key: "ADMIN", enabled: true },
        { access_key: "DISABLED", enabled: false },
        { access_key: "SDK", sdk_compat: true },
        { access_key: "TEMPORARY", temporary: true }
      ]
    })
    const told = JSON.stringify(state)
    for (const { tokens = [], users } of seed.tenants) {
      for (const { access_keys, password } of users) {
        expect(told).not.toContain(password)
        for (const { secret_key } of access_keys) expect(told).not.toContain(secret_key)
      }
      for (const { token } of tokens) expect(told).not.toContain(`"${token}"`)
    }
    expect(yield* admin.readState()).toEqual(state)
  })
)

it(
  "adds, changes and removes entries, which the documented API then answers and counts",
  inWorld(function* ({ admin, entries, send }) {
    const before = yield* entries()
    const created = yield* admin.createVpcep({ ...entry, description: "CI" })
    expect(created).toEqual({
      vpcep_id: "vp-new",
      region,
      description: "CI",
      creator: "emulator",
      create_time: "2026-05-25T08:00:00.000Z",
      modify_time: "2026-05-25T08:00:00.000Z"
    })
    expect((yield* send(list(keys.owner))).body.total).toBe(before.length + 1)
    yield* TestClock.adjust("1 minute")
    const changed = yield* admin.updateVpcep({ ...entry, description: "CI - pool B" })
    expect(changed).toMatchObject({
      description: "CI - pool B",
      create_time: created.create_time,
      modify_time: "2026-05-25T08:01:00.000Z"
    })
    yield* admin.deleteVpcep(entry)
    expect((yield* send(list(keys.owner))).body.total).toBe(before.length)
    expect(yield* entries()).toEqual(before)
  })
)

it(
  "refuses an entry over the quota with 400 UC.00011036, and takes it once there is room",
  inWorld(function* ({ admin, entries }) {
    const { length } = yield* entries()
    const { enterprise_id } = entry
    yield* admin.updateTenant({ enterprise_id, vpcep_quota: length })
    const full = yield* Effect.flip(admin.createVpcep(entry))
    expect(full).toMatchObject({ _tag: "AdminError", status: 400, error_code: "UC.00011036" })
    expect((yield* entries()).length).toBe(length)
    yield* admin.updateTenant({ enterprise_id, vpcep_quota: length + 1 })
    yield* admin.createVpcep(entry)
    yield* admin.updateTenant({ enterprise_id, vpcep_quota: null })
    yield* admin.createVpcep({ ...entry, vpcep_id: "vp-newer" })
  })
)

it(
  "freezes an account, which then gets 401 UC.00011017, and thaws it",
  inWorld(function* ({ admin, send }) {
    yield* admin.updateTenant({ enterprise_id: "tenant-a", frozen: true })
    for (const by of [keys.owner, keys.admin, "token-a"]) {
      const { body, status } = yield* send(list(by))
      expect([status, body.error_code]).toEqual([401, "UC.00011017"])
    }
    expect((yield* send(list(keys.other, "tenant-b"))).status).toBe(200)
    yield* admin.updateTenant({ enterprise_id: "tenant-a", frozen: false })
    expect((yield* send(list(keys.owner))).status).toBe(200)
  })
)

it(
  "makes a tenant of its own: owner, project, key, token, entry",
  inWorld(function* ({ admin, send }) {
    const enterprise_id = "tenant-new"
    yield* admin.createTenant({ enterprise_id, name: "new" })
    yield* admin.createProject({ enterprise_id, id: "project-new", name: region })
    const owner = yield* admin.createUser({ enterprise_id, name: "first", password: "secret-1" })
    const second = yield* admin.createUser({ enterprise_id, name: "second", password: "secret-2" })
    expect([owner.owner, second.owner]).toEqual([true, false])
    yield* admin.createAccessKey({
      enterprise_id,
      user: "first",
      access_key: "NEWKEY",
      secret_key: "new-secret"
    })
    yield* admin.createToken({
      enterprise_id,
      user: "first",
      token: "token-new",
      scope: "project-new",
      expires_at: "2026-05-26T00:00:00Z"
    })
    yield* admin.createVpcep({ ...entry, enterprise_id })
    const key = { accessKey: "NEWKEY", secretKey: "new-secret" }
    for (const by of [key, "token-new"]) {
      expect((yield* send(list(by, enterprise_id))).body.total).toBe(1)
    }
    yield* admin.deleteTenant({ enterprise_id })
    expect((yield* send(list(key, enterprise_id))).status).toBe(401)
    const { tenants } = yield* admin.readState()
    expect(tenants.some((tenant) => tenant.enterprise_id === enterprise_id)).toBe(false)
  })
)

it(
  "grants and takes the role, by its name or through the group admin",
  inWorld(function* ({ admin, send }) {
    const guest = { enterprise_id: "tenant-a", user: "guest" }
    const status = Effect.map(send(list(keys.guest)), (reply) => reply.status)
    expect(yield* status).toBe(401)
    expect(yield* admin.updateUser({ ...guest, roles: ["Tenant Administrator"] })).toMatchObject({
      roles: ["Tenant Administrator"]
    })
    expect(yield* status).toBe(200)
    yield* admin.updateUser({ ...guest, roles: [], groups: ["auditors"] })
    expect(yield* status).toBe(401)
    yield* admin.updateUser({ ...guest, groups: ["admin"] })
    expect(yield* status).toBe(200)
  })
)

it(
  "sets a password, with which the documented API then issues tokens",
  inWorld(function* ({ admin, send }) {
    const logIn = (password: string): Wanted => ({
      method: "POST",
      target: "/v3/auth/tokens",
      body: {
        auth: {
          identity: {
            methods: ["password"],
            password: { user: { name: "guest", password, domain: { name: "account-a" } } }
          }
        }
      }
    })
    yield* admin.updateUser({ enterprise_id: "tenant-a", user: "guest", password: "another-1" })
    expect((yield* send(logIn("guest-password"))).status).toBe(401)
    expect((yield* send(logIn("another-1"))).status).toBe(201)
  })
)

it(
  "disables a key and enables it, lets it be compatible with SDKs, and removes it with its user",
  inWorld(function* ({ admin, send }) {
    const access_key = keys.guest.accessKey
    yield* admin.updateUser({ enterprise_id: "tenant-a", user: "guest", groups: ["admin"] })
    const status = Effect.map(send(list(keys.guest)), (reply) => reply.status)
    yield* admin.updateAccessKey({ access_key, enabled: false })
    expect(yield* status).toBe(401)
    const enabled = yield* admin.updateAccessKey({ access_key, enabled: true, sdk_compat: true })
    expect(enabled).toMatchObject({ enabled: true, sdk_compat: true })
    expect(yield* status).toBe(200)
    yield* admin.deleteUser({ enterprise_id: "tenant-a", user: "guest" })
    expect(yield* status).toBe(401)
    expect(yield* Effect.flip(admin.deleteAccessKey({ access_key }))).toMatchObject({ status: 404 })
  })
)

it(
  "revokes a token, which is then unknown",
  inWorld(function* ({ admin, send }) {
    expect((yield* send(list("token-a"))).status).toBe(200)
    yield* admin.revokeToken({ token: "token-a" })
    const { body, status } = yield* send(list("token-a"))
    expect([status, body.error_code]).toEqual([401, "APIGW.0301"])
    const again = yield* Effect.flip(admin.revokeToken({ token: "token-a" }))
    expect(again).toMatchObject({ status: 404, error_msg: expect.stringMatching(/such token/) })
    expect(again.message).not.toContain("token-a")
  })
)

it(
  "refuses what is there already with 409, and what is not there with 404",
  inWorld(function* ({ admin }) {
    const tenant = { enterprise_id: "tenant-a", name: "account-c" }
    const nobody = { enterprise_id: "tenant-a", user: "nobody" }
    const taken: ReadonlyArray<Effect.Effect<unknown, AdminFailure>> = [
      admin.createTenant(tenant),
      admin.createProject({ enterprise_id: "tenant-b", id: "project-a", name: "elsewhere" }),
      admin.createUser({ enterprise_id: "tenant-a", name: "owner", password: "another" }),
      admin.createVpcep({ ...entry, vpcep_id: "vp-0" })
    ]
    const absent: ReadonlyArray<Effect.Effect<unknown, AdminFailure>> = [
      admin.updateTenant({ enterprise_id: "tenant-c", frozen: true }),
      admin.createUser({ enterprise_id: "tenant-c", name: "owner", password: "another" }),
      admin.deleteUser(nobody),
      admin.deleteProject({ enterprise_id: "tenant-b", id: "project-a" }),
      admin.updateVpcep({ ...entry, description: "gone" }),
      admin.deleteVpcep(entry),
      admin.deleteFault({ id: 7 })
    ]
    for (const call of taken)
      expect(yield* Effect.flip(call)).toMatchObject({ status: 409, error_code: "UC.00011009" })
    for (const call of absent)
      expect(yield* Effect.flip(call)).toMatchObject({ status: 404, error_code: "UC.00011005" })
  })
)

it(
  "names field and rule of what the contract forbids: the client before it sends, the server after",
  inWorld(function* ({ admin, emulator }) {
    const unsent = yield* Effect.flip(admin.createVpcep({ ...entry, vpcep_id: "VP NEW" }))
    expect(unsent._tag).toBe("InvalidRequest")
    expect(unsent.message).toContain("vpcep_id: must be 1 to 40 digits")
    const { remoteAddress: _, ...wrong } = received(
      { method: "PATCH", target: "/admin/v1/switches", body: { maxDelete: "many", color: "red" } },
      new Date()
    )
    const answered = yield* send(
      { ...emulator, handle: emulator.admin },
      { ...wrong, remoteAddress: "127.0.0.1" }
    )
    expect(answered).toMatchObject({
      status: 400,
      headers: { "x-codearts-extension": "admin" },
      body: { error_code: "UC.00011002" }
    })
    expect(answered.body.error_msg).toContain("maxDelete: must be a number")
    expect(answered.body.error_msg).toContain("color: is not a known field")
  })
)
