import { describe, expect, it } from "vitest"
import { arrive, key, now, withHeader } from "../test/arrive.ts"
import type { ReceivedRequest } from "./receivedRequest.ts"
import { verify } from "./verify.ts"

const verdict = (request: ReceivedRequest, sdk_compat = true) =>
  verify(request, { ...key, sdk_compat }, now)

const signedThenSent = (signed: string, sent: string): ReceivedRequest => ({
  ...arrive({ target: signed }),
  target: sent
})

describe("a path signed otherwise than sent is routed as it was signed", () => {
  it.each([
    ["double-encoded-path", "/a%2520b", "/a%20b", "/a%2520b"],
    ["double-encoded-path", "/a%252Fb", "/a%2Fb", "/a%252Fb"],
    ["unquoted-path", "/a/b", "/a%2fb", "/a/b"],
    ["collapsed-path-end", "/a/", "/a///", "/a/"],
    ["extra-leading-slash", "//a", "/a", "/a"]
  ])("%s: signed %s, sent %s, routed %s", (interpretation, signed, sent, path) => {
    expect(verdict(signedThenSent(signed, sent))).toMatchObject({ ok: true, interpretation, path })
  })
})

describe("a query signed in another order keeps its meaning", () => {
  it.each([
    ["values-in-sent-order", "id=c&a=1&id=b", "a=1&id=c&id=b"],
    ["utf16-order", "k%EF%BC%A1=2&k%F0%9F%98%80=1", "k%F0%9F%98%80=1&k%EF%BC%A1=2"],
    ["encoded-key-order", "fA=2&f%5B0%5D=1", "f%5B0%5D=1&fA=2"]
  ])("%s: sent %s, signed %s", (interpretation, query, signedQuery) => {
    const strict = verdict(arrive({ target: `/a?${query}` }))
    const quirky = verdict(arrive({ target: `/a?${query}`, signedQuery }))
    expect(quirky).toMatchObject({ ok: true, interpretation })
    expect(quirky).toMatchObject({ query: strict.ok && strict.query })
  })
})

describe("headers signed otherwise than sent", () => {
  const accented = arrive({ headers: [["region", "caf\xe9"]] })

  it("verify as UTF-8 when sent as Latin-1", () => {
    expect(verdict(accented)).toMatchObject({ ok: true, interpretation: "headers-signed-as-utf8" })
  })

  it("are strict when sent as the UTF-8 that was signed", () => {
    expect(verdict(withHeader(accented, "region", "caf\xc3\xa9"))).toMatchObject({
      ok: true,
      interpretation: "strict"
    })
  })

  it("verify when the port was left out of the signed host", () => {
    const request = withHeader(arrive({ host: "h.example" }), "Host", "h.example:8090")
    expect(verdict(request)).toMatchObject({
      ok: true,
      interpretation: "host-without-port"
    })
  })
})

it("quirks of different parts may come together", () => {
  const request = arrive({
    target: "/a%2520b?id=2&id=1",
    signedQuery: "id=2&id=1",
    host: "h.example",
    headers: [["region", "caf\xe9"]]
  })
  const sent = withHeader({ ...request, target: "/a%20b?id=2&id=1" }, "Host", "h.example:8090")
  expect(verdict(sent)).toMatchObject({
    ok: true,
    interpretation:
      "values-in-sent-order+double-encoded-path+host-without-port+headers-signed-as-utf8"
  })
})

it("a key without SDK compatibility refuses a quirk by name", () => {
  expect(verdict(signedThenSent("/a/b", "/a%2Fb"), false)).toMatchObject({
    ok: false,
    rule: "sdk-quirk",
    message: expect.stringContaining("(unquoted-path)")
  })
})

it("a target beyond 4,096 characters is read strictly only", () => {
  const long = "a".repeat(4094)
  expect(verdict(signedThenSent(`/${long}/`, `/${long}///`)).ok).toBe(false)
  expect(verdict(signedThenSent(`/${long}`, `/${long}/`)).ok).toBe(true)
})

it("no quirk reaches the body, the method, the date or the region", () => {
  const request = arrive({ method: "POST", body: "{}" })
  expect(verdict({ ...request, body: new Uint8Array() }).ok).toBe(false)
  expect(verdict({ ...request, method: "DELETE" }).ok).toBe(false)
  expect(verdict(withHeader(request, "X-Sdk-Date", "20260525T093016Z")).ok).toBe(false)
  expect(verdict(withHeader(request, "region", "q")).ok).toBe(false)
})
