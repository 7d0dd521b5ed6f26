import { describe, expect, it } from "vitest"
import { authorization, checkAccessKey } from "./authorization.ts"
import { readAuthorization } from "./readAuthorization.ts"
import { v11HmacSha256 } from "./v11HmacSha256.ts"

const mac = "0123456789abcdef".repeat(4)
const valid = `SDK-HMAC-SHA256 Access=AK, SignedHeaders=host;x-sdk-date, Signature=${mac}`
const read = (...values: ReadonlyArray<string>) =>
  readAuthorization(values.map((value) => ["Authorization", value] as const))

it("authorization writes one space after the algorithm and after each comma", () => {
  expect(authorization("AK", ["host", "x-sdk-date"], mac)).toBe(valid)
})

describe("readAuthorization", () => {
  it("reads what authorization writes", () => {
    expect(read(valid)).toStrictEqual({
      ok: true,
      algorithm: "SDK-HMAC-SHA256",
      accessKey: "AK",
      signedHeaders: ["host", "x-sdk-date"],
      signature: mac
    })
  })

  it("tells what a key was derived for, where one was", () => {
    const algorithm = v11HmacSha256({ region: "ap-southeast-3", service: "codearts" })
    const scope = "20260525/ap-southeast-3/codearts"
    const value = `V11-HMAC-SHA256 Credential=AK/${scope}, SignedHeaders=host, Signature=${mac}`
    expect(readAuthorization([["authorization", value]], algorithm)).toStrictEqual({
      ok: true,
      algorithm: "V11-HMAC-SHA256",
      accessKey: "AK",
      scope,
      signedHeaders: ["host"],
      signature: mac
    })
  })

  it("refuses with nothing but the rule and a sentence", () => {
    expect(read()).toStrictEqual({
      ok: false,
      rule: "authorization-missing",
      message: "there is no Authorization header"
    })
  })

  it("finds the header whatever the case of its name", () => {
    expect(readAuthorization([["aUTHORIZATION", valid]]).ok).toBe(true)
  })

  it("misses a header that is not there", () => {
    expect(read()).toMatchObject({ rule: "authorization-missing" })
  })

  it("refuses two, whichever is the good one", () => {
    expect(read(valid, "Bearer x")).toMatchObject({ rule: "authorization-repeated" })
    expect(read("Bearer x", valid)).toMatchObject({ rule: "authorization-repeated" })
  })

  it.each([
    ["another scheme", "Bearer x"],
    ["an AWS signature", valid.replace("SDK-HMAC-SHA256 Access", "AWS4-HMAC-SHA256 Credential")],
    ["an unknown algorithm", valid.replace("SHA256", "SHA1")],
    ["a lower-case algorithm", valid.replace("SDK-HMAC-SHA256", "sdk-hmac-sha256")],
    ["two spaces after the algorithm", valid.replace(" Access", "  Access")],
    ["no space after a comma", valid.replace(", Signature", ",Signature")],
    [
      "parameters in another order",
      `SDK-HMAC-SHA256 Signature=${mac}, Access=AK, SignedHeaders=host`
    ],
    ["a parameter too many", `${valid}, Foo=bar`],
    ["the signature twice", `${valid}, Signature=${mac}`],
    ["another credential before it", `Bearer x, ${valid}`],
    ["quoted values", valid.replace("=AK", '="AK"')],
    ["no access key", valid.replace("=AK", "=")],
    ["an access key of 129 characters", valid.replace("=AK", `=${"A".repeat(129)}`)],
    ["a path for an access key", valid.replace("=AK", "=..%2fpasswd")],
    ["a byte beyond ASCII in the access key", valid.replace("=AK", "=AK\xe9")],
    ["no signed headers", valid.replace("host;x-sdk-date", "")],
    ["an upper-case header name", valid.replace("host", "Host")],
    ["63 digits", valid.slice(0, -1)],
    ["65 digits", `${valid}0`],
    ["upper-case digits", valid.replace("abcdef", "ABCDEF")],
    ["digits and then other characters", `${valid}zz`],
    ["a line feed at the end", `${valid}\n`]
  ])("refuses %s", (_, value) => {
    expect(read(value)).toMatchObject({ ok: false, rule: "authorization-malformed" })
  })

  it.each(["x-sdk-date;host", "host;host;x-sdk-date", "host;;x-sdk-date", ";host", "host;"])(
    "refuses %s as signed headers",
    (names) => {
      expect(read(valid.replace("host;x-sdk-date", names))).toMatchObject({
        rule: "signed-headers-unsorted"
      })
    }
  )

  it.each([
    "V11-HMAC-SHA256",
    "V11-HMAC-SM3",
    "SDK-HMAC-SM3",
    "SDK-ECDSA-P256-SHA256",
    "SDK-SM2-SM3"
  ])("recognises %s and refuses it by name", (name) => {
    expect(read(valid.replace("SDK-HMAC-SHA256", name))).toEqual({
      ok: false,
      rule: "algorithm-not-accepted",
      message: `${name} is not accepted, sign with SDK-HMAC-SHA256`
    })
  })

  it("takes any names that are sorted, the first too", () => {
    expect(read(valid.replace("host;x-sdk-date", "1st;host"))).toMatchObject({
      ok: true,
      signedHeaders: ["1st", "host"]
    })
  })

  it("tells a sender of the usual algorithm where another is expected", () => {
    const expected = v11HmacSha256({ region: "r", service: "s" })
    expect(readAuthorization([["authorization", valid]], expected)).toMatchObject({
      rule: "algorithm-not-accepted",
      message: "SDK-HMAC-SHA256 is not accepted, sign with V11-HMAC-SHA256"
    })
  })

  it("recognises the scoped form and refuses it by name", () => {
    const scoped = valid.replace("Access=AK", "Credential=AK/20260525/r/s/sdk_request")
    expect(read(scoped)).toMatchObject({ rule: "scoped-credential" })
  })
})

describe("checkAccessKey", () => {
  it.each(["", "A", "A_b-9", "a".repeat(128), "a".repeat(129), "A K", "A,K", "钥", "AK\n"])(
    "accepts %j just where the header can hold it",
    (accessKey) => {
      const held = read(authorization(accessKey, ["host"], mac)).ok
      expect(checkAccessKey(accessKey) === undefined).toBe(held)
    }
  )

  it("says what an access key may hold", () => {
    expect(checkAccessKey("A K")).toBe(
      "must be 1 to 128 letters, digits, hyphens (-) or underscores (_)"
    )
  })
})
