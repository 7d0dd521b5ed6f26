import { expect, it, vi } from "vitest"
import { sdkHmacSm3, sign, verify } from "../src/index.ts"
import { key, now } from "./arrive.ts"

vi.mock(import("node:crypto"), async (importOriginal) => {
  const crypto = await importOriginal()
  return { ...crypto, getHashes: () => crypto.getHashes().filter((name) => name !== "sm3") }
})

const missing = new TypeError(
  "SDK-HMAC-SM3 needs SM3, which the OpenSSL of this runtime is built without"
)

it.each(["", "{}"])("sign with SDK-HMAC-SM3 says that SM3 is missing, with the body %j", (body) => {
  const request = { method: "DELETE", url: "https://h.example/v2/vpceps", body }
  expect(() => sign(request, key, now, sdkHmacSm3)).toThrow(missing)
})

it.each(["", "{}"])("verify says so too, with the body %j", (body) => {
  const authorization = `SDK-HMAC-SM3 Access=AK, SignedHeaders=host;x-sdk-date, Signature=${"0".repeat(64)}`
  const request = {
    method: "DELETE",
    target: "/v2/vpceps",
    headers: [
      ["host", "h.example"],
      ["x-sdk-date", "20260525T093015Z"],
      ["authorization", authorization]
    ],
    body: Buffer.from(body)
  } as const
  expect(() => verify(request, key, now, sdkHmacSm3)).toThrow(missing)
  expect(() => verify(request, undefined, now, sdkHmacSm3)).toThrow(missing)
})

it.each([
  ["hash", () => sdkHmacSm3.hash("")],
  ["MAC", () => sdkHmacSm3.mac("AK", "SK", "")]
])("the %s of its own says so as well", (_, run) => {
  expect(run).toThrow(missing)
})
