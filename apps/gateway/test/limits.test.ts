import { Effect } from "effect"
import * as fc from "fast-check"
import { expect, it } from "vitest"
import { makeLimits, type Rates } from "../src/limits/Limits.ts"
import { keys, openGate, region, remoteAt } from "./gate.ts"
import { openUpstream } from "./upstream.ts"

const list = { target: "/v2/vpceps?enterprise_id=tenant-a", headers: { region }, by: keys.admin }

const open = async (rates: Rates) => {
  let now = 0
  const { arrived, origin } = await openUpstream()
  const limits = makeLimits(rates, () => now)
  const gate = await openGate(remoteAt(origin), { limits })
  return { ...gate, arrived, pass: (milliseconds: number) => void (now += milliseconds) }
}

it("refuses a caller past its limit with 429 and when to come again, and nobody else", async () => {
  const { arrived, call, pass } = await open({ caller: { per_second: 0.5, burst: 2 } })
  expect([(await call(list)).status, (await call(list)).status]).toEqual([200, 200])
  const { body, header, status } = await call(list)
  expect([status, body.error_code, header("retry-after")]).toEqual([429, "APIGW.0308", "2"])
  expect((await call({ ...list, by: keys.sdk })).status).toBe(200)
  expect(arrived).toHaveLength(3)
  pass(1999)
  expect((await call(list)).status).toBe(429)
  pass(1)
  expect((await call(list)).status).toBe(200)
})

it("tells each caller its limit and what is left of it, on every answer", async () => {
  const { call } = await open({ caller: { per_second: 1, burst: 2 } })
  const told = async () => {
    const { header } = await call(list)
    return [header("ratelimit-policy"), header("ratelimit")]
  }
  expect(await told()).toEqual([`"caller";q=2;w=2`, `"caller";r=1;t=1`])
  expect(await told()).toEqual([`"caller";q=2;w=2`, `"caller";r=0;t=2`])
  expect(await told()).toEqual([`"caller";q=2;w=2`, `"caller";r=0;t=2`])
})

it("gives all callers together no more than the upstream's budget", async () => {
  const { arrived, call } = await open({ upstream: { per_second: 1, burst: 2 } })
  const by = [keys.admin, keys.sdk, keys.admin, keys.sdk]
  const statuses = []
  for (const each of by) statuses.push((await call({ ...list, by: each })).status)
  expect(statuses).toEqual([200, 200, 429, 429])
  expect(arrived).toHaveLength(2)
})

it("counts nothing of what is refused", async () => {
  const { call, pass } = await open({
    caller: { per_second: 1, burst: 2 },
    upstream: { per_second: 1, burst: 1 }
  })
  await call(list)
  for (let refused = 0; refused < 5; refused += 1) await call(list)
  pass(1000)
  expect((await call(list)).header("ratelimit")).toBe(`"caller";r=1;t=1`)
})

it("remembers no deletion that it refused", async () => {
  const { pass, requestOf, sendAgain, call } = await open({ caller: { per_second: 1, burst: 1 } })
  await call(list)
  const deletion = requestOf({
    method: "DELETE",
    headers: { region },
    body: { vpceps: [{ vpcep_id: "vp-0" }] },
    by: keys.admin
  })
  expect((await sendAgain(deletion)).status).toBe(429)
  pass(1000)
  expect((await sendAgain(deletion)).status).toBe(200)
})

const rate = fc.record({
  per_second: fc.double({ min: 0.01, max: 500, noNaN: true }),
  burst: fc.integer({ min: 1, max: 20 })
})

it("says a whole number of seconds after which a caller passes", () => {
  fc.assert(
    fc.property(
      rate,
      rate,
      fc.array(fc.nat(500), { maxLength: 40 }),
      (caller, upstream, pauses) => {
        let now = 5e6
        const { take } = makeLimits({ caller, upstream }, () => now)
        const wait = () => Effect.runSync(take("A", "https://upstream.example")).wait
        for (const pause of pauses) {
          now += pause
          const told = Math.ceil(wait() / 1000)
          if (told === 0) continue
          now += told * 1000
          expect(wait()).toBe(0)
        }
      }
    ),
    { numRuns: 300 }
  )
})
