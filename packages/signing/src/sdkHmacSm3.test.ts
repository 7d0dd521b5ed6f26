import { expect, it } from "vitest"
import { sdkHmacSm3 } from "./sdkHmacSm3.ts"
import { sign } from "./sign.ts"
import { verify } from "./verify.ts"

const date = new Date("2026-05-25T09:30:15Z")
const credentials = { accessKey: "AK", secretKey: "SK", securityToken: "token" }
const key = { ...credentials, enabled: true, sdk_compat: false }
const url = "https://h.example/v2/vpceps"

const received = (body: string, headers: ReadonlyArray<readonly [string, string]> = []) => ({
  method: "DELETE",
  target: "/v2/vpceps",
  headers: [
    ...headers,
    ...sign({ method: "DELETE", url, headers, body }, credentials, date, sdkHmacSm3).headers
  ],
  body: Buffer.from(body)
})

it("hashes as the example of the standard does", () => {
  expect(sdkHmacSm3.hash("abc")).toBe(
    "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
  )
  expect(sdkHmacSm3.hash("")).toBe(sdkHmacSm3.emptyHash)
})

it.each(["", "{}"])("verifies what it signs, with the body %j", (body) => {
  expect(verify(received(body), key, date, sdkHmacSm3)).toMatchObject({ ok: true })
})

it("compares X-Sdk-Content-Sm3 with the body", () => {
  const claimed = (hash: string) =>
    verify(received("{}", [["x-sdk-content-sm3", hash]]), key, date, sdkHmacSm3)
  expect(claimed(sdkHmacSm3.hash("{}"))).toMatchObject({ ok: true })
  expect(claimed(sdkHmacSm3.hash("{ }"))).toMatchObject({
    rule: "payload-hash-mismatch",
    message: "x-sdk-content-sm3 is not the SM3 of the body received"
  })
  expect(claimed("UNSIGNED-PAYLOAD")).toMatchObject({ rule: "unsigned-payload" })
})
