import { describe, expect, it } from "vitest"
import { parseSdkDate, readAuthorization, verify } from "../src/index.ts"
import { type WireCapture, wireCaptures } from "./vectors.ts"

const value = ({ headers }: WireCapture, wanted: string): string | undefined =>
  headers.find(([name]) => name.toLowerCase() === wanted)?.[1]

const judge = (capture: WireCapture, sdk_compat: boolean) => {
  const securityToken = value(capture, "x-security-token")
  const key = {
    ...capture,
    ...(securityToken === undefined ? {} : { securityToken }),
    enabled: true,
    sdk_compat
  }
  const now = parseSdkDate(value(capture, "x-sdk-date") ?? "") ?? new Date(0)
  return verify({ ...capture, body: Buffer.from(capture.bodyBase64, "base64") }, key, now)
}

const outcome = (capture: WireCapture, sdk_compat: boolean): string => {
  const verdict = judge(capture, sdk_compat)
  return verdict.ok ? verdict.interpretation : verdict.rule
}

/** The quirk that the capture says it takes, in our words. */
const names: Readonly<Record<string, string>> = {
  double: "double-encoded-path",
  extra: "extra-leading-slash",
  unquote: "unquoted-path",
  stable: "values-in-sent-order",
  asUtf8: "headers-signed-as-utf8"
}

const expected = (capture: WireCapture): string => {
  if (capture.algorithm !== "SDK-HMAC-SHA256") return "algorithm-not-accepted"
  if (value(capture, "x-sdk-content-sha256") === "UNSIGNED-PAYLOAD") return "unsigned-payload"
  if (capture.verifiesAs === null) return "signature-mismatch"
  const { path, query, headerBytes } = capture.verifiesAs
  const taken = [path, query, headerBytes].flatMap((part) => names[part] ?? [])
  return taken.length === 0 ? "strict" : taken.join("+")
}

const tally = (sdk_compat: boolean): Readonly<Record<string, number>> =>
  Object.fromEntries(
    [...Map.groupBy(wireCaptures, (capture) => outcome(capture, sdk_compat))].map(
      ([name, { length }]) => [name, length]
    )
  )

describe("a request of an official SDK, off the wire", () => {
  it.each(wireCaptures)("$id", (capture) => {
    expect(outcome(capture, true)).toBe(expected(capture))
  })

  it("is accepted from a key with SDK compatibility 77 times in 98", () => {
    expect(tally(true)).toEqual({
      strict: 71,
      "double-encoded-path": 2,
      "unquoted-path": 1,
      "extra-leading-slash": 1,
      "values-in-sent-order": 1,
      "headers-signed-as-utf8": 1,
      "algorithm-not-accepted": 12,
      "unsigned-payload": 6,
      "signature-mismatch": 3
    })
  })

  it("is accepted from a key without it 46 times in 98", () => {
    expect(tally(false)).toEqual({
      strict: 46,
      "header-not-signed": 25,
      "sdk-quirk": 6,
      "algorithm-not-accepted": 12,
      "unsigned-payload": 6,
      "signature-mismatch": 3
    })
  })

  it("names its access key before any key is looked up", () => {
    const accepted = wireCaptures.filter(({ algorithm }) => algorithm === "SDK-HMAC-SHA256")
    expect(accepted).toHaveLength(86)
    for (const { headers, accessKey } of accepted)
      expect(readAuthorization(headers)).toMatchObject({ ok: true, accessKey })
  })
})
