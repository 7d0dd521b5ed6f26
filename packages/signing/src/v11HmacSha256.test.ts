import { describe, expect, it } from "vitest"
import { sign } from "./sign.ts"
import { v11HmacSha256 } from "./v11HmacSha256.ts"
import { verify } from "./verify.ts"

const date = new Date("2026-05-25T09:30:15Z")
const credentials = { accessKey: "AK", secretKey: "SK" }
const key = { ...credentials, enabled: true, sdk_compat: false }
const derivedFor = { region: "ap-southeast-3", service: "codearts" }
const request = {
  method: "DELETE",
  url: "https://h.example/v2/vpceps?a=1",
  headers: [["content-type", "application/json"]],
  body: "{}"
} as const

const received = (algorithm = v11HmacSha256(derivedFor)) => ({
  method: request.method,
  target: "/v2/vpceps?a=1",
  headers: [...request.headers, ...sign(request, credentials, date, algorithm).headers],
  body: Buffer.from(request.body)
})

describe("v11HmacSha256", () => {
  it("names day, region and service in credential and string to sign", () => {
    const signed = sign(request, credentials, date, v11HmacSha256(derivedFor))
    const scope = "20260525/ap-southeast-3/codearts"
    expect(signed.stringToSign.split("\n")[2]).toBe(scope)
    expect(signed.headers.at(-1)?.[1]).toContain(`V11-HMAC-SHA256 Credential=AK/${scope}, `)
  })

  it("verifies what it signs", () => {
    expect(verify(received(), key, date, v11HmacSha256(derivedFor))).toMatchObject({
      ok: true,
      interpretation: "strict"
    })
  })

  it.each([
    { ...derivedFor, region: "globe" },
    { ...derivedFor, service: "iam" }
  ])("refuses a credential for another scope than $region, $service", (other) => {
    expect(verify(received(), key, date, v11HmacSha256(other))).toMatchObject({
      rule: "scoped-credential",
      message: `the credential must end in 20260525/${other.region}/${other.service}`
    })
  })

  it("refuses a credential for another day than that of the request", () => {
    const { headers, ...rest } = received()
    const nextDay = headers.map(
      ([name, value]) => [name, value.replace("AK/20260525/", "AK/20260526/")] as const
    )
    expect(
      verify({ ...rest, headers: nextDay }, key, date, v11HmacSha256(derivedFor))
    ).toMatchObject({ rule: "scoped-credential" })
  })

  it("refuses a wrong secret", () => {
    const other = { ...key, secretKey: "other" }
    expect(verify(received(), other, date, v11HmacSha256(derivedFor))).toMatchObject({
      rule: "signature-mismatch"
    })
  })

  it.each(["", "a/b", "a,b", "é"])("cannot be for the region %j", (region) => {
    expect(() => v11HmacSha256({ ...derivedFor, region })).toThrow(
      new TypeError("region and service must be letters, digits, hyphens or underscores")
    )
  })
})
