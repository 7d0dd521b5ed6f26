import { verify } from "@codearts/signing"
import type { Dispatcher } from "undici"
import { expect, it } from "vitest"
import { keys, openEmbedded, openRemote, region } from "./gate.ts"
import { openUpstream } from "./upstream.ts"

const list = { target: "/v2/vpceps?enterprise_id=tenant-a", headers: { region } }

/** What a caller may send along, none of which is the upstream's business. */
const canaries = {
  Cookie: "canary-cookie",
  "Proxy-Authorization": "Basic canary-proxy",
  "X-Subject-Token": "canary-subject",
  "X-Forwarded-For": "192.0.2.1, canary",
  Forwarded: "for=canary",
  "X-Api-Key": "canary-api-key",
  "X-Original-Url": "/canary",
  "X-Http-Method-Override": "canary",
  Origin: "https://canary.example",
  Referer: "https://canary.example/",
  "User-Agent": "canary-agent",
  "Accept-Encoding": "gzip, canary"
}

/** The headers that the emulator was sent, which the gateway hands over flat. */
const headersOf = ({ headers }: Dispatcher.DispatchOptions = { method: "", path: "" }) => {
  const flat = Array.isArray(headers) ? headers.map(String) : []
  return new Map(
    flat.flatMap((name, at) => (at % 2 === 0 ? [[name.toLowerCase(), flat[at + 1] ?? ""]] : []))
  )
}

it("signs anew under the caller's own key for the embedded emulator", async () => {
  const { call, requestOf, seen, sendAgain } = await openEmbedded()
  expect((await call({ ...list, by: keys.admin, unsigned: canaries })).status).toBe(200)
  const request = requestOf({ ...list, by: keys.admin, seconds: -60 })
  expect((await sendAgain(request)).status).toBe(200)
  const sent = new Map(request.headers).get("authorization") ?? ""
  const passed = headersOf(seen[1]).get("authorization") ?? ""
  expect(passed).toMatch(/^SDK-HMAC-SHA256 Access=ADMIN, /u)
  expect(passed.slice(-64)).not.toBe(sent.slice(-64))
})

it("passes on what the request means, and nothing else that the caller sent", async () => {
  const { call, seen } = await openEmbedded()
  const headers = { region, "X-Project-Id": "project-a", "X-Domain-Id": "domain-a" }
  await call({ ...list, headers, unsigned: { ...canaries, Accept: "*/*" }, by: keys.admin })
  const passed = headersOf(seen[0])
  expect([...passed.keys()].toSorted()).toEqual([
    "accept",
    "accept-encoding",
    "authorization",
    "host",
    "region",
    "via",
    "x-domain-id",
    "x-project-id",
    "x-sdk-date"
  ])
  expect([...passed.values()].join("\n")).not.toContain("canary")
  expect(passed.get("accept-encoding")).toBe("identity")
})

it("passes a caller's own token on to the embedded emulator, and no token where one is asked for", async () => {
  const { call, seen } = await openEmbedded()
  expect((await call({ ...list, by: "token-a" })).status).toBe(200)
  await call({ method: "POST", target: "/v3/auth/tokens", body: {}, by: "token-a" })
  expect(seen.map((options) => headersOf(options).get("x-auth-token"))).toEqual([
    "token-a",
    undefined
  ])
})

it("signs for a remote upstream under the gateway's key, over the bytes that arrive there", async () => {
  const { arrived, origin } = await openUpstream()
  const { call } = await openRemote(origin)
  const body = ' {"vpceps" : [ {"vpcep_id":"vp-0","description":"中文"} ]} '
  const headers = { region, "Content-Type": "application/json; charset=utf-8" }
  await call({ method: "DELETE", headers, body, by: keys.admin, unsigned: canaries })
  const [request] = arrived
  expect(request?.header("authorization")).toMatch(/^SDK-HMAC-SHA256 Access=UPSTREAM, /u)
  const verified = (key: typeof keys.admin) =>
    request &&
    verify(request, { ...key, accessKey: "UPSTREAM", enabled: true, sdk_compat: false }, new Date())
      .ok
  expect(verified(keys.upstream)).toBe(true)
  expect(verified(keys.admin)).toBe(false)
  const passed = JSON.stringify(request?.headers)
  for (const hidden of ["canary", "ADMIN", keys.upstream.secretKey])
    expect(passed).not.toContain(hidden)
})

it("knows no tokens for a remote upstream", async () => {
  const { arrived, origin } = await openUpstream()
  const { call } = await openRemote(origin)
  const { body, status } = await call({ ...list, by: "token-a" })
  expect([status, body.error_code]).toEqual([401, "APIGW.0301"])
  expect(arrived).toEqual([])
})

it("lets no key in at a remote upstream but those it was given", async () => {
  const { arrived, origin } = await openUpstream()
  const { call } = await openRemote(origin)
  for (const by of [keys.upstream, keys.guest, { ...keys.admin, secretKey: "wrong-secret" }]) {
    expect((await call({ ...list, by })).status).toBe(401)
  }
  expect(arrived).toEqual([])
})

it("brings nothing of the upstream's credentials back to the caller", async () => {
  const { origin } = await openUpstream((response) => {
    response.setHeader("Set-Cookie", ["session=canary", "other=canary"])
    response.setHeader("X-Subject-Token", "canary")
    response.end("{}")
  })
  const { call } = await openRemote(origin)
  const { headers, status } = await call({ ...list, by: keys.admin })
  expect(status).toBe(200)
  expect(JSON.stringify(headers)).not.toContain("canary")
})
