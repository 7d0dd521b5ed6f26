import { createHmac, hkdfSync } from "node:crypto"
import { describe, expect, it } from "vitest"
import { signingVectors, bodyBytes } from "../test/vectors.ts"
import { explain } from "./explain.ts"
import { sdkHmacSha256 } from "./sdkHmacSha256.ts"
import { sdkHmacSm3 } from "./sdkHmacSm3.ts"
import { sign } from "./sign.ts"
import type { SignableRequest } from "./signableRequest.ts"
import { v11HmacSha256 } from "./v11HmacSha256.ts"

const date = new Date("2026-05-25T09:30:15Z")
const credentials = { accessKey: "AK", secretKey: "the-secret-key", securityToken: "the-token" }
const request = {
  method: "DELETE",
  url: "https://h.example/v2/vpceps?b=2&a",
  headers: [["Content-Type", "application/json"]] as const,
  body: "{}"
}

const secret = /(\nx-(?:auth|security)-token:)[^\n]*/g

const textsOf = (parts: ReadonlyArray<{ readonly text: string }>) => parts.map(({ text }) => text)

describe("explain", () => {
  it("names each part of the three stages in the order of its text", () => {
    const { authorization, canonicalRequest, stringToSign } = explain(request, credentials, date)
    expect(canonicalRequest.map(({ part }) => part)).toEqual([
      "method",
      "canonical URI",
      "canonical query",
      "header content-type",
      "header host",
      "header x-sdk-date",
      "header x-security-token",
      "signed headers",
      "payload hash"
    ])
    expect(stringToSign.map(({ part }) => part)).toEqual([
      "algorithm",
      "date",
      "hash of the canonical request"
    ])
    expect(authorization.map(({ part }) => part)).toEqual([
      "algorithm",
      "access key",
      "signed headers",
      "signature"
    ])
  })

  it("gives a rule for every part", () => {
    const stages = Object.values(explain(request, credentials, date)).flat()
    expect(stages.filter(({ rule }) => rule === "")).toEqual([])
  })

  it("says where the payload hash is from", () => {
    const last = (changes: object) =>
      explain({ ...request, ...changes }, credentials, date).canonicalRequest.at(-1)?.rule
    expect(last({})).toMatch(/bytes of the body/)
    expect(last({ body: "" })).toMatch(/there is no body/)
    expect(last({ headers: [["X-Sdk-Content-Sha256", "abc"]] })).toMatch(/x-sdk-content-sha256/)
  })

  it("shows neither the secret key nor the security token", () => {
    const headers = [["X-Auth-Token", "the-auth-token"]] as const
    const given = { ...request, headers, signedHeaders: ["X-Auth-Token"] }
    const text = JSON.stringify(explain(given, credentials, date))
    expect(text).toContain("x-security-token:***")
    expect(text).toContain("x-auth-token:***")
    expect(text).not.toMatch(/the-secret-key|the-token|the-auth-token/)
  })

  it("throws where sign throws", () => {
    expect(() => explain({ ...request, url: "/v2" }, credentials, date)).toThrow(TypeError)
  })

  it("shows what sign signs, for every vector", () => {
    for (const {
      accessKey,
      body,
      headers,
      method,
      secretKey,
      signedHeaders,
      url
    } of signingVectors) {
      const given = { method, url, headers, body: bodyBytes(body), signedHeaders }
      const key = { accessKey, secretKey }
      const all = { ...given, signedHeaders: signedHeaders.filter((name) => name !== "x-sdk-date") }
      let signed
      try {
        signed = sign(all, key, date)
      } catch {
        continue // what cannot be signed cannot be explained
      }
      const stages = explain(all, key, date)
      const [names = "", hash = ""] = textsOf(stages.canonicalRequest.slice(-2))
      const lines = [...textsOf(stages.canonicalRequest.slice(0, -2)), "", names, hash]
      expect(lines.join("\n")).toBe(signed.canonicalRequest.replace(secret, "$1***"))
      expect(textsOf(stages.stringToSign).join("\n")).toBe(signed.stringToSign)
    }
  })
})

describe("explain, by SDK-HMAC-SM3", () => {
  const changed: ReadonlyArray<readonly [string, Partial<SignableRequest>]> = [
    ["a body", {}],
    ["no body", { body: "" }],
    ["the hash of the body", { headers: [["X-Sdk-Content-Sm3", sdkHmacSm3.hash("{}")]] }]
  ]

  it.each(changed)("speaks of SM3 alone, with %s", (_, changes) => {
    const stages = explain({ ...request, ...changes }, credentials, date, sdkHmacSm3)
    expect(JSON.stringify(stages)).not.toMatch(/sha-?256/i)
    expect(stages.canonicalRequest.at(-1)?.rule).toMatch(/sm3/i)
    expect(stages.stringToSign.at(-1)?.rule).toMatch(/^SM3 of the canonical request/)
    expect(stages.authorization.at(-1)?.rule).toMatch(/^HMAC-SM3 of the string to sign under/)
  })

  it("takes the hash of the body from no header of another algorithm", () => {
    const headers = [["X-Sdk-Content-Sha256", "abc"]] as const
    const { canonicalRequest } = explain({ ...request, headers }, credentials, date, sdkHmacSm3)
    expect(canonicalRequest.at(-1)).toMatchObject({
      text: sdkHmacSm3.hash("{}"),
      rule: expect.stringMatching(/^SM3 of the bytes of the body/)
    })
  })
})

describe("explain, by V11-HMAC-SHA256", () => {
  const v11 = v11HmacSha256({ region: "ap-southeast-3", service: "codearts" })
  const { authorization, stringToSign } = explain(request, credentials, date, v11)

  it("names the scope and the credential that ends in it", () => {
    expect(stringToSign.map(({ part }) => part)).toEqual([
      "algorithm",
      "date",
      "scope",
      "hash of the canonical request"
    ])
    const scope = "20260525/ap-southeast-3/codearts"
    expect(stringToSign[2]?.text).toBe(scope)
    expect(authorization[1]).toMatchObject({ part: "credential", text: `Credential=AK/${scope}` })
  })

  it("tells how to come to the signature, and whoever does so comes to it", () => {
    const { rule = "", text } = authorization.at(-1) ?? {}
    expect(rule).toMatch(
      /32 bytes of HKDF-SHA-256 from the secret key, with the access key for a salt and the scope for the info, spelled in lower-case hexadecimal; the MAC is keyed with that text/
    )
    const { accessKey, secretKey } = credentials
    const bytes = hkdfSync("sha256", secretKey, accessKey, stringToSign[2]?.text ?? "", 32)
    const mac = createHmac("sha256", Buffer.from(bytes).toString("hex"))
    const toSign = textsOf(stringToSign).join("\n")
    expect(text).toBe(`Signature=${mac.update(toSign).digest("hex")}`)
  })
})

it.each([sdkHmacSha256, sdkHmacSm3, v11HmacSha256({ region: "globe", service: "iam" })])(
  "explain shows what sign signs by $name",
  (algorithm) => {
    const plain = { accessKey: "AK", secretKey: "SK" }
    const { authorization, canonicalRequest, stringToSign } = explain(
      request,
      plain,
      date,
      algorithm
    )
    const signed = sign(request, plain, date, algorithm)
    const [name = "", ...rest] = textsOf(authorization)
    expect(["authorization", `${name} ${rest.join(", ")}`]).toEqual(signed.headers.at(-1))
    expect(textsOf(stringToSign).join("\n")).toBe(signed.stringToSign)
    expect(textsOf(canonicalRequest)).toEqual(
      signed.canonicalRequest.replace("\n\n", "\n").split("\n")
    )
  }
)
