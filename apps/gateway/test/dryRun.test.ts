import { describe, expect, it } from "vitest"
import { keys, openIdle, region } from "./gate.ts"
import { deletionOf, ids, openGuarded, seedOf } from "./guarded.ts"

const dry = { region, "X-Codearts-Dry-Run": "true" }

describe("a dry run of a deletion", () => {
  it("tells what would go, echoes that it is none, and sends nothing that changes", async () => {
    for (const kind of ["embedded", "remote"] as const) {
      const { call, left, seen } = await openGuarded(kind, seedOf(10, 2))
      const { body, header, status } = await call({ ...deletionOf(ids(2)), headers: dry })
      expect([status, header("x-codearts-dry-run")]).toEqual([200, "true"])
      expect(body).toEqual({
        status: "ok",
        dry_run: true,
        total: 2,
        data: {
          enterprise_id: "tenant-a",
          region,
          vpceps: [{ vpcep_id: "vp-000" }, { vpcep_id: "vp-001" }]
        },
        left: 8,
        snapshot: expect.stringMatching(/^sha256:[0-9a-f]{64}$/u)
      })
      expect(seen).toEqual([])
      expect(await left()).toBe(12)
    }
  })

  it("is refused as the deletion would be: by guards, by what is there, by the contract", async () => {
    const { call } = await openGuarded("embedded", seedOf(2))
    const verdict = async (vpcep_ids: ReadonlyArray<string>) => {
      const { body, status } = await call({ ...deletionOf(vpcep_ids), headers: dry })
      return `${status} ${body.error_code}`
    }
    expect(await verdict(ids(2))).toBe("403 KIT.0001")
    expect(await verdict(["vp-009"])).toBe("404 UC.00011005")
    expect(await verdict([])).toBe("400 UC.00011002")
  })

  it("looks what is there even where guards are off", async () => {
    const { call, seen } = await openGuarded("remote", seedOf(2), { guards: "off" })
    expect((await call({ ...deletionOf(ids(2)), headers: dry })).body.left).toBe(0)
    expect((await call({ ...deletionOf(["x"]), headers: dry })).status).toBe(404)
    expect(seen).toEqual([])
  })

  it("does not stand in the way of the deletion itself, nor a second one of it", async () => {
    const { call, requestOf, sendAgain } = await openGuarded("embedded", seedOf(2))
    const request = requestOf({ ...deletionOf(["vp-000"]), headers: dry })
    expect((await sendAgain(request)).status).toBe(200)
    expect((await sendAgain(request)).status).toBe(200)
    expect((await call(deletionOf(["vp-000"]))).status).toBe(200)
  })

  it("can be asked by a token, which covers no header", async () => {
    const { call, left } = await openGuarded("embedded", seedOf(2))
    const { body } = await call({ ...deletionOf(["vp-000"]), headers: dry, by: "token-a" })
    expect(body.dry_run).toBe(true)
    expect(await left()).toBe(2)
  })
})

for (const value of ["false", "True", "1", "true, true", ""]) {
  it(`refuses ${JSON.stringify(value)} for true, and deletes nothing`, async () => {
    const { call, left, seen } = await openGuarded("embedded", seedOf(2))
    const headers = { region, "X-Codearts-Dry-Run": value }
    const { body, status } = await call({ ...deletionOf(["vp-000"]), headers })
    expect([status, body.error_code]).toEqual([400, "UC.00011002"])
    expect(seen).toEqual([])
    expect(await left()).toBe(2)
  })
}

for (const by of [keys.admin, keys.sdk]) {
  it(`refuses one that ${by.accessKey} has not signed`, async () => {
    const { call, left } = await openGuarded("embedded", seedOf(2))
    const unsigned = { "X-Codearts-Dry-Run": "true" }
    const { body, status } = await call({ ...deletionOf(["vp-000"]), unsigned, by })
    expect([status, body.error_code]).toEqual([401, "APIGW.0301"])
    expect(body.error_msg).toContain("x-codearts-dry-run")
    expect(await left()).toBe(2)
  })
}

it("refuses a signed one that was taken out on the way", async () => {
  const { left, requestOf, sendAgain } = await openGuarded("embedded", seedOf(2))
  const request = requestOf({ ...deletionOf(["vp-000"]), headers: dry })
  const headers = request.headers.filter(([name]) => name !== "X-Codearts-Dry-Run")
  expect((await sendAgain({ ...request, headers })).status).toBe(401)
  expect(await left()).toBe(2)
})

it("makes a read, which changes nothing anyway", async () => {
  const { call, seen } = await openGuarded("embedded", seedOf(2))
  const target = "/v2/vpceps?enterprise_id=tenant-a"
  const { body, header } = await call({ target, headers: dry, by: keys.admin })
  expect([body.total, header("x-codearts-dry-run")]).toEqual([2, undefined])
  expect(seen).toHaveLength(1)
})

it("refuses one of another change, for which there is none", async () => {
  const { call, seen } = await openGuarded("embedded", seedOf(2))
  const target = "/v3/auth/tokens"
  const { status } = await call({ method: "POST", target, headers: dry, body: {} })
  expect([status, seen]).toEqual([400, []])
})

describe("POST /v2/vpceps/delete", () => {
  const twin = { method: "POST", target: "/v2/vpceps/delete" }

  it("deletes what a DELETE with the same body would, and goes on as one with the same bytes", async () => {
    for (const kind of ["embedded", "remote"] as const) {
      const { call, left, seen } = await openGuarded(kind, seedOf(5))
      const body = '{ "enterprise_id":"tenant-a",\n"vpceps":[{"vpcep_id":"vp-000"}]}'
      const reply = await call({ ...deletionOf([]), ...twin, body })
      expect(reply.body).toEqual({ status: "ok", total: 1 })
      expect(seen).toEqual(["DELETE /v2/vpceps"])
      expect(await left()).toBe(4)
    }
  })

  it("is passed on once a signature", async () => {
    const { requestOf, seen, sendAgain } = await openGuarded("embedded", seedOf(5))
    const request = requestOf({ ...deletionOf(["vp-000"]), ...twin })
    expect((await sendAgain(request)).status).toBe(200)
    expect((await sendAgain(request)).body.error_code).toBe("UC.00011022")
    expect(seen).toHaveLength(1)
  })

  it("has the same guards, dry run and checks", async () => {
    const { call, seen } = await openGuarded("embedded", seedOf(2))
    const verdict = async (wanted: object) => {
      const { body, status } = await call({ ...deletionOf(ids(2)), ...twin, ...wanted })
      return [status, body.error_code ?? body.dry_run]
    }
    expect(await verdict({})).toEqual([403, "KIT.0001"])
    expect(await verdict({ ...deletionOf(["vp-000"]), ...twin, headers: dry })).toEqual([200, true])
    expect(await verdict({ body: { vpceps: [] } })).toEqual([400, "UC.00011002"])
    expect(await verdict({ target: "/v2/vpceps/delete?x=1" })).toEqual([400, "UC.00011002"])
    expect(await verdict({ by: keys.unknown })).toEqual([401, "APIGW.0301"])
    expect(await verdict({ by: undefined })).toEqual([401, "APIGW.0301"])
    expect(await verdict({ headers: {} })).toEqual([400, "UC.00011002"])
    expect(seen).toEqual([])
  })

  it("does not take a signature of the DELETE, nor the DELETE one of it", async () => {
    const { requestOf, seen, sendAgain } = await openGuarded("embedded", seedOf(5))
    const post = requestOf({ ...deletionOf(["vp-000"]), ...twin })
    const remove = requestOf(deletionOf(["vp-000"]))
    const { method, target } = remove
    expect((await sendAgain({ ...post, method, target })).status).toBe(401)
    expect((await sendAgain({ ...remove, ...twin })).status).toBe(401)
    expect(seen).toEqual([])
  })

  it("is there for POST alone, and without a slash at its end", async () => {
    const { call } = await openIdle()
    const { header, status } = await call({ ...twin, method: "DELETE" })
    expect([status, header("allow")]).toEqual([405, "POST, OPTIONS"])
    expect((await call({ ...twin, method: "OPTIONS" })).status).toBe(204)
    expect((await call({ ...twin, target: "/v2/vpceps/delete/" })).status).toBe(404)
  })
})
