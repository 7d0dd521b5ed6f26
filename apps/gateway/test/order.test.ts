import { expect, it } from "vitest"
import type { Reply, Wanted } from "./caller.ts"
import { keys, openEmbedded, openIdle, region } from "./gate.ts"
import { answerIn, dial, drained } from "./wire.ts"

const vpceps = [{ vpcep_id: "vp-unknown" }]

/** Breaks every rule; each step after it mends the one that was refused. */
const everythingWrong: Wanted = {
  method: "PUT",
  target: "/v2//vpceps",
  headers: { "Content-Type": "text/plain", "X-Project-Id": "project-b" },
  body: "["
}

const steps: ReadonlyArray<readonly [refused: string, mended: Partial<Wanted>]> = [
  ["400 APIGW.0201", { target: "/v2/vpcep" }],
  ["404 APIGW.0101", { target: "/v2/vpceps" }],
  ["405 UC.00011006", { method: "DELETE" }],
  ["401 APIGW.0301", { by: { ...keys.guest, secretKey: "wrong-secret" } }],
  ["401 APIGW.0301", { by: "token-a-old" }],
  ["401 APIGW.0301", { by: "token-a-far" }],
  ["415 UC.00011001", { headers: { "X-Project-Id": "project-b" } }],
  ["400 UC.00011001", { body: { enterprise_id: "tenant-b", vpceps } }],
  ["400 UC.00011002", { headers: { region, "X-Project-Id": "project-b" } }],
  ["401 APIGW.0301", { headers: { region } }],
  ["401 APIGW.0307", { by: keys.guest }],
  ["401 UC.00010002", { by: keys.admin }],
  ["401 UC.00011003", { body: { enterprise_id: "tenant-a", vpceps } }],
  ["404 UC.00011005", { body: { vpceps: [{ vpcep_id: "vp-0" }] } }]
]

const verdict = ({ body, status }: Reply) => `${status} ${body.error_code}`

it("checks in this order, and answers the first check that fails in the one shape of errors", async () => {
  const { call, seen } = await openEmbedded()
  let wanted = everythingWrong
  for (const [refused, mended] of steps) {
    const reply = await call(wanted)
    expect(verdict(reply)).toBe(refused)
    expect(reply.body).toEqual({
      error_code: expect.any(String),
      error_msg: expect.stringMatching(/^[A-Z]/u),
      request_id: reply.header("x-request-id")
    })
    wanted = { ...wanted, ...mended }
  }
  expect((await call(wanted)).body).toEqual({ status: "ok", total: 1 })
  // From the project on, it is the upstream that knows.
  expect(seen).toHaveLength(6)
})

it("refuses a replay before it looks at the media type", async () => {
  const { requestOf, sendAgain } = await openEmbedded()
  const unsigned = { "Content-Type": "application/json" }
  const body = { vpceps: [{ vpcep_id: "vp-0" }] }
  const request = requestOf({ method: "DELETE", headers: { region }, unsigned, body, by: keys.sdk })
  const headers = request.headers.map(([name, value]) =>
    name === "Content-Type" ? ([name, "text/plain"] as const) : ([name, value] as const)
  )
  expect((await sendAgain(request)).status).toBe(200)
  expect(verdict(await sendAgain({ ...request, headers }))).toBe("409 UC.00011022")
})

/** What is told of a body over the limit, none of which is sent. */
const tooLargeAt = async (start: string) => {
  const { port } = await openIdle()
  const socket = dial(port)
  const received = drained(socket)
  socket.write(
    `${start} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Length: ${12 * 1_048_576 + 1}\r\n\r\n`
  )
  const { header, status, text } = answerIn(await received)
  const { error_code } = JSON.parse(text)
  return { status, error_code, connection: header("connection"), allow: header("allow") }
}

it("refuses a body over 12 MB before it asks for credentials, and does not read it", async () => {
  for (const start of ["DELETE /v2/vpceps", "POST /v2/vpceps/delete", "GET /docs"])
    expect(await tooLargeAt(start)).toMatchObject({
      status: 413,
      error_code: "APIGW.0201",
      connection: "close"
    })
})

it("refuses an address that is none, and a method it does not have, before so large a body, unread too", async () => {
  expect(await tooLargeAt("DELETE /v2/vpcep")).toMatchObject({
    status: 404,
    error_code: "APIGW.0101",
    connection: "close"
  })
  const allowed: ReadonlyArray<readonly [start: string, allow: string]> = [
    ["PUT /v2/vpceps", "GET, DELETE, OPTIONS"],
    ["PUT /v2/vpceps/delete", "POST, OPTIONS"],
    ["PUT /docs", "GET, OPTIONS"]
  ]
  for (const [start, allow] of allowed)
    expect(await tooLargeAt(start)).toMatchObject({
      status: 405,
      error_code: "UC.00011006",
      connection: "close",
      allow
    })
})

for (const method of ["HEAD", "POST", "PUT", "PATCH", "TRACE"]) {
  it(`refuses ${method} on the list with 405 and the methods there are`, async () => {
    const { call } = await openIdle()
    const { header, status } = await call({ method })
    expect([status, header("allow")]).toEqual([405, "GET, DELETE, OPTIONS"])
  })
}

it("answers OPTIONS with the methods there are, and allows no other origin", async () => {
  const { call } = await openIdle()
  const { header, headers, status } = await call({ method: "OPTIONS" })
  expect([status, header("allow")]).toEqual([204, "GET, DELETE, OPTIONS"])
  expect(headers.filter(([name]) => name.startsWith("access-control"))).toEqual([])
})

for (const method of ["BREW", "get", "CONNECT"]) {
  it(`refuses ${method}, which HTTP does not have for a resource, with 400 and closes`, async () => {
    const { call } = await openIdle()
    const { body, header, status } = await call({ method })
    expect([status, body.error_code, header("connection")]).toEqual([400, "APIGW.0201", "close"])
  })
}

it("refuses an unknown key, a disabled one and a wrong secret alike", async () => {
  const { call } = await openEmbedded()
  const impostors = [keys.unknown, keys.disabled, { ...keys.admin, secretKey: "wrong-secret" }]
  const answers = new Set<string>()
  for (const by of impostors) {
    const target = "/v2/vpceps?enterprise_id=tenant-a"
    const { body, headers, status } = await call({ target, headers: { region }, by })
    const names = headers.map(([name]) => name)
    const message = body.error_msg.replace(/\d{8}T\d{6}Z/u, "") // the date that was signed
    answers.add(JSON.stringify([status, names, body.error_code, message]))
  }
  expect([...answers]).toEqual([expect.stringContaining("verify aksk signature fail")])
})
