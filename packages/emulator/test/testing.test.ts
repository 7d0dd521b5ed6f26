import { Effect } from "effect"
import { request } from "undici"
import { expect, it } from "vitest"
import { startEmulator, TestEmulator } from "../src/testing/index.ts"
import { seed } from "./world.ts"

it("starts an emulator for who writes promises, with a dispatcher and the admin API", async () => {
  const { admin, close, dispatcher } = await startEmulator({ seed, switches: { defaultLimit: 3 } })
  expect((await admin.readState()).tenants).toHaveLength(seed.tenants.length)
  expect(await admin.readSwitches()).toMatchObject({ defaultLimit: 3 })
  const { statusCode } = await request("https://anywhere/v2/vpceps", { dispatcher })
  expect(statusCode).toBe(401)
  await expect(admin.revokeToken({ token: "nobody's" })).rejects.toMatchObject({ status: 404 })
  await close()
})

it("issues tokens for the passwords of its seed", async () => {
  const { close, dispatcher } = await startEmulator({ seed })
  const user = { name: "owner", password: "owner-password", domain: { name: "account-a" } }
  const { statusCode } = await request("https://anywhere/v3/auth/tokens", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ auth: { identity: { methods: ["password"], password: { user } } } }),
    dispatcher
  })
  expect(statusCode).toBe(201)
  await close()
})

it("starts emulators that know nothing of each other", async () => {
  const [one, other] = await Promise.all([startEmulator(), startEmulator()])
  const enterprise_id = (await one.admin.readState()).tenants[0]?.enterprise_id ?? ""
  await one.admin.deleteTenant({ enterprise_id })
  expect((await one.admin.readState()).tenants).toHaveLength(0)
  expect((await other.admin.readState()).tenants).toHaveLength(1)
  await Promise.all([one.close(), other.close()])
})

it("refuses a seed that breaks a rule", async () => {
  const [tenant] = seed.tenants
  if (tenant === undefined) throw new Error("the seed of the tests has tenants")
  await expect(startEmulator({ seed: { tenants: [tenant, tenant] } })).rejects.toMatchObject({
    reason: "InvalidSeed"
  })
})

it("is a layer, and gone with its scope", () =>
  Effect.gen(function* () {
    const { admin } = yield* TestEmulator
    expect((yield* admin.readState()).tenants).toHaveLength(1)
  }).pipe(Effect.provide(TestEmulator.layer()), Effect.runPromise))
