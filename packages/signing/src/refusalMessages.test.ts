import { describe, expect, it } from "vitest"
import { arrive, key, now, withHeader } from "../test/arrive.ts"
import type { Header } from "./headers.ts"
import type { ReceivedRequest } from "./receivedRequest.ts"
import { sdkHmacSm3 } from "./sdkHmacSm3.ts"
import { v11HmacSha256 } from "./v11HmacSha256.ts"
import { verify } from "./verify.ts"

const without = (request: ReceivedRequest, name: string): ReceivedRequest => ({
  ...request,
  headers: request.headers.filter(([each]) => each !== name)
})

const withMore = (request: ReceivedRequest, more: Header): ReceivedRequest => ({
  ...request,
  headers: [...request.headers, more]
})

const genuine = arrive()
const authorization = genuine.headers.at(-1)?.[1] ?? ""
const signing = (from: string, to: string) =>
  withHeader(genuine, "Authorization", authorization.replace(from, to))

const refusals: ReadonlyArray<readonly [string, string, ReceivedRequest]> = [
  ["authorization-missing", "there is no Authorization header", without(genuine, "Authorization")],
  [
    "authorization-repeated",
    "there is more than one Authorization header",
    withMore(genuine, ["authorization", authorization])
  ],
  [
    "authorization-malformed",
    "the Authorization header must read: SDK-HMAC-SHA256 Access=..., SignedHeaders=...;..., Signature=<64 lower-case hexadecimal digits>",
    signing("Access=", "Access:")
  ],
  [
    "scoped-credential",
    "the scoped form with Credential= is not accepted, name the key with Access=",
    signing("Access=AK", "Credential=AK/20260525/r/s/sdk_request")
  ],
  [
    "signed-headers-unsorted",
    "SignedHeaders must be sorted and name each header once",
    signing("host;region", "region;host")
  ],
  [
    "request-line-malformed",
    "the request-target must be a path that begins with / and holds visible ASCII only",
    { ...genuine, target: "*" }
  ],
  ["header-repeated", "region arrived more than once", withMore(genuine, ["Region", "r"])],
  [
    "header-malformed",
    "region holds a character that no header can hold",
    withHeader(genuine, "region", "\u0100")
  ],
  [
    "signed-header-absent",
    "region is in SignedHeaders but did not arrive",
    without(genuine, "region")
  ],
  [
    "date-missing",
    "there is no X-Sdk-Date header",
    without(arrive({ signedHeaders: ["host", "region"] }), "X-Sdk-Date")
  ],
  [
    "date-malformed",
    "X-Sdk-Date must be a real date spelled YYYYMMDDTHHMMSSZ",
    withHeader(genuine, "X-Sdk-Date", "20260230T000000Z")
  ],
  [
    "unsigned-payload",
    "UNSIGNED-PAYLOAD is not accepted, the body must be signed",
    arrive({ headers: [["x-sdk-content-sha256", "UNSIGNED-PAYLOAD"]] })
  ],
  [
    "payload-hash-mismatch",
    "x-sdk-content-sha256 is not the SHA-256 of the body received",
    arrive({ headers: [["x-sdk-content-sha256", "0"]] })
  ],
  ["signature-mismatch", "verify aksk signature fail", arrive({ secretKey: "another" })]
]

describe("a refusal says in its message what was wrong", () => {
  it.each(refusals)("%s: %s", (rule, message, request) => {
    expect(verify(request, key, now)).toMatchObject({ ok: false, rule, message })
  })

  it("security-token-mismatch, to those only who hold the secret key", () => {
    expect(verify(genuine, { ...key, securityToken: "t" }, now)).toMatchObject({
      rule: "security-token-mismatch",
      message: "X-Security-Token is not the one of this access key"
    })
  })

  it.each([
    [sdkHmacSm3, "SDK-HMAC-SM3 Access=..."],
    [v11HmacSha256({ region: "r", service: "s" }), "V11-HMAC-SHA256 Credential=.../..."]
  ])("authorization-malformed, in the spelling of the algorithm", (algorithm, spelling) => {
    const request = withHeader(genuine, "Authorization", "Bearer x")
    expect(verify(request, key, now, algorithm)).toMatchObject({
      rule: "authorization-malformed",
      message: `the Authorization header must read: ${spelling}, SignedHeaders=...;..., Signature=<64 lower-case hexadecimal digits>`
    })
  })
})
