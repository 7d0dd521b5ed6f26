import { expect, it } from "vitest"
import { keys, openGate, openRemote, region, remoteAt } from "./gate.ts"
import { openUpstream, unusedOrigin } from "./upstream.ts"

const list = { target: "/v2/vpceps?enterprise_id=tenant-a", headers: { region }, by: keys.admin }

it("stops at the first hop where a gateway is its own upstream", async () => {
  const origin = await unusedOrigin()
  let requests = 0
  const { call } = await openGate(remoteAt(origin, {}, keys.admin), {
    port: Number(new URL(origin).port),
    around: (handler) => (request, sink) => {
      requests += 1
      return handler(request, sink)
    }
  })
  const { body, status } = await call(list)
  expect([status, body.error_code, requests]).toEqual([500, "APIGW.0612", 2])
})

it("stops where two gateways are each other's upstream", async () => {
  const origin = await unusedOrigin()
  const other = await openGate(remoteAt(origin, {}, keys.admin))
  const { call } = await openGate(remoteAt(`http://127.0.0.1:${other.port}`, {}, keys.admin), {
    port: Number(new URL(origin).port)
  })
  const { body, status } = await call(list)
  expect([status, body.error_code]).toEqual([500, "APIGW.0612"])
})

it("lets one gateway be the upstream of another, and each names itself on the way", async () => {
  const { arrived, origin } = await openUpstream()
  const inner = await openRemote(origin)
  const outer = await openGate(remoteAt(`http://127.0.0.1:${inner.port}`, {}, keys.admin))
  expect((await outer.call(list)).status).toBe(200)
  const names = arrived[0]?.header("via")?.split(", ") ?? []
  expect(names).toEqual(
    Array(2).fill(expect.stringMatching(/^1\.1 codearts-gateway-[0-9a-f]{12}$/u))
  )
  expect(new Set(names).size).toBe(2)
})
