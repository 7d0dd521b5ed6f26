import { Effect } from "effect"
import { TestClock } from "effect/testing"
import { expect, it } from "vitest"
import { make, sampleSeed } from "../src/index.ts"
import { isOfPresentCost, isPassword } from "../src/password.ts"
import { samplePasswords } from "../src/samplePasswords.ts"
import { atBeginning, received, region, send } from "./world.ts"

const [tenant] = sampleSeed.tenants
const admin = tenant?.users.find(({ roles }) => roles.includes("Tenant Administrator"))
const [key] = admin?.access_keys ?? []

it(
  "the sample's access key reads eight entries, seven of ap-southeast-3, then one of la-north-2",
  atBeginning(function* () {
    const emulator = yield* make({ filename: ":memory:", seed: sampleSeed })
    const wanted = {
      target: `/v2/vpceps?enterprise_id=${tenant?.enterprise_id}`,
      headers: { region },
      by: { accessKey: key?.access_key ?? "", secretKey: key?.secret_key ?? "" }
    }
    const { body } = yield* send(
      emulator,
      received(wanted, new Date(yield* TestClock.testClockWith((clock) => clock.currentTimeMillis)))
    )
    expect(body.total).toBe(8)
    expect(body.data.vpceps.map((vpcep: { readonly region: string }) => vpcep.region)).toEqual([
      ...Array.from({ length: 7 }, () => "ap-southeast-3"),
      "la-north-2"
    ])
  })
)

it("the sample's secret key has the 40 characters of a real one", () => {
  expect(key?.secret_key).toHaveLength(40)
  expect(key?.access_key).toHaveLength(20)
})

it("what is kept of each of the sample's passwords was derived from it, at the cost of any other", async () => {
  const passwords = (tenant?.users ?? []).map(({ password }) => password)
  expect(passwords).toHaveLength(2)
  for (const password of passwords) {
    const kept = samplePasswords.get(password) ?? ""
    expect(await Effect.runPromise(isOfPresentCost(kept))).toBe(true)
    expect(await Effect.runPromise(isPassword(password, kept))).toBe(true)
  }
})
