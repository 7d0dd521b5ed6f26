import { expect, it } from "vitest"
import { keys, openGate, region, remoteAt } from "./gate.ts"
import { openUpstream } from "./upstream.ts"

const listOf = (region: string) => ({
  target: "/v2/vpceps?enterprise_id=tenant-a",
  headers: { region },
  by: keys.admin
})

it("passes each request on to the address of its region, and to none that a caller makes up", async () => {
  const here = await openUpstream()
  const there = await openUpstream()
  const table = new Map([
    [region, here.origin],
    ["la-south-2", there.origin]
  ])
  const { call } = await openGate(remoteAt(table))
  expect((await call(listOf(region))).status).toBe(200)
  expect((await call(listOf("la-south-2"))).status).toBe(200)
  expect([here.arrived.length, there.arrived.length]).toEqual([1, 1])
  expect(there.arrived[0]?.header("host")).toBe(new URL(there.origin).host)

  for (const unknown of ["la-south-3", "LA-SOUTH-2", "la-south-2.example", "__proto__"])
    expect((await call(listOf(unknown))).status).toBe(400)
  expect((await call(listOf("cn-north-4"))).body).toMatchObject({
    error_code: "UC.00011002",
    error_msg: expect.stringContaining(
      `region: this gateway passes nothing on to cn-north-4; it serves regions ${region}, la-south-2`
    )
  })
  expect([here.arrived.length, there.arrived.length]).toEqual([1, 1])
})
