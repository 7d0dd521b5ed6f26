import type { AccessKey, Credentials } from "@codearts/signing"
import type { ReceivedRequest } from "@codearts/ingress"
import { Effect } from "effect"
import { TestClock } from "effect/testing"
import { describe, expect, it } from "vitest"
import { now, received, signedBy } from "../test/received.ts"
import { authenticate } from "./authenticate.ts"
import type { Callers, TokenGrant } from "./callers.ts"
import { refusalAnswer } from "./refusalAnswer.ts"

const key = (accessKey: string, more: Partial<AccessKey> = {}): AccessKey => ({
  accessKey,
  secretKey: `${accessKey.toLowerCase()}-secret`,
  enabled: true,
  sdk_compat: false,
  ...more
})

const keys = [
  key("ADMIN"),
  key("DISABLED", { enabled: false }),
  key("TEMPORARY", { securityToken: "temporary-token" })
]

const grants: Readonly<Record<string, TokenGrant<string>>> = {
  "token-a": { caller: "admin", expires_at: "2026-05-25T08:00:01Z" },
  "token-old": { caller: "admin", expires_at: "2026-05-25T08:00:00Z" }
}

const callers: Callers<string> = {
  accessKey: (access_key) => {
    const found = keys.find(({ accessKey }) => accessKey === access_key)
    return Effect.succeed(found && { key: found, caller: access_key.toLowerCase() })
  },
  token: (token) => Effect.succeed(grants[token])
}

const atNow = <A, E>(effect: Effect.Effect<A, E>) =>
  Effect.andThen(TestClock.setTime(now.getTime()), effect).pipe(
    Effect.provide(TestClock.layer()),
    Effect.runPromise
  )

const accepted = (request: ReceivedRequest) => atNow(authenticate(request, callers))
const refused = (request: ReceivedRequest) => atNow(Effect.flip(authenticate(request, callers)))

const admin: Credentials = { accessKey: "ADMIN", secretKey: "admin-secret" }
const list = received({
  target: "/v2/vpceps?enterprise_id=tenant%2Da",
  headers: [["region", "ap-southeast-3"]]
})
const withHeaders = (...headers: ReceivedRequest["headers"]) => ({
  ...list,
  headers: [...list.headers, ...headers]
})

const prefix = "Incorrect IAM authentication information: "

describe("by signature", () => {
  it("tells who signed, what was asked, and by what to know the request again", async () => {
    const request = signedBy(admin, list)
    const [, authorization = ""] = request.headers.find(([name]) => name === "authorization") ?? []
    expect(await accepted(request)).toEqual({
      caller: "admin",
      query: [["enterprise_id", "tenant-a"]],
      submission: {
        access_key: "ADMIN",
        signature: authorization.slice(-64),
        date: now
      }
    })
  })

  it("takes a temporary key with its security token alone", async () => {
    const temporary = { accessKey: "TEMPORARY", secretKey: "temporary-secret" }
    const whole = { ...temporary, securityToken: "temporary-token" }
    expect((await accepted(signedBy(whole, list))).caller).toBe("temporary")
    expect((await refused(signedBy(temporary, list))).error_msg).toBe(
      `${prefix}X-Security-Token is not the one of this access key`
    )
  })

  it("refuses an unknown key, a disabled one and a wrong secret by the same bytes", async () => {
    const impostors: ReadonlyArray<Credentials> = [
      { accessKey: "UNKNOWN", secretKey: "unknown-secret" },
      { accessKey: "DISABLED", secretKey: "disabled-secret" },
      { accessKey: "DISABLED", secretKey: "wrong-secret" },
      { accessKey: "ADMIN", secretKey: "wrong-secret" },
      { accessKey: "admin", secretKey: "admin-secret" }
    ]
    const answers = await Promise.all(
      impostors.map(async (impostor) =>
        JSON.stringify(refusalAnswer(await refused(signedBy(impostor, list)), "id"))
      )
    )
    expect(new Set(answers).size).toBe(1)
    expect(JSON.parse(answers[0] ?? "")).toMatchObject({
      status: 401,
      body: expect.stringContaining("APIGW.0301")
    })
  })

  it("echoes its canonical request when a signature is wrong, in one line and without secrets", async () => {
    const impostor = { ...admin, secretKey: "wrong-secret", securityToken: "wrong-token" }
    const { error_msg } = await refused(signedBy(impostor, list))
    expect(error_msg).toBe(
      `${prefix}verify aksk signature fail, canonicalRequest:GET|/v2/vpceps/|enterprise_id=tenant-a|` +
        "host:codearts-devuc.ap-southeast-3.myhuaweicloud.com|region:ap-southeast-3|" +
        "x-sdk-date:20260525T080000Z|x-security-token:***||host;region;x-sdk-date;x-security-token|" +
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    )
  })

  it("takes a date 15 minutes from its clock on either side, and refuses a second more", async () => {
    const dated = (seconds: number) =>
      signedBy(admin, list, new Date(now.getTime() + seconds * 1000))
    for (const seconds of [-900, 900]) expect((await accepted(dated(seconds))).caller).toBe("admin")
    for (const seconds of [-901, 901]) {
      expect((await refused(dated(seconds))).error_msg).toMatch(
        `${prefix}calc aksk signature fail:signature expired, signature time:`
      )
    }
  })

  it("refuses a header that arrived unsigned and changes what the request does", async () => {
    const [host] = list.headers
    const request = signedBy(admin, { ...list, headers: host ? [host] : [] })
    const { error_msg } = await refused({
      ...request,
      headers: [...request.headers, ["Region", "la-north-2"]]
    })
    expect(error_msg).toBe(`${prefix}region arrived but is not in SignedHeaders`)
  })

  it("refuses an Authorization of another kind, naming the right one", async () => {
    const { error_code, error_msg } = await refused(withHeaders(["Authorization", "Basic YTpi"]))
    expect(error_code).toBe("APIGW.0301")
    expect(error_msg).toContain("must read: SDK-HMAC-SHA256 Access=")
    expect(error_msg).not.toContain("YTpi")
  })
})

describe("by token", () => {
  it("tells who holds the token, and gives nothing to know the request again by", async () => {
    expect(await accepted(withHeaders(["X-Auth-Token", "token-a"]))).toEqual({
      caller: "admin",
      query: [["enterprise_id", "tenant-a"]],
      token: grants["token-a"]
    })
  })

  it("refuses an unknown one, in other letter case too, and does not repeat it", async () => {
    for (const token of ["token-b", "TOKEN-A", ""]) {
      expect(await refused(withHeaders(["X-Auth-Token", token]))).toMatchObject({
        status: 401,
        error_code: "APIGW.0301",
        error_msg: `${prefix}decrypt token fail`
      })
    }
  })

  it("refuses one at the very moment that it ends, and says when that was", async () => {
    expect((await refused(withHeaders(["x-auth-token", "token-old"]))).error_msg).toBe(
      `${prefix}token expires, expires_at: 2026-05-25T08:00:00Z`
    )
  })

  it("refuses a query that is not percent-encoded UTF-8", async () => {
    const broken = { ...withHeaders(["X-Auth-Token", "token-a"]), query: "enterprise_id=%ff" }
    expect(await refused(broken)).toMatchObject({ status: 400, error_code: "APIGW.0201" })
  })
})

it("refuses both at once with APIGW.0305, whatever each is worth", async () => {
  const both = signedBy(admin, withHeaders(["X-Auth-Token", "token-a"]))
  expect(await refused(both)).toMatchObject({
    status: 401,
    error_code: "APIGW.0305",
    error_msg: "Incorrect authentication information: send X-Auth-Token or Authorization, not both"
  })
})

it("refuses neither, and names both ways in", async () => {
  const { error_code, error_msg } = await refused(list)
  expect(error_code).toBe("APIGW.0301")
  expect(error_msg).toMatch(/^.*: x-auth-token not found, .* SDK-HMAC-SHA256$/u)
})
