import { Effect } from "effect"
import { expect, it } from "vitest"
import { make, type Seed } from "../src/index.ts"
import { atBeginning, newFile, seed } from "./world.ts"

const [tenant, ...others] = structuredClone(seed.tenants)
if (tenant === undefined) throw new Error("the seed of the tests has tenants")
const [owner, admin, guest] = tenant.users
const [entry] = tenant.vpceps

const withTenant = (change: object) => ({ tenants: [{ ...tenant, ...change }, ...others] })
const withKey = (change: object) =>
  withTenant({
    users: [{ ...owner, access_keys: [{ ...owner?.access_keys[0], ...change }] }],
    tokens: []
  })

const broken: ReadonlyArray<readonly [what: string, seed: unknown, field: string, rule: RegExp]> = [
  ["no tenants", {}, "tenants", /is required/],
  ["an unknown field", withTenant({ plan: "free" }), "tenants[0].plan", /is not a known field/],
  [
    "a malformed tenant id",
    withTenant({ enterprise_id: "tenant a" }),
    "tenants[0].enterprise_id",
    /letters, digits/
  ],
  [
    "a secret key that is too long",
    withKey({ secret_key: "s".repeat(65) }),
    "secret_key",
    /at most 64 bytes/
  ],
  ["a secret key with NUL", withKey({ secret_key: "s\0" }), "secret_key", /NUL/],
  ["an access key with a space", withKey({ access_key: "A K" }), "access_key", /letters, digits/],
  [
    "a day that does not exist",
    withTenant({ vpceps: [{ ...entry, create_time: "2026-02-31T00:00:00+25:00" }] }),
    "create_time",
    /a day that exists/
  ],
  [
    "a time that is not RFC 3339",
    withTenant({ vpceps: [{ ...entry, create_time: "2026-05-02T14:20:001Z" }] }),
    "create_time",
    /RFC 3339/
  ],
  ["a tenant twice", { tenants: [tenant, tenant] }, "tenants[1].enterprise_id", /each once/],
  [
    "an access key twice",
    withTenant({ users: [owner, { ...admin, access_keys: owner?.access_keys }, guest] }),
    "tenants[0].users[1].access_keys[0].access_key",
    /each once/
  ],
  [
    "an entry twice",
    withTenant({ vpceps: [entry, entry] }),
    "tenants[0].vpceps[1].vpcep_id",
    /each once/
  ],
  [
    "two owners",
    withTenant({ users: [{ ...owner, owner: true }, { ...admin, owner: true }, guest] }),
    "tenants[0].users",
    /at most one owner/
  ],
  [
    "a token of nobody",
    withTenant({ users: [owner, guest] }),
    "tenants[0].tokens[0].user",
    /name of a user/
  ],
  [
    "a token for another's project",
    withTenant({ projects: [] }),
    "tenants[0].tokens[0].scope",
    /id of a project/
  ]
]

for (const [what, wrong, field, rule] of broken) {
  it(
    `refuses to start on a seed with ${what}, and names the field and the rule, not the value`,
    atBeginning(function* () {
      const options = { filename: newFile(), seed: wrong as Seed } // what a file might hold
      const { message, reason } = yield* Effect.scoped(Effect.flip(make(options)))
      expect(reason).toBe("InvalidSeed")
      expect(message).toContain(field)
      expect(message).toMatch(rule)
      expect(message).not.toContain("ssss")
      expect(message).not.toContain("tenant a")
    })
  )
}

it(
  "makes the first user of a tenant its owner, unless another one is named",
  atBeginning(function* () {
    const named = withTenant({
      users: [owner, { ...admin, roles: [], owner: true }, guest]
    }) as Seed // as above
    const emulator = yield* make({ filename: ":memory:", seed: named })
    const grant = yield* emulator.callers.token("token-a")
    expect(grant?.caller).toMatchObject({ user_name: "admin", owner: true })
  })
)

it(
  "starts without a seed, and then knows nobody",
  atBeginning(function* () {
    const emulator = yield* make({ filename: ":memory:" })
    expect(yield* emulator.callers.accessKey("OWNER")).toBeUndefined()
  })
)
