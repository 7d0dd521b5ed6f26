import { describe, expect, it } from "vitest"
import { arrive, key, now, type Sending, withHeader } from "../test/arrive.ts"
import { verify } from "./verify.ts"

const compatible = { ...key, sdk_compat: true }
const verdict = (sending: Sending, accessKey = key) => verify(arrive(sending), accessKey, now)
const seconds = (count: number) => new Date(now.getTime() + count * 1000)

describe("a genuine request", () => {
  it("verifies, and says what it asks for", () => {
    const request = arrive({ target: "/v2/vpceps?vpcep_ids=a%2Cb&limit=10", body: "{}" })
    expect(verify(request, key, now)).toEqual({
      ok: true,
      signature: request.headers.at(-1)?.[1].slice(-64),
      date: now,
      signedHeaders: ["host", "region", "x-sdk-date"],
      interpretation: "strict",
      path: "/v2/vpceps",
      query: [
        ["vpcep_ids", "a,b"],
        ["limit", "10"]
      ]
    })
  })

  it.each([
    ["/v2/vpceps", "/v2/vpceps"],
    ["/v2/vpceps/", "/v2/vpceps/"],
    ["/v2/%76pceps", "/v2/vpceps"],
    ["/v2%2Fvpceps", "/v2%2Fvpceps"],
    ["/a%2525", "/a%2525"],
    ["//v2", "//v2"]
  ])("asking for %s is routed as %s", (target, path) => {
    expect(verdict({ target })).toMatchObject({ ok: true, path })
  })

  it("verifies with its query in another order than it was signed in", () => {
    const request = { ...arrive({ target: "/v2?a=1&b=2" }), target: "/v2?b=2&a=1" }
    expect(verify(request, key, now).ok).toBe(true)
  })

  it("verifies with blanks around a header value", () => {
    expect(verify(withHeader(arrive(), "region", "  r\t"), key, now).ok).toBe(true)
  })

  it("may carry further headers unsigned", () => {
    const request = arrive()
    const headers = [...request.headers, ["Accept", "*/*"], ["Accept", "text/plain"]] as const
    expect(verify({ ...request, headers }, key, now).ok).toBe(true)
  })

  it("need not sign the content type without a body", () => {
    const headers = [["content-type", "application/json"]] as const
    expect(verdict({ headers, signedHeaders: ["host", "x-sdk-date"] }).ok).toBe(true)
  })
})

describe("the request line", () => {
  it.each([
    "",
    "v2/vpceps",
    "*",
    "http://h.example/v2/vpceps",
    "/v2 /vpceps",
    "/v2/\xe9",
    "/\n",
    "/?\x01a=1",
    "/?a=\x7f1",
    "/?a=1 "
  ])("is refused with the target %j", (target) => {
    expect(verdict({ target })).toMatchObject({ rule: "request-line-malformed" })
  })

  it.each(["", "GET\n", "\nGET", "G T"])("is refused with the method %j", (method) => {
    expect(verdict({ method })).toMatchObject({ rule: "request-line-malformed" })
  })
})

describe("the date", () => {
  it.each([-900, 0, 900])("may be %d seconds off", (offset) => {
    expect(verdict({ date: seconds(offset) })).toMatchObject({ ok: true, date: seconds(offset) })
  })

  it.each([-901, 901, -86_400])("is refused %d seconds off", (offset) => {
    expect(verdict({ date: seconds(offset) })).toMatchObject({ rule: "date-out-of-window" })
  })

  it("is refused with both clocks named", () => {
    expect(verdict({ date: seconds(901) })).toMatchObject({
      message: "signature expired, signature time:20260525T094516Z,server time:20260525T093015Z"
    })
  })

  it("is refused in another spelling", () => {
    expect(
      verify(withHeader(arrive(), "X-Sdk-Date", "2026-05-25T09:30:15Z"), key, now)
    ).toMatchObject({ rule: "date-malformed" })
  })

  it("is refused when it is missing", () => {
    const request = arrive({ signedHeaders: ["host", "region"] })
    const headers = request.headers.filter(([name]) => name !== "X-Sdk-Date")
    expect(verify({ ...request, headers }, key, now)).toMatchObject({ rule: "date-missing" })
  })
})

describe("coverage", () => {
  it.each([
    "region",
    "x-domain-id",
    "x-project-id",
    "x-sdk-date",
    "x-sdk-content-sha256",
    "x-sdk-content-sm3",
    "x-security-token"
  ])("demands a signature over %s from every key", (name) => {
    const headers = [
      ["region", "r"],
      ["x-domain-id", "d"],
      ["x-project-id", "p"],
      ["x-sdk-content-sha256", "0"],
      ["x-sdk-content-sm3", "0"],
      ["x-security-token", "t"]
    ] as const
    const signedHeaders = ["host", "x-sdk-date", ...headers.map(([each]) => each)]
      .filter((each) => each !== name)
      .toSorted()
    expect(verdict({ headers, signedHeaders }, compatible)).toMatchObject({
      rule: "header-not-signed",
      message: `${name} arrived but is not in SignedHeaders`
    })
  })

  it.each(["host", "content-type"])(
    "demands a signature over %s from a key without SDK compatibility only",
    (name) => {
      const headers = [["content-type", "application/json"]] as const
      const signedHeaders = ["content-type", "host", "x-sdk-date"]
      const sending = {
        headers,
        body: "{}",
        signedHeaders: signedHeaders.filter((each) => each !== name)
      }
      expect(verdict(sending)).toMatchObject({
        rule: "header-not-signed",
        message: `${name} arrived but is not in SignedHeaders`
      })
      expect(verdict(sending, compatible)).toMatchObject({ ok: true, interpretation: "strict" })
    }
  )

  it("demands that every signed header arrives", () => {
    expect(verdict({ signedHeaders: ["host", "region", "x-absent", "x-sdk-date"] })).toMatchObject({
      rule: "signed-header-absent"
    })
  })

  it.each(["X-Sdk-Date", "REGION", "Host", "content-type"])(
    "refuses %s twice, signed or not",
    (name) => {
      const request = arrive()
      const twice = [...request.headers, [name, "x"], [name, "x"]] as const
      expect(verify({ ...request, headers: twice }, compatible, now)).toMatchObject({
        rule: "header-repeated"
      })
    }
  )

  it.each(["r\n", "r\0", "r\u0100"])("refuses the signed value %j", (value) => {
    expect(verdict({ headers: [["region", `${value}.`]] })).toMatchObject({
      rule: "header-malformed"
    })
  })
})

describe("the payload hash", () => {
  const claiming = (value: string) =>
    verdict({ body: "{}", headers: [["x-sdk-content-sha256", value]] }, compatible)

  it("may be claimed when it is true", () => {
    const ofEmptyObject = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
    expect(claiming(ofEmptyObject).ok).toBe(true)
  })

  it("is refused when it is that of another body", () => {
    expect(claiming("0".repeat(64))).toMatchObject({ rule: "payload-hash-mismatch" })
  })

  it("is refused by name when it is UNSIGNED-PAYLOAD", () => {
    expect(claiming("UNSIGNED-PAYLOAD")).toMatchObject({ rule: "unsigned-payload" })
  })
})

describe("the key", () => {
  const request = arrive({
    headers: [
      ["region", "caf\xc3\xa9"],
      ["x-security-token", "t"]
    ]
  })
  const wrongSecret = verify(request, { ...key, secretKey: "other" }, now)

  it("is refused alike when unknown, disabled, of another name, or with a wrong secret", () => {
    expect(wrongSecret).toMatchObject({ ok: false, rule: "signature-mismatch" })
    expect(verify(request, undefined, now)).toEqual(wrongSecret)
    expect(verify(request, { ...key, enabled: false }, now)).toEqual(wrongSecret)
    expect(verify(request, { ...key, accessKey: "AL" }, now)).toEqual(wrongSecret)
    expect(verify(request, { ...compatible, secretKey: "other" }, now)).toEqual(wrongSecret)
  })

  it("is refused with what should have been signed, the token masked", () => {
    expect(wrongSecret).toMatchObject({
      canonicalRequest: [
        "DELETE",
        "/v2/vpceps/",
        "limit=1",
        "host:h.example:8090",
        "region:café",
        "x-sdk-date:20260525T093015Z",
        "x-security-token:***",
        "",
        "host;region;x-sdk-date;x-security-token",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
      ].join("\n")
    })
  })

  it.each([
    ["another token", [["x-security-token", "u"]], "t"],
    ["no token", [], "t"],
    ["a token that the key does not have", [["x-security-token", "t"]], undefined]
  ] as const)("is refused with %s", (_, headers, securityToken) => {
    const holder = securityToken === undefined ? key : { ...key, securityToken }
    expect(verdict({ headers }, holder)).toMatchObject({ rule: "security-token-mismatch" })
  })

  it("is accepted with its own token", () => {
    const headers = [["x-security-token", "t"]] as const
    expect(verdict({ headers }, { ...key, securityToken: "t" }).ok).toBe(true)
  })

  it("says nothing of tokens or unsigned headers to who lacks the secret", () => {
    const sending = {
      headers: [["x-security-token", "u"]],
      signedHeaders: ["x-sdk-date", "x-security-token"],
      secretKey: "guess"
    } as const
    expect(verdict(sending, { ...key, securityToken: "t" })).toMatchObject({
      rule: "signature-mismatch"
    })
  })
})
