import { describe, expect, it } from "vitest"
import type { SignableRequest } from "./signableRequest.ts"
import { sign } from "./sign.ts"

const credentials = { accessKey: "AK", secretKey: "SK" }
const date = new Date("2026-05-25T09:30:15Z")
const url = "https://codearts.example.com/v2/vpceps?limit=1"

const signed = (request: Partial<SignableRequest> = {}, keys = credentials) =>
  sign({ method: "GET", url, ...request }, keys, date)

const namesSigned = (request: Partial<SignableRequest>) =>
  signed(request).canonicalRequest.split("\n").at(-2)

const canonicalLines = (request: Partial<SignableRequest>) =>
  signed(request).canonicalRequest.split("\n")

describe("sign", () => {
  it("meets the example that Huawei prints", () => {
    const example = sign(
      {
        method: "GET",
        url: "https://service.region.example.com/v1/77b6a44cba5143ab91d13ab9a8ff44fd/vpcs?limit=2&marker=13551d6b-755d-4757-b956-536f674975c0",
        headers: [["Content-Type", "application/json"]]
      },
      credentials,
      new Date("2019-11-15T03:36:55Z")
    )
    expect(example.stringToSign).toBe(
      "SDK-HMAC-SHA256\n20191115T033655Z\nb25362e603ee30f4f25e7858e8a7160fd36e803bb2dfe206278659d71a9bcd7a"
    )
  })

  it("answers host, date and authorization to set on the request", () => {
    const { headers, signature } = signed()
    expect(headers).toEqual([
      ["host", "codearts.example.com"],
      ["x-sdk-date", "20260525T093015Z"],
      [
        "authorization",
        `SDK-HMAC-SHA256 Access=AK, SignedHeaders=host;x-sdk-date, Signature=${signature}`
      ]
    ])
  })

  it("adds the token of temporary credentials and signs it", () => {
    const { headers, canonicalRequest } = signed({}, {
      ...credentials,
      securityToken: "token"
    } as typeof credentials)
    expect(headers).toContainEqual(["x-security-token", "token"])
    expect(canonicalRequest).toContain("\nx-security-token:token\n")
  })

  it("signs the allow-list and leaves every other header alone", () => {
    expect(
      namesSigned({
        headers: [
          ["Accept", "*/*"],
          ["Content-Length", "2"],
          ["Content-Type", "application/json"],
          ["Region", "ap-southeast-3"],
          ["User-Agent", "x"],
          ["X-Domain-Id", "d"],
          ["X-Project-Id", "p"],
          ["X-Sdk-Content-Sha256", "44136f"],
          ["Connection", "close"]
        ]
      })
    ).toBe("content-type;host;region;x-domain-id;x-project-id;x-sdk-content-sha256;x-sdk-date")
  })

  it("signs what the caller names besides, in any case", () => {
    expect(namesSigned({ headers: [["X-Case-Id", "7"]], signedHeaders: ["X-CASE-id"] })).toBe(
      "host;x-case-id;x-sdk-date"
    )
  })

  it("signs a date of its own in place of one that was there", () => {
    const { canonicalRequest } = signed({ headers: [["X-Sdk-Date", "20200101T000000Z"]] })
    expect(canonicalRequest).toContain("\nx-sdk-date:20260525T093015Z\n")
  })

  it("signs the Host header in place of the URL's host", () => {
    const { headers, canonicalRequest } = signed({ headers: [["Host", "public.example.com"]] })
    expect(headers).toContainEqual(["host", "public.example.com"])
    expect(canonicalRequest).toContain("\nhost:public.example.com\n")
  })

  it.each([
    ["https://codearts.example.com:443/v2", "codearts.example.com:443"],
    ["http://[::1]:8090/v2", "[::1]:8090"],
    ["https://CodeArts.Example.com?limit=1", "CodeArts.Example.com"]
  ])("takes the host of %s as it stands", (given, host) => {
    expect(signed({ url: given }).headers).toContainEqual(["host", host])
  })

  it.each([
    ["https://h/a%zz%?q=%#f", "/a%25zz%25/", "q=%25"],
    ["https://h", "/", ""],
    ["https://h?q=/", "/", "q=%2F"],
    ["https://h/?", "/", ""],
    ["https://h/a#?q=1", "/a/", ""]
  ])("signs the path and query of %s", (given, path, query) => {
    expect(canonicalLines({ url: given }).slice(1, 3)).toEqual([path, query])
  })

  it("takes a claimed payload hash as it stands", () => {
    expect(
      canonicalLines({ headers: [["X-Sdk-Content-Sha256", "44136f"]], body: "x" }).at(-1)
    ).toBe("44136f")
  })

  it("hashes a text and its UTF-8 bytes alike, and no body like an empty one", () => {
    expect(signed({ body: "端" }).signature).toBe(signed({ body: Buffer.from("端") }).signature)
    expect(signed({ body: "" }).signature).toBe(signed().signature)
    expect(signed({ body: new Uint8Array() }).signature).toBe(signed().signature)
  })

  it("reads headers once, so that an iterator will do", () => {
    const headers = new Map([["region", "r"]])
    expect(namesSigned({ headers: headers.entries() })).toBe("host;region;x-sdk-date")
  })

  it("does not change its arguments", () => {
    const request = Object.freeze({
      method: "GET",
      url,
      headers: Object.freeze([Object.freeze(["Region", " r "] as const)]),
      signedHeaders: Object.freeze(["region"])
    })
    expect(() => sign(request, Object.freeze({ ...credentials }), date)).not.toThrow()
  })
})

describe("sign throws a TypeError for", () => {
  it.each(["/v2/vpceps", "ftp://h/", "https://", "https://user:pw@h/", "https://端点/", ""])(
    "the URL %j",
    (given) => {
      expect(() => signed({ url: given })).toThrow(TypeError)
    }
  )

  it("a header to sign that is not there", () => {
    expect(() => signed({ signedHeaders: ["x-case-id"] })).toThrow("x-case-id")
  })

  it("a header to sign that is there twice", () => {
    expect(() =>
      signed({
        headers: [
          ["region", "a"],
          ["Region", "b"]
        ]
      })
    ).toThrow("region is there twice")
  })

  it.each(["Connection", "transfer-encoding", "authorization"])(
    "%s as a header to sign",
    (name) => {
      expect(() => signed({ headers: [[name, "x"]], signedHeaders: [name] })).toThrow(TypeError)
    }
  )

  it.each(["a\nb", "a\r\nb", "a\0b"])("the value %j", (value) => {
    expect(() => signed({ headers: [["region", value]] })).toThrow(TypeError)
  })

  it.each(["x-case-id", "s"])("a header to sign, %s, where no headers are sent", (name) => {
    expect(() => signed({ signedHeaders: [name] })).toThrow(new TypeError(`${name} is not there`))
  })
})
