import { describe, expect, it } from "vitest"
import { headersToSign } from "./headersToSign.ts"
import type { SignableRequest } from "./signableRequest.ts"

const chosen = (request: Partial<SignableRequest>) =>
  headersToSign({ method: "GET", url: "https://h", ...request }, "h", [["x-sdk-date", "now"]])

describe("headersToSign", () => {
  it.each(["Tenant", "Upgrade-Insecure-Requests", "X-TE"])(
    "chooses %s when asked to, though a header for the next hop is called much the same",
    (name) => {
      expect(chosen({ headers: [[name, "1"]], signedHeaders: [name] })).toContainEqual([
        name.toLowerCase(),
        "1"
      ])
    }
  )

  it.each([
    "Authorization",
    "Connection",
    "Keep-Alive",
    "Proxy-Authorization",
    "TE",
    "Trailer",
    "Transfer-Encoding",
    "Upgrade"
  ])("throws a TypeError that says why %s cannot be chosen", (name) => {
    expect(() => chosen({ headers: [[name, "x"]], signedHeaders: [name] })).toThrow(
      new TypeError(
        `${name.toLowerCase()} cannot be signed: it is for the next hop or the signature`
      )
    )
  })

  it("throws a TypeError that names the header whose value cannot be sent", () => {
    expect(() => chosen({ headers: [["Region", "a\nb"]] })).toThrow(
      new TypeError("region has a line break or NUL")
    )
  })

  it.each(["x-case-id", "s"])("finds no %s where there are no headers", (name) => {
    expect(() => chosen({ signedHeaders: [name] })).toThrow(new TypeError(`${name} is not there`))
  })
})
