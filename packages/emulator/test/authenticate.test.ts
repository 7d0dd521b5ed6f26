import { expect, it } from "vitest"
import { inWorld, keys, region, type Wanted } from "./world.ts"

const target = "/v2/vpceps?enterprise_id=tenant-a"
const read: Wanted = { target, headers: { region } }
const prefix = "Incorrect IAM authentication information: "

const refusals: ReadonlyArray<readonly [what: string, wanted: Partial<Wanted>, reason: RegExp]> = [
  ["no credentials, naming both kinds", {}, /^x-auth-token not found, .* SDK-HMAC-SHA256$/],
  ["an unknown token", { by: "token-b" }, /^decrypt token fail$/],
  ["a token in other letter case", { by: "TOKEN-A" }, /^decrypt token fail$/],
  [
    "an expired token, with the time it ended",
    { by: "token-a-old" },
    /^token expires, expires_at: 2026-05-24T00:00:00\.000000Z$/
  ],
  ["a global token", { by: "token-a-global" }, /^global tokens are not supported/],
  [
    "an Authorization of another kind",
    { unsigned: { Authorization: "Bearer token-a" } },
    /^the Authorization header must read: SDK-HMAC-SHA256 Access=/
  ],
  [
    "a security token that the key does not have",
    { by: { ...keys.admin, securityToken: "temporary-token" } },
    /^X-Security-Token is not the one of this access key$/
  ],
  [
    "a temporary key without its security token",
    { by: { accessKey: "TEMPORARY", secretKey: "temporary-secret" } },
    /^X-Security-Token is not the one of this access key$/
  ],
  [
    "a region that was not signed",
    { by: keys.admin, headers: {}, unsigned: { region } },
    /^region arrived but is not in SignedHeaders$/
  ]
]

for (const [what, wanted, reason] of refusals) {
  it(
    `refuses ${what} with 401 APIGW.0301`,
    inWorld(function* (world) {
      const { body, status } = yield* world.send({ ...read, ...wanted })
      expect([status, body.error_code]).toEqual([401, "APIGW.0301"])
      expect(body.error_msg.slice(0, prefix.length)).toBe(prefix)
      expect(body.error_msg.slice(prefix.length)).toMatch(reason)
    })
  )
}

it(
  "echoes its own canonical request when a signature is wrong, with the security token hidden",
  inWorld(function* (world) {
    const by = { ...keys.temporary, secretKey: "wrong-secret" }
    const { body, status } = yield* world.send({ ...read, by })
    expect([status, body.error_code]).toEqual([401, "APIGW.0301"])
    expect(body.error_msg).toBe(
      `${prefix}verify aksk signature fail, canonicalRequest:` +
        "GET|/v2/vpceps/|enterprise_id=tenant-a|" +
        "host:codearts-devuc.ap-southeast-3.myhuaweicloud.com|region:ap-southeast-3|" +
        "x-sdk-date:20260525T080000Z|x-security-token:***||" +
        "host;region;x-sdk-date;x-security-token|" +
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    )
  })
)

it(
  "refuses an unknown key, a disabled one and a wrong secret in the same words",
  inWorld(function* (world) {
    const wrong = { ...keys.admin, secretKey: "wrong-secret" }
    const replies = [
      yield* world.send({ ...read, by: keys.unknown }),
      yield* world.send({ ...read, by: keys.disabled }),
      yield* world.send({ ...read, by: wrong })
    ]
    expect(
      new Set(replies.map(({ headers, status, text }) => JSON.stringify([status, headers, text])))
        .size
    ).toBe(1)
    expect(replies[0]?.body.error_msg).toContain("verify aksk signature fail")
  })
)

it(
  "refuses a token beside a signature with 401 APIGW.0305",
  inWorld(function* (world) {
    const both = yield* world.send({
      ...read,
      by: keys.admin,
      unsigned: { "X-Auth-Token": "token-a" }
    })
    expect(both).toMatchObject({ status: 401, body: { error_code: "APIGW.0305" } })
    expect(both.body.error_msg).toBe(
      "Incorrect authentication information: send X-Auth-Token or Authorization, not both"
    )
  })
)

it(
  "takes a date up to 15 minutes from its clock, and not a second more",
  inWorld(function* (world) {
    const at = (time: string) =>
      world.send({ ...read, by: keys.admin, date: new Date(`2026-05-25T${time}Z`) })
    expect((yield* at("07:45:00")).status).toBe(200)
    expect((yield* at("08:15:00")).status).toBe(200)
    const late = yield* at("07:44:59")
    expect((yield* at("08:15:01")).body.error_code).toBe("APIGW.0301")
    expect(late.body.error_msg).toBe(
      `${prefix}calc aksk signature fail:signature expired, signature time:20260525T074459Z,server time:20260525T080000Z`
    )
  })
)

it(
  "takes a temporary key with its security token",
  inWorld(function* (world) {
    expect((yield* world.send({ ...read, by: keys.temporary })).status).toBe(200)
  })
)

it(
  "lets only a key with SDK compatibility leave the content type unsigned",
  inWorld(function* (world) {
    const wanted: Wanted = {
      method: "DELETE",
      target: "/v2/vpceps",
      headers: { region },
      unsigned: { "Content-Type": "application/json" },
      body: { vpceps: [{ vpcep_id: "vp-0" }] }
    }
    const strict = yield* world.send({ ...wanted, by: keys.admin })
    expect(strict).toMatchObject({ status: 401, body: { error_code: "APIGW.0301" } })
    expect((yield* world.send({ ...wanted, by: keys.sdk })).status).toBe(200)
  })
)

it(
  "reads the query of a token's request as a signer would",
  inWorld(function* (world) {
    const ids = (query: string) =>
      world.send({ target: `${target}&${query}`, headers: { region }, by: "token-a" })
    expect((yield* ids("vpcep%5Fids=vp%2D0%2Cvp-1")).body.total).toBe(2)
    expect((yield* ids("vpcep_ids=vp+0")).body.error_code).toBe("UC.00011002")
    expect((yield* ids("vpcep_ids=%ff")).body.error_code).toBe("APIGW.0201")
    expect((yield* ids("=x")).body.error_code).toBe("UC.00011002")
  })
)
