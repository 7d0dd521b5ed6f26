import { expect, it } from "vitest"
import { keys, openEmbedded, region } from "./gate.ts"

const list = { target: "/v2/vpceps?enterprise_id=tenant-a", headers: { region } }

const remove = (...ids: ReadonlyArray<string>) => ({
  method: "DELETE",
  headers: { region },
  body: { enterprise_id: "tenant-a", vpceps: ids.map((vpcep_id) => ({ vpcep_id })) }
})

it("lists the entries to a caller who signs", async () => {
  const { call } = await openEmbedded()
  const { body, status } = await call({ ...list, by: keys.admin })
  expect(status).toBe(200)
  expect(body).toMatchObject({
    status: "ok",
    total: 3,
    data: { enterprise_id: "tenant-a", vpceps: [{ vpcep_id: "vp-0" }, {}, {}] }
  })
})

it("passes the upstream's headers back with its request id, and adds its own id beside", async () => {
  const { call } = await openEmbedded()
  const { header } = await call({ ...list, by: keys.admin })
  expect(header("x-frame-options")).toBe("SAMEORIGIN")
  expect(header("content-type")).toBe("application/json")
  expect(header("x-request-id")).toMatch(/^[0-9a-f]{32}$/u)
  expect(header("x-codearts-request-id")).toMatch(/^[0-9a-f]{32}$/u)
  expect(header("x-codearts-request-id")).not.toBe(header("x-request-id"))
})

it("deletes an entry, which is then gone", async () => {
  const { call } = await openEmbedded()
  expect((await call({ ...remove("vp-0"), by: keys.admin })).body).toEqual({
    status: "ok",
    total: 1
  })
  expect((await call({ ...list, by: keys.admin })).body.total).toBe(2)
})

it("deletes nothing where one of the ids is unknown", async () => {
  const { call } = await openEmbedded()
  const { body, status } = await call({ ...remove("vp-0", "vp-9"), by: keys.admin })
  expect([status, body.error_code]).toEqual([404, "UC.00011005"])
  expect((await call({ ...list, by: keys.admin })).body.total).toBe(3)
})

it("takes a temporary key with its security token", async () => {
  const { call } = await openEmbedded()
  expect((await call({ ...list, by: keys.temporary })).status).toBe(200)
})

const auth = (password: string) => ({
  auth: {
    identity: {
      methods: ["password"],
      password: { user: { name: "admin", password, domain: { name: "account-a" } } }
    },
    scope: { project: { name: region } }
  }
})

const createToken = (password: string) => ({
  method: "POST",
  target: "/v3/auth/tokens",
  body: auth(password)
})

it("issues a token for a password, with which its holder lists and deletes", async () => {
  const { call } = await openEmbedded()
  const issued = await call(createToken("admin-password"))
  expect([issued.status, issued.body.token.project.name]).toEqual([201, region])
  const by = issued.header("x-subject-token") ?? ""
  expect((await call({ ...list, by })).body.total).toBe(3)
  expect((await call({ ...remove("vp-1"), by })).body.total).toBe(1)
  expect((await call({ ...list, by })).body.total).toBe(2)
})

it("tells about a token that its holder, or a signature, asks about", async () => {
  const { call } = await openEmbedded()
  const subject = (await call(createToken("admin-password"))).header("x-subject-token") ?? ""
  for (const by of [subject, keys.admin]) {
    const headers = { "X-Subject-Token": subject }
    const told = await call({ target: "/v3/auth/tokens", headers, by })
    expect([told.status, told.body.token?.user.name]).toEqual([200, "admin"])
    expect(told.header("x-subject-token")).toBe(subject)
  }
})

it("refuses a wrong password in the shape of the identity service", async () => {
  const { call } = await openEmbedded()
  const { body, status } = await call(createToken("wrong-password"))
  expect(status).toBe(401)
  expect(body).toEqual({
    error: { code: 401, message: expect.any(String), title: "Unauthorized" }
  })
})

it("lists the caller's projects at the address by which it is called", async () => {
  const { call, port } = await openEmbedded()
  const { body, status } = await call({ target: "/v3/projects", by: keys.admin })
  expect(status).toBe(200)
  expect(body.projects[0].links.self).toContain(`127.0.0.1:${port}/v3/projects/`)
})
