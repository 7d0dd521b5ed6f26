import { expect, it } from "vitest"
import { keys, openIdle, openRemote, region } from "./gate.ts"
import { openUpstream } from "./upstream.ts"
import { answerIn, dial, drained } from "./wire.ts"

const accept = { Accept: "application/problem+json" }

it("refuses as a problem who asks for one, with the members that every error has", async () => {
  const { call } = await openIdle()
  const { body: own } = await call({ target: "/v2/vpcep" })
  const { header, status, text } = await call({ target: "/v2/vpcep", unsigned: accept })
  expect([status, header("content-type")]).toEqual([404, "application/problem+json"])
  expect(JSON.parse(text)).toEqual({
    type: "about:blank",
    title: "Not Found",
    status: 404,
    detail: own.error_msg,
    error_code: own.error_code,
    error_msg: own.error_msg,
    request_id: header("x-request-id"),
    meaning: expect.any(String),
    action: expect.any(String),
    retry: expect.objectContaining({ class: "never" })
  })
})

it("refuses as a problem what never reaches a check of the API", async () => {
  const { port } = await openIdle()
  const socket = dial(port)
  const received = drained(socket)
  socket.write(
    "GET /v2/vpceps HTTP/1.1\r\nHost: evil.example\r\nAccept: application/problem+json\r\n\r\n"
  )
  const { header, status, text } = answerIn(await received)
  expect([status, header("content-type")]).toEqual([421, "application/problem+json"])
  expect(JSON.parse(text)).toMatchObject({ status: 421, error_code: "APIGW.0201" })
})

it("tells what an upstream that cannot be reached means as a problem too", async () => {
  const { call } = await openIdle()
  const target = "/v2/vpceps?enterprise_id=tenant-a"
  const { header, status } = await call({
    target,
    headers: { region },
    unsigned: accept,
    by: keys.admin
  })
  expect([status, header("content-type")]).toEqual([502, "application/problem+json"])
})

it("passes the upstream's own refusal back as it is, whatever is asked for", async () => {
  const refusal = '{"error_code":"UC.00011003","error_msg":"No.","request_id":"theirs","more":1}'
  const { origin } = await openUpstream((response) => {
    response.writeHead(401, { "Content-Type": "application/json" }).end(refusal)
  })
  const { call } = await openRemote(origin)
  const target = "/v2/vpceps?enterprise_id=tenant-a"
  const { header, status, text } = await call({
    target,
    headers: { region },
    unsigned: accept,
    by: keys.admin
  })
  expect([status, header("content-type"), text]).toEqual([401, "application/json", refusal])
})

it("names no software, in an answer of its own or of the upstream", async () => {
  const { origin } = await openUpstream((response) => {
    response.writeHead(200, { Server: "upstream/1.0" }).end("{}")
  })
  const { call } = await openRemote(origin)
  const passed = await call({
    target: "/v2/vpceps?enterprise_id=tenant-a",
    headers: { region },
    by: keys.admin
  })
  for (const { header } of [
    passed,
    await call({ target: "/docs" }),
    await call({ target: "/none" })
  ])
    expect([header("server"), header("x-powered-by")]).toEqual([undefined, undefined])
})
