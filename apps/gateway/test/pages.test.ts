import { allOperations, openApi } from "@codearts/api"
import { hash } from "node:crypto"
import { expect, it } from "vitest"
import { openEmbedded, openIdle, openRemote } from "./gate.ts"
import { openUpstream } from "./upstream.ts"

it("tells at /healthz that it works, where requests go, and that it guards deletions", async () => {
  const { call } = await openEmbedded({ deletions: {} })
  const { body, status } = await call({ target: "/healthz" })
  expect(status).toBe(200)
  expect(body).toEqual({ status: "ok", upstream: "embedded", guards: "on" })
})

it("tells loudly at /healthz that guards are off", async () => {
  const { call } = await openEmbedded({ deletions: { guards: "off" } })
  expect((await call({ target: "/healthz" })).body.guards).toBe(
    "OFF: every deletion that its caller may make is passed on"
  )
})

it("asks the upstream nothing for its own pages", async () => {
  const { arrived, origin } = await openUpstream()
  const { call } = await openRemote(origin)
  expect((await call({ target: "/healthz" })).body.upstream).toBe(origin)
  expect((await call({ target: "/docs" })).status).toBe(200)
  expect((await call({ target: "/openapi.json" })).status).toBe(200)
  expect(arrived).toEqual([])
})

const ownHeaders = ["X-Codearts-Dry-Run", "X-Codearts-Plan"]

it("gives the contract at /openapi.json, served by itself and not by the cloud's hosts", async () => {
  const { call } = await openIdle()
  const { body } = await call({ target: "/openapi.json" })
  const contract = JSON.parse(JSON.stringify(openApi()))
  for (const path of Object.keys(contract.paths)) delete contract.paths[path].servers
  const { "/v2/vpceps": list, "/v2/vpceps/delete": _, ...others } = body.paths
  const { "/v2/vpceps": contracted, ...rest } = contract.paths
  expect(others).toEqual(rest)
  expect(list.get).toEqual(contracted.get)
  const { parameters, responses, ...remove } = list.delete
  const { parameters: documented, responses: answers, ...removed } = contracted.delete
  expect(remove).toEqual(removed)
  const own = parameters.filter(({ name }: { name: string }) => ownHeaders.includes(name))
  expect(own.map(({ name }: { name: string }) => name)).toEqual(ownHeaders)
  expect(parameters.slice(0, -2)).toEqual(documented)
  expect({ ...responses, 200: answers[200] }).toEqual(answers)
})

it("shows the twin of a deletion at /openapi.json, labelled as its own", async () => {
  const { call } = await openIdle()
  const { paths } = (await call({ target: "/openapi.json" })).body
  const { delete: remove } = paths["/v2/vpceps"]
  const { post } = paths["/v2/vpceps/delete"]
  expect(post).toEqual({
    ...remove,
    operationId: "deleteVpcepAccessControlRecordsByPost",
    summary: expect.stringContaining("This gateway's own"),
    "x-codearts-extension": "gateway"
  })
})

it("shows every operation at /docs", async () => {
  const { call } = await openIdle()
  const { header, text } = await call({ target: "/docs" })
  expect(header("content-type")).toBe("text/html; charset=utf-8")
  for (const { method, name, path } of allOperations) {
    expect(text).toContain(`<section id="${name}">`)
    expect(text).toContain(`<code>${method} ${path}</code>`)
  }
  expect(text.split("<section ")).toHaveLength(allOperations.length + 2)
  expect(text).toContain('<section id="deleteVpcepAccessControlRecordsByPost">')
})

it("lets /docs load its own style sheet, and nothing else run or load", async () => {
  const { call } = await openIdle()
  const { header, text } = await call({ target: "/docs" })
  const [, style = ""] = /<style>([\s\S]*)<\/style>/u.exec(text) ?? []
  expect(header("content-security-policy")).toBe(
    `default-src 'none'; style-src 'sha256-${hash("sha256", style, "base64")}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`
  )
  expect(text).not.toMatch(
    /<script|\son[a-z]+=|javascript:|<[^>]*\sstyle=|https?:\/\/(?!www\.apache)/iu
  )
})

for (const target of ["/healthz", "/docs", "/openapi.json"]) {
  it(`lets nobody keep, frame or guess at ${target}`, async () => {
    const { call } = await openIdle()
    const { header } = await call({ target })
    expect(header("cache-control")).toBe("no-store")
    expect(header("referrer-policy")).toBe("no-referrer")
    expect(header("x-content-type-options")).toBe("nosniff")
    expect(header("content-security-policy")).toMatch(/^default-src 'none'/u)
    expect(header("x-request-id")).toMatch(/^[0-9a-f]{32}$/u)
  })

  it(`refuses another method than GET at ${target}`, async () => {
    const { call } = await openIdle()
    const refused = await call({ method: "POST", target })
    expect([refused.status, refused.body.error_code, refused.header("allow")]).toEqual([
      405,
      "UC.00011006",
      "GET, OPTIONS"
    ])
    expect((await call({ method: "OPTIONS", target })).status).toBe(204)
  })
}

for (const target of ["/", "/docs/", "/Healthz", "/constructor", "/metrics", "/admin"]) {
  it(`has nothing at ${target}`, async () => {
    const { call } = await openIdle()
    const { body, status } = await call({ target })
    expect([status, body.error_code]).toEqual([404, "APIGW.0101"])
  })
}

it("answers for no other host, whatever page sent the browser here", async () => {
  const { call } = await openIdle()
  const { body, status } = await call({ target: "/healthz", headers: { Host: "evil.example" } })
  expect([status, body.error_code]).toEqual([421, "APIGW.0201"])
})
