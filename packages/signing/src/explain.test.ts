import { describe, expect, it } from "vitest"
import { signingVectors, bodyBytes } from "../test/vectors.ts"
import { explain } from "./explain.ts"
import { sign } from "./sign.ts"

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
