import { expect, it } from "vitest"
import { keys, openFor, region } from "./gate.ts"
import { openUpstream } from "./upstream.ts"

const list = { target: "/v2/vpceps?enterprise_id=tenant-a", headers: { region } }

const deletion = {
  method: "DELETE",
  headers: { region },
  body: { enterprise_id: "tenant-a", vpceps: [{ vpcep_id: "vp-1" }] }
}

const denied = {
  status: 403,
  body: {
    error_code: "APIGW.0302",
    error_msg: "The IAM user is not authorized to access the API."
  }
}

it("lets a caller list, and not delete, of whom nothing else is said", async () => {
  const { arrived, origin } = await openUpstream()
  const { call, log } = await openFor(origin)
  expect((await call({ ...list, by: keys.admin })).status).toBe(200)
  expect(await call({ ...deletion, by: keys.admin })).toMatchObject(denied)
  expect(arrived).toHaveLength(1)
  expect(log).toEqual([
    expect.stringMatching(
      /^\w+ 403 APIGW\.0302: ADMIN may not delete "vp-1": allow\[0\] does not cover it in verbs; this would allow it: /u
    )
  ])
})

it("passes on what a grant covers, and nothing beside it", async () => {
  const { arrived, origin } = await openUpstream()
  const { call } = await openFor(origin, [
    { verbs: ["list", "delete"], enterprise_ids: ["tenant-a"], regions: [region] }
  ])
  expect((await call({ ...deletion, by: keys.admin })).status).toBe(200)
  const elsewhere = { ...deletion, headers: { region: "la-south-2" }, by: keys.admin }
  expect(await call(elsewhere)).toMatchObject(denied)
  const other = { ...list, target: "/v2/vpceps?enterprise_id=tenant-b", by: keys.admin }
  expect(await call(other)).toMatchObject(denied)
  expect(arrived).toHaveLength(1)
})

it("tells nobody who is unknown what is allowed", async () => {
  const { origin } = await openUpstream()
  const { call, log } = await openFor(origin, [])
  expect((await call({ ...list, by: keys.unknown })).status).toBe(401)
  expect(log).toEqual([])
})
