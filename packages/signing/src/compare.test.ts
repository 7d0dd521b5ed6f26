import { assert as check, property, string } from "fast-check"
import { getHashes } from "node:crypto"
import { readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { signingVectors } from "../test/vectors.ts"
import { compare } from "./compare.ts"
import { mismatches } from "./mismatches.ts"
import { sdkHmacSm3 } from "./sdkHmacSm3.ts"
import { sign } from "./sign.ts"

interface Change {
  readonly what: string
  /** Of our side, beforehand. */
  readonly ours?: readonly [from: string, to: string]
  /** Of our side, to become the server's. */
  readonly replace: readonly [from: string, to: string]
  /** Of the server's side, besides. */
  readonly drop?: string
  readonly part: string
  readonly cause: string
}

const changes: ReadonlyArray<Change> = JSON.parse(
  readFileSync(new URL("../test/mismatches.json", import.meta.url), "utf8")
)

const payload = "ab".repeat(32)

const canonical = `DELETE
/a%20b/c/
k=a%2Bb&l=
content-type:application/json
host:h.example:8443
region:r
x-sdk-date:20260525T093015Z

content-type;host;region;x-sdk-date
BODY`

const answer = (echo: string): string =>
  JSON.stringify({
    error_msg: `Incorrect IAM authentication information: verify aksk signature fail, canonicalRequest:${echo.replaceAll("\n", "|")}`,
    error_code: "APIGW.0301",
    request_id: "42"
  })

const withPayload = (text: string) => text.replace("BODY", payload)

describe("compare", () => {
  it.each(changes)(
    "tells $cause from $what",
    ({ cause, drop = "", ours, part, replace: [from, to] }) => {
      const before = ours === undefined ? canonical : canonical.replace(...ours)
      const after = before.replace(drop, "").replace(from, to)
      expect(after).not.toBe(before)
      const found = compare(withPayload(before), answer(withPayload(after)))
      expect(found).toMatchObject({ equal: false, part, cause })
    }
  )

  it("has a change for each cause, and `secret-key` for none", () => {
    const told = new Set([...changes.map(({ cause }) => cause), "secret-key"])
    expect([...told].sort()).toEqual(Object.keys(mismatches).sort())
  })

  it.runIf(getHashes().includes("sm3"))("knows the SM3 of no body and of an empty object", () => {
    const signed = (body: string): string => {
      const credentials = { accessKey: "AK", secretKey: "SK" }
      const request = { method: "DELETE", url: "https://h.example/p", body }
      return sign(request, credentials, new Date(0), sdkHmacSm3).canonicalRequest
    }
    const causeOf = (ours: string, theirs: string) =>
      compare(signed(ours), answer(signed(theirs)))?.cause
    expect(causeOf('{"a":1}', "")).toBe("body-dropped")
    expect(causeOf('{"a":1}', "{}")).toBe("body-emptied")
    expect(causeOf("", '{"a":1}')).toBe("body-added")
    expect(causeOf("{}", '{"a":1}')).toBe("body-only-braces")
  })

  it("blames the key where both sides are equal", () => {
    const found = compare(withPayload(canonical), answer(withPayload(canonical)))
    expect(found).toMatchObject({ equal: true, cause: "secret-key" })
  })

  it("shows both sides of the first difference", () => {
    const theirs = canonical.replace("k=a%2Bb", "k=c").replace("region:r", "region:s")
    expect(compare(withPayload(canonical), answer(withPayload(theirs)))).toMatchObject({
      part: "canonical query",
      ours: "k=a%2Bb&l=",
      theirs: "k=c&l="
    })
  })

  it("takes a masked security token for the same, and tells none", () => {
    const credentials = { accessKey: "AK", secretKey: "SK", securityToken: "the-token" }
    const request = { method: "GET", url: "https://h.example/p" }
    const ours = sign(request, credentials, new Date(0)).canonicalRequest
    const masked = compare(ours, answer(ours.replace("the-token", "***")))
    const other = compare(ours, answer(ours.replace("the-token", "another-token")))
    const none = compare(ours, answer(ours.replace("the-token", "")))
    expect(masked).toMatchObject({ equal: true })
    expect(other).toMatchObject({ part: "header x-security-token", cause: "header-changed" })
    expect(none).toMatchObject({ part: "header x-security-token", cause: "header-missing" })
    expect(JSON.stringify([masked, other, none])).not.toMatch(/the-token|another-token/)
  })

  it("tells no token or cookie either that was signed by name", () => {
    const ours = canonical.replaceAll("region", "x-auth-token").replace(":r\n", ":the-token\n")
    const found = compare(withPayload(ours), answer(withPayload(ours).replace("the-token", "a-b")))
    expect(found).toMatchObject({ part: "header x-auth-token", ours: "***", theirs: "***" })
  })

  it("takes no header for what every object has", () => {
    const ours = canonical.replaceAll("region", "constructor")
    const found = compare(withPayload(ours), answer(withPayload(ours.replace(":r\n", ":s\n"))))
    expect(found).toMatchObject({ part: "header constructor", cause: "header-changed" })
  })

  it("tells the clock from an answer that says so", () => {
    const message =
      "calc aksk signature fail:signature expired, signature time:20260525T093015Z,server time:20260525T101500Z"
    expect(compare(canonical, JSON.stringify({ error_msg: message }))).toMatchObject({
      cause: "clock",
      ours: "20260525T093015Z",
      theirs: "20260525T101500Z"
    })
  })

  it.each(["", "{}", "null", "ak AK not exist", "canonicalRequest:", "canonicalRequest:GET|path"])(
    "says nothing about an answer without a canonical request: %s",
    (text) => expect(compare(withPayload(canonical), text)).toBeUndefined()
  )

  it.each(signingVectors)("finds the echo of $id equal to itself", ({ canonicalRequest }) => {
    expect(compare(canonicalRequest, answer(canonicalRequest))).toMatchObject({ equal: true })
  })

  it("finds something, or nothing, in any text whatever", () => {
    const unit = string({ unit: "grapheme" })
    const anywhere = property(unit, unit, (before, after) => {
      const [first, ...rest] = withPayload(canonical).split("\n")
      const echo = [first, before, ...rest, after].join("|")
      compare(withPayload(canonical), `${before}canonicalRequest:${echo}`)
      compare(after, before)
    })
    expect(() => check(anywhere)).not.toThrow()
  })
})
