import { verify } from "@codearts/signing"
import { TestClock } from "effect/testing"
import { describe, expect, it } from "vitest"
import { callers, secrets } from "../test/callers.ts"
import { atBeginning, beginning } from "../test/run.ts"
import { signed, withToken } from "./authenticate.ts"
import { machineClock, makeServerClock } from "./serverClock.ts"
import type { FinalRequest } from "./transport.ts"

const request: FinalRequest = {
  method: "DELETE",
  origin: "https://example.com",
  target: "/v2/vpceps?b=2&a=1",
  headers: [
    ["region", "ap-southeast-3"],
    ["content-type", "application/json"]
  ],
  body: '{"vpceps":[{"vpcep_id":"vp-1"}]}'
}

const scope = { projectId: "project-1", domainId: "domain-1" }

const headerOf = ({ headers }: FinalRequest, wanted: string) =>
  headers.filter(([name]) => name === wanted).map(([, value]) => value)

const signedNames = (sent: FinalRequest) =>
  /SignedHeaders=([^,]*)/u.exec(headerOf(sent, "authorization")[0] ?? "")?.[1]?.split(";")

/** What a strict server says of a request as it was sent. */
const judged = ({ body = "", headers, method, target }: FinalRequest, securityToken?: string) =>
  verify(
    { method, target, headers, body: Buffer.from(body) },
    {
      accessKey: securityToken === undefined ? "AKEXAMPLE" : "AKTEMPORARY",
      secretKey: secrets.secretKey,
      enabled: true,
      sdk_compat: false,
      ...(securityToken !== undefined && { securityToken })
    },
    new Date(beginning)
  )

describe("signed", () => {
  it(
    "makes a request that a strict verifier accepts, its body included",
    atBeginning(function* () {
      const sent = yield* signed(request, callers.accessKey, machineClock)
      expect(judged(sent)).toMatchObject({ ok: true })
      expect(judged({ ...sent, body: "{}" })).toMatchObject({ ok: false })
    })
  )

  it(
    "signs a request without a body too",
    atBeginning(function* () {
      const { body: _, ...bare } = request
      const sent = yield* signed({ ...bare, method: "GET" }, callers.accessKey, machineClock)
      expect(judged(sent)).toMatchObject({ ok: true })
    })
  )

  it(
    "sends the security token of a temporary key, signed",
    atBeginning(function* () {
      const sent = yield* signed(request, callers.temporary, machineClock)
      expect(headerOf(sent, "x-security-token")).toEqual([secrets.securityToken])
      expect(signedNames(sent)).toContain("x-security-token")
      expect(judged(sent, secrets.securityToken)).toMatchObject({ ok: true })
    })
  )

  it(
    "sends the project and the domain, signed",
    atBeginning(function* () {
      const sent = yield* signed(request, { ...callers.accessKey, ...scope }, machineClock)
      expect(headerOf(sent, "x-project-id")).toEqual(["project-1"])
      expect(headerOf(sent, "x-domain-id")).toEqual(["domain-1"])
      expect(signedNames(sent)).toEqual([
        "content-type",
        "host",
        "region",
        "x-domain-id",
        "x-project-id",
        "x-sdk-date"
      ])
      expect(judged(sent)).toMatchObject({ ok: true })
    })
  )

  it(
    "signs each attempt with its own time",
    atBeginning(function* () {
      const first = yield* signed(request, callers.accessKey, machineClock)
      yield* TestClock.adjust("1 second")
      const second = yield* signed(request, callers.accessKey, machineClock)
      expect(headerOf(first, "x-sdk-date")).toEqual(["20260525T080000Z"])
      expect(headerOf(second, "x-sdk-date")).toEqual(["20260525T080001Z"])
      expect(headerOf(first, "authorization")).not.toEqual(headerOf(second, "authorization"))
    })
  )

  it(
    "signs with the time of the server, once a refusal has told it",
    atBeginning(function* () {
      const clock = makeServerClock()
      const refused = yield* signed(request, callers.accessKey, clock)
      const learned = yield* clock.learn({
        answerDate: "Mon, 25 May 2026 18:00:00 GMT",
        signedAt: beginning,
        sentAt: beginning,
        receivedAt: beginning
      })
      const again = yield* signed(request, callers.accessKey, clock)
      expect(learned).toBe(true)
      expect(headerOf(refused, "x-sdk-date")).toEqual(["20260525T080000Z"])
      expect(headerOf(again, "x-sdk-date")).toEqual(["20260525T180000Z"])
    })
  )
})

describe("withToken", () => {
  it("sends the token, and signs nothing", () => {
    const sent = withToken(request, { ...callers.token, ...scope })
    expect(sent.headers).toEqual([
      ...request.headers,
      ["x-project-id", "project-1"],
      ["x-domain-id", "domain-1"],
      ["x-auth-token", secrets.token]
    ])
  })
})
