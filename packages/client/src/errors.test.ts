import { describe, expect, it } from "vitest"
import { InvalidEndpoint, NoAnswer, NoToken, UnreadableAnswer } from "./errors.ts"

const request = "DELETE https://example.com/v2/vpceps"

describe("the message of", () => {
  it("NoAnswer says whether the request may have been carried out", () => {
    expect(new NoAnswer({ request, reason: "read ECONNRESET", sent: true }).message).toBe(
      `${request}: no answer (read ECONNRESET); it had been sent, and may have been carried out`
    )
    expect(new NoAnswer({ request, reason: "connect ECONNREFUSED", sent: false }).message).toBe(
      `${request}: no answer (connect ECONNREFUSED)`
    )
  })

  it("UnreadableAnswer names each field and its rule", () =>
    expect(
      new UnreadableAnswer({
        status: 200,
        problems: [
          { field: "", rule: "is not JSON" },
          { field: "total", rule: "is required" }
        ]
      }).message
    ).toBe("the answer (status 200) cannot be read: body is not JSON; total is required"))

  it("NoToken says why there is none", () =>
    expect(new NoToken({ reason: "the answer is without X-Subject-Token" }).message).toBe(
      "the identity service gave no token: the answer is without X-Subject-Token"
    ))

  it("InvalidEndpoint names the endpoint and its rule", () =>
    expect(
      new InvalidEndpoint({ endpoint: "http://example.com", rule: "must be https" }).message
    ).toBe("endpoint http://example.com: must be https"))
})
