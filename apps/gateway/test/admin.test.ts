import { Effect, Exit, Scope } from "effect"
import { expect, it } from "vitest"
import { serve } from "../src/index.ts"
import type { Settings } from "../src/settings.ts"
import { call } from "./caller.ts"
import { inTest } from "./gate.ts"
import { exchange } from "./wire.ts"

const open = async (settings: Settings = {}) => {
  const gate = await inTest(serve({ port: 0, ...settings }))
  return { port: gate.port, adminPort: Number(new URL(adminUrlOf(gate)).port) }
}

const adminUrlOf = (gate: object) => ("adminUrl" in gate ? String(gate.adminUrl) : "")

const get = (port: number, target: string) => call(port, { target })

it("says on a port of its own that it lives and is ready", async () => {
  const { adminPort } = await open()
  const live = await get(adminPort, "/livez")
  const ready = await get(adminPort, "/readyz")
  expect([live.status, ready.status, ready.body]).toEqual([200, 200, { status: "ready" }])
})

it("has none of its admin pages on the public port, and nothing of the API on the other", async () => {
  const { adminPort, port } = await open()
  const paths = ["/livez", "/readyz", "/metrics", "/config"]
  const there = await Promise.all(paths.map((path) => get(port, path)))
  expect(there.map(({ status }) => status)).toEqual([404, 404, 404, 404])
  expect((await get(adminPort, "/v2/vpceps")).status).toBe(404)
})

it("refuses a foreign Host, another method and another spelling of a path there", async () => {
  const { adminPort } = await open()
  const foreign = await exchange(adminPort, {
    method: "GET",
    target: "/metrics",
    headers: [["Host", "attacker.example"]],
    body: Buffer.alloc(0)
  })
  expect(foreign.status).toBe(421)
  expect((await call(adminPort, { method: "POST", target: "/metrics" })).status).toBe(405)
  expect((await get(adminPort, "/metrics/")).status).toBe(404)
  expect((await get(adminPort, "/METRICS")).status).toBe(404)
})

const series = (text: string) =>
  text
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => line.slice(0, line.lastIndexOf(" ")))

it("counts by operation and status, and has no more series whatever callers send", async () => {
  const { adminPort, port } = await open()
  const refused = async (index: number) => {
    await get(port, `/path/${index}`)
    await call(port, {
      headers: { region: `region-${index}` },
      by: { accessKey: `AK${index}`, secretKey: "some-secret" }
    })
  }
  await refused(0)
  const before = await get(adminPort, "/metrics")
  for (let index = 1; index <= 100; index += 1) await refused(index)
  const after = await get(adminPort, "/metrics")
  expect(series(after.text)).toEqual(series(before.text))
  expect(after.text).toContain(
    `codearts_gateway_requests_total{operation="listVpcepAccessControlRecords",status="401"} 101`
  )
  expect(after.text).toContain(
    `codearts_gateway_requests_total{operation="other",status="404"} 101`
  )
})

it("shows the settings in force and where each is from, without a secret", async () => {
  const { adminPort } = await open({ limits: { caller: "off" }, data: ":memory:" })
  const { body } = await get(adminPort, "/config")
  expect(body).toMatchObject({
    host: { value: "127.0.0.1", origin: "default" },
    limits: { value: { caller: "off" }, origin: "set" },
    upstream: { value: "embedded", origin: "default" }
  })
})

it("is not ready from the moment it is told to stop, and lives until it has drained", async () => {
  const scope = Scope.makeUnsafe()
  const gate = await Effect.runPromise(
    Effect.provideService(serve({ port: 0 }), Scope.Scope, scope)
  )
  const adminPort = Number(new URL(adminUrlOf(gate)).port)
  const closing = Effect.runPromise(Scope.close(scope, Exit.void))
  const ready = await get(adminPort, "/readyz")
  expect([ready.status, ready.body.obstacles]).toEqual([503, ["draining"]])
  expect((await get(adminPort, "/livez")).status).toBe(200)
  // A request of one who has not heard of it yet.
  expect((await get(gate.port, "/healthz")).status).toBe(200)
  await closing
  await expect(get(gate.port, "/healthz")).resolves.toMatchObject({ status: Number.NaN })
})

it("has no admin pages where they are off", async () => {
  expect(await inTest(serve({ port: 0, admin: "off" }))).not.toHaveProperty("adminUrl")
})
