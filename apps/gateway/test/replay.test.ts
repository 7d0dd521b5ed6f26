import { expect, it } from "vitest"
import { keys, openEmbedded, openRemote, region } from "./gate.ts"
import { openUpstream } from "./upstream.ts"

const remove = (...ids: ReadonlyArray<string>) => ({
  method: "DELETE",
  headers: { region },
  body: { vpceps: ids.map((vpcep_id) => ({ vpcep_id })) },
  by: keys.admin
})

it("refuses a signed deletion that comes again, which the upstream does not see", async () => {
  const { requestOf, seen, sendAgain } = await openEmbedded()
  const request = requestOf(remove("vp-0"))
  expect((await sendAgain(request)).body).toEqual({ status: "ok", total: 1 })
  const { body, header, status } = await sendAgain(request)
  expect(status).toBe(409)
  expect(body).toEqual({
    error_code: "UC.00011022",
    error_msg: "Request already submitted.",
    request_id: header("x-request-id")
  })
  expect(seen).toHaveLength(1)
})

it("passes on one of fifty copies that come together", async () => {
  const { requestOf, seen, sendAgain } = await openEmbedded()
  const request = requestOf(remove("vp-0"))
  const replies = await Promise.all(Array.from({ length: 50 }, () => sendAgain(request)))
  expect(replies.filter(({ status }) => status === 200)).toHaveLength(1)
  expect(replies.filter(({ body }) => body.error_code === "UC.00011022")).toHaveLength(49)
  expect(seen).toHaveLength(1)
})

it("takes the same deletion again where the upstream refused it", async () => {
  const { requestOf, sendAgain } = await openEmbedded()
  const request = requestOf(remove("vp-0", "vp-9"))
  expect((await sendAgain(request)).body.error_code).toBe("UC.00011005")
  expect((await sendAgain(request)).body.error_code).toBe("UC.00011005")
})

it("takes the same deletion again where it refused it itself", async () => {
  const { requestOf, sendAgain } = await openEmbedded()
  const request = requestOf({ ...remove(), by: keys.sdk })
  expect((await sendAgain(request)).body.error_code).toBe("UC.00011002")
  expect((await sendAgain(request)).body.error_code).toBe("UC.00011002")
})

it("takes the same deletion signed in another second", async () => {
  const { call } = await openEmbedded()
  expect((await call({ ...remove("vp-0"), seconds: -60 })).status).toBe(200)
  expect((await call({ ...remove("vp-0"), seconds: -61 })).body.error_code).toBe("UC.00011005")
})

it("answers a read that comes again, and a deletion by token by what it finds", async () => {
  const { call, requestOf, sendAgain } = await openEmbedded()
  const target = "/v2/vpceps?enterprise_id=tenant-a"
  const read = requestOf({ target, headers: { region }, by: keys.admin })
  expect((await sendAgain(read)).status).toBe(200)
  expect((await sendAgain(read)).status).toBe(200)
  const byToken = { ...remove("vp-0"), by: "token-a" }
  expect((await call(byToken)).status).toBe(200)
  expect((await call(byToken)).body.error_code).toBe("UC.00011005")
})

for (const [status, second] of [
  [200, 409],
  [400, 400],
  [409, 409],
  [429, 429],
  [500, 409],
  [503, 409]
] as const) {
  it(`${status === second ? "passes on" : "refuses"} a deletion that comes again after a ${status}`, async () => {
    const { arrived, origin } = await openUpstream((response) => {
      response.writeHead(status)
      response.end()
    })
    const { requestOf, sendAgain } = await openRemote(origin)
    const request = requestOf(remove("vp-0"))
    expect((await sendAgain(request)).status).toBe(status)
    expect((await sendAgain(request)).status).toBe(second)
    expect(arrived).toHaveLength(status >= 400 && status < 500 ? 2 : 1)
  })
}

it("signs two equal deletions of two callers differently for the upstream", async () => {
  const { arrived, origin } = await openUpstream()
  const { call } = await openRemote(origin)
  const replies = await Promise.all(
    [keys.admin, keys.sdk, keys.admin].map((by, index) =>
      call({ ...remove("vp-0"), by, seconds: -index })
    )
  )
  expect(replies.map(({ status }) => status)).toEqual([200, 200, 200])
  expect(new Set(arrived.map(({ header }) => header("x-sdk-date"))).size).toBe(3)
})
