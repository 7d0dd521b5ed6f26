import { describe, expect, it } from "vitest"
import { sdkHmacSm3 } from "./sdkHmacSm3.ts"
import { sign } from "./sign.ts"
import type { SignableRequest } from "./signableRequest.ts"

const credentials = { accessKey: "AK", secretKey: "SK" }
const date = new Date("2026-05-25T09:30:15Z")

const headersFor = (request: Partial<SignableRequest>) =>
  sign({ method: "GET", url: "https://h.example", ...request }, credentials, date, sdkHmacSm3)
    .headers

describe("a request signed by an algorithm of the caller's", () => {
  it("is sent to the host of its URL", () => {
    expect(headersFor({})).toContainEqual(["host", "h.example"])
  })

  it("is sent to the host of its Host header where it has one", () => {
    expect(headersFor({ headers: [["Host", "public.example"]] })).toContainEqual([
      "host",
      "public.example"
    ])
  })
})
