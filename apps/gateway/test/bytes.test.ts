import { expect, it } from "vitest"
import { keys, openRemote, region } from "./gate.ts"
import { openUpstream } from "./upstream.ts"

const targets = [
  "/v2/vpceps?enterprise_id=tenant-a",
  "/v2/vpceps?limit=5&enterprise_id=tenant-a&offset=0",
  "/v2/vpceps?enterprise%5Fid=tenant%2Da&vpcep_ids=vp-0%2Cvp-1",
  "/v2/vpceps?&vpcep_ids=vp-0,vp-1&&enterprise_id=tenant-a&sort=ASC&"
]

for (const target of targets) {
  it(`passes ${target} on to the letter`, async () => {
    const { arrived, origin } = await openUpstream()
    const { call } = await openRemote(origin)
    expect((await call({ target, headers: { region }, by: keys.admin })).status).toBe(200)
    expect(arrived).toMatchObject([{ method: "GET", target }])
  })
}

const bodies = [
  '{"vpceps":[{"vpcep_id":"vp-0"}]}',
  '\r\n { "vpceps" : [\t{ "description": "é 中文", "vpcep_id": "vp\\u002d0" } ] } \n',
  JSON.stringify({
    vpceps: Array.from({ length: 100 }, (_, index) => ({
      vpcep_id: `vp-${index}`,
      description: "x".repeat(128)
    }))
  })
]

for (const body of bodies) {
  it(`passes a body of ${Buffer.byteLength(body)} bytes on to the byte`, async () => {
    const { arrived, origin } = await openUpstream()
    const { call } = await openRemote(origin)
    const { status } = await call({ method: "DELETE", headers: { region }, body, by: keys.admin })
    expect(status).toBe(200)
    expect(arrived[0]?.body.toString()).toBe(body)
    expect(arrived[0]?.header("content-length")).toBe(String(Buffer.byteLength(body)))
    expect(arrived[0]?.header("content-type")).toBe("application/json")
  })
}

it("passes the empty object on that a GET may carry", async () => {
  const { arrived, origin } = await openUpstream()
  const { call } = await openRemote(origin)
  const target = "/v2/vpceps?enterprise_id=tenant-a"
  expect((await call({ target, headers: { region }, body: "{}", by: keys.admin })).status).toBe(200)
  expect(arrived[0]?.body.toString()).toBe("{}")
})

const list = { target: "/v2/vpceps?enterprise_id=tenant-a", headers: { region }, by: keys.admin }

it("passes the answer's bytes back without reading them", async () => {
  const answer = Buffer.concat([
    Buffer.from('\uFEFF{"a":1,"a":NaN,"deep":'),
    Buffer.from("[".repeat(100_000)),
    Buffer.from([0xff, 0xfe, 0x00])
  ])
  const { origin } = await openUpstream((response) => {
    response.setHeader("Content-Type", "text/html; charset=gbk")
    response.end(answer)
  })
  const { call } = await openRemote(origin)
  const { header, text, whole } = await call(list)
  expect(whole).toBe(true)
  expect(text).toBe(answer.toString("utf8"))
  expect(header("content-type")).toBe("text/html; charset=gbk")
})

it("passes status, headers and request id of a refusal back as the upstream gave them", async () => {
  const body = '{"error_code":"UC.00011035","error_msg":"Locked.","request_id":"upstream-id"}'
  const { origin } = await openUpstream((response) => {
    response.writeHead(429, {
      "Content-Type": "application/json",
      "Retry-After": "900",
      "X-Request-Id": "upstream-id",
      "X-Codearts-Request-Id": "of-another-gateway",
      "X-Latin": "caf\xe9"
    })
    response.end(body)
  })
  const { call } = await openRemote(origin)
  const { header, headers, status, text } = await call(list)
  expect([status, text]).toEqual([429, body])
  expect(header("retry-after")).toBe("900")
  expect(header("x-request-id")).toBe("upstream-id")
  expect(header("x-latin")).toBe("caf\xe9")
  expect(headers.filter(([name]) => name === "x-codearts-request-id")).toEqual([
    ["x-codearts-request-id", expect.stringMatching(/^[0-9a-f]{32}$/u)]
  ])
})

it("keeps the headers of the upstream's connection to itself", async () => {
  const { origin } = await openUpstream((response) => {
    response.writeHead(200, {
      Connection: "keep-alive, X-Hop",
      "Keep-Alive": "timeout=60",
      "Proxy-Authenticate": "Basic",
      Trailer: "X-Trailer",
      "X-Hop": "1",
      "X-Kept": "1"
    })
    response.write("{}")
    response.addTrailers({ "X-Trailer": "1" })
    response.end()
  })
  const { call } = await openRemote(origin)
  const { header, headers, whole } = await call(list)
  const names = headers.map(([name]) => name)
  for (const name of ["keep-alive", "proxy-authenticate", "trailer", "x-hop", "x-trailer"])
    expect(names).not.toContain(name)
  expect([whole, header("x-kept"), header("connection")]).toEqual([true, "1", "close"])
})

it("neither follows a redirect nor passes it back", async () => {
  const elsewhere = await openUpstream()
  const { arrived, origin } = await openUpstream((response) => {
    response.writeHead(307, { Location: `${elsewhere.origin}/v2/vpceps` })
    response.end()
  })
  const { call } = await openRemote(origin)
  const { header, status } = await call(list)
  expect([status, header("location")]).toEqual([502, undefined])
  expect([arrived.length, elsewhere.arrived.length]).toEqual([1, 0])
})

it("cannot be aimed at another server by what a caller sends", async () => {
  const elsewhere = await openUpstream()
  const { arrived, origin } = await openUpstream()
  const { call } = await openRemote(origin)
  const evil = elsewhere.origin.slice("http:".length)
  const statuses = [
    await call({ target: `${elsewhere.origin}/v2/vpceps` }),
    await call({ target: `${evil}/v2/vpceps` }),
    await call({ ...list, target: `/@${evil}/v2/vpceps` }),
    await call({ ...list, headers: { Host: evil.slice(2), region } }),
    await call({ ...list, headers: { region: evil.slice(2) } })
  ].map(({ status }) => status)
  expect(statuses).toEqual([400, 400, 400, 421, 400])
  const forwarded = { "X-Forwarded-Host": evil.slice(2), Forwarded: `host=${evil.slice(2)}` }
  expect((await call({ ...list, unsigned: forwarded })).status).toBe(200)
  expect([arrived.length, elsewhere.arrived.length]).toEqual([1, 0])
})

it("serves only the access-control list at a remote upstream", async () => {
  const { arrived, origin } = await openUpstream()
  const { call } = await openRemote(origin)
  for (const [method, target] of [
    ["POST", "/v3/auth/tokens"],
    ["GET", "/v3/projects"]
  ] as const) {
    const { status, text } = await call({ method, target, by: keys.admin })
    expect([status, text]).toEqual([404, expect.stringMatching(/error/u)])
  }
  expect(arrived).toEqual([])
})
