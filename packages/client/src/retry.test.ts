import { apiError } from "@codearts/api"
import { describe, expect, it } from "vitest"
import { NoAnswer, UnreadableAnswer } from "./errors.ts"
import { finalFailure, pauseAfter, type Setback, wantsOtherProof } from "./retry.ts"

const now = Date.parse("2026-05-25T08:00:00Z")

const request = (method: string, header: string): Setback["proven"] => ({
  method,
  origin: "https://example.com",
  target: "/v2/vpceps",
  headers: [[header, "x"]]
})

const signed = (method: string) => request(method, "x-sdk-date")
const withToken = (method: string) => request(method, "x-auth-token")

const refused = (error_code: string, status: number, error_msg = "") =>
  apiError(status, { error_code, error_msg })

const setback = (
  failure: Setback["failure"],
  proven: Setback["proven"],
  retryAfter?: string
): Setback => ({
  failure,
  proven,
  answer: {
    status: 0,
    headers: {},
    header: (name) => (name === "retry-after" ? retryAfter : undefined),
    body: Buffer.alloc(0)
  }
})

const noAnswer = (code: string, sent: boolean) =>
  new NoAnswer({ request: "x", reason: code, sent, code })

type Fate = "again" | "fails" | "is unknown"

const fateOf = (each: Setback): Fate => {
  if (pauseAfter(each, 1, now, 0.5) !== undefined) return "again"
  return finalFailure(each)._tag === "OutcomeUnknown" ? "is unknown" : "fails"
}

const fates: ReadonlyArray<
  readonly [what: string, failure: Setback["failure"], read: Fate, deletion: Fate]
> = [
  ["UC.00011063 (409), a lock", refused("UC.00011063", 409), "again", "again"],
  ["APIGW.0308 (429), a limit", refused("APIGW.0308", 429), "again", "again"],
  ["503", refused("HTTP.503", 503), "again", "again"],
  ["APIGW.0610 (502), nothing behind it", refused("APIGW.0610", 502), "again", "again"],
  ["APIGW.0201 (502), cut behind it", refused("APIGW.0201", 502), "again", "is unknown"],
  ["504", refused("HTTP.504", 504), "again", "is unknown"],
  ["UC.00011010 (500)", refused("UC.00011010", 500), "again", "is unknown"],
  ["UC.00011022 (409), submitted before", refused("UC.00011022", 409), "again", "is unknown"],
  ["204, which says neither yes nor no", refused("HTTP.204", 204), "fails", "is unknown"],
  ["UC.00011035 (429), a locked account", refused("UC.00011035", 429), "fails", "fails"],
  ["UC.00011005 (404)", refused("UC.00011005", 404), "fails", "fails"],
  ["UC.00011002 (400)", refused("UC.00011002", 400), "fails", "fails"],
  ["KIT.0002 (409), a guard's", refused("KIT.0002", 409), "fails", "fails"],
  ["403", refused("HTTP.403", 403), "fails", "fails"],
  ["307, a redirect", refused("HTTP.307", 307), "fails", "fails"],
  ["APIGW.0301 (401)", refused("APIGW.0301", 401), "fails", "fails"],
  ["a connection refused", noAnswer("ECONNREFUSED", false), "again", "again"],
  [
    "a connection reset before it is there",
    new NoAnswer({
      request: "x",
      reason: "connect ECONNRESET 127.0.0.1:80",
      sent: false,
      code: "ECONNRESET"
    }),
    "again",
    "again"
  ],
  ["a connection not made in time", noAnswer("UND_ERR_CONNECT_TIMEOUT", false), "again", "again"],
  ["a name unknown for now", noAnswer("EAI_AGAIN", false), "again", "again"],
  ["a name that is not there", noAnswer("ENOTFOUND", false), "fails", "fails"],
  ["a wrong certificate", noAnswer("CERT_HAS_EXPIRED", false), "fails", "fails"],
  ["a handshake that is reset", noAnswer("ECONNRESET", false), "fails", "fails"],
  ["a connection reset once it was sent", noAnswer("ECONNRESET", true), "again", "is unknown"],
  ["a connection closed once it was sent", noAnswer("UND_ERR_SOCKET", true), "again", "is unknown"],
  ["no headers in time", noAnswer("UND_ERR_HEADERS_TIMEOUT", true), "again", "is unknown"],
  ["what is no HTTP", noAnswer("HPE_INVALID_CONSTANT", true), "fails", "is unknown"],
  [
    "an answer that cannot be read",
    new UnreadableAnswer({ status: 200, problems: [] }),
    "fails",
    "is unknown"
  ]
]

describe("after", () => {
  it.each(fates)("%s", (_, failure, read, deletion) => {
    expect(fateOf(setback(failure, signed("GET")))).toBe(read)
    expect(fateOf(setback(failure, signed("DELETE")))).toBe(deletion)
  })
})

describe("other proof", () => {
  const proofs: ReadonlyArray<
    readonly [what: string, failure: Setback["failure"], token: boolean, signature: boolean]
  > = [
    ["an expired token", refused("APIGW.0301", 401, "token expires, expires_at: x"), true, false],
    ["a 401 without a reason", refused("APIGW.0301", 401), true, false],
    ["a wrong time", refused("APIGW.0301", 401, "signature expired, x"), false, true],
    ["a wrong signature", refused("APIGW.0301", 401, "verify aksk signature fail"), false, false],
    ["a missing role", refused("UC.00010002", 401), false, false],
    [
      "a locked key",
      refused("APIGW.0301", 401, "AK access failed to reach the limit"),
      false,
      false
    ],
    ["503", refused("HTTP.503", 503), false, false],
    ["no answer", noAnswer("ECONNRESET", true), false, false]
  ]

  it.each(proofs)("may be all that is missing after %s: %#", (_, failure, token, signature) => {
    for (const method of ["GET", "DELETE"]) {
      expect(wantsOtherProof(setback(failure, withToken(method)))).toBe(token)
      expect(wantsOtherProof(setback(failure, signed(method)))).toBe(signature)
    }
  })
})

const pauses = (failure: Setback["failure"], retryAfter?: string) =>
  [1, 2, 3].map((attempts) =>
    [0, 1].map((chance) =>
      pauseAfter(setback(failure, signed("GET"), retryAfter), attempts, now, chance)
    )
  )

describe("the pause", () => {
  it("grows, outlasts a burst of three seconds in three attempts, and is never the same", () => {
    expect(pauses(refused("HTTP.503", 503))).toEqual([
      [1000, 2000],
      [2000, 4000],
      [undefined, undefined]
    ])
  })

  it("is short before a first new connection", () => {
    expect(pauses(noAnswer("ECONNREFUSED", false))).toEqual([
      [50, 100],
      [1000, 2000],
      [undefined, undefined]
    ])
  })

  it("is never shorter than Retry-After asks, and a little longer than others'", () => {
    expect(pauses(refused("APIGW.0308", 429), "7")[0]).toEqual([7000, 7700])
    expect(pauses(refused("HTTP.503", 503), "600")[0]).toEqual([600_000, 601_000])
    expect(pauses(refused("APIGW.0308", 429), "Mon, 25 May 2026 08:00:07 GMT")[0]).toEqual([
      7000, 7700
    ])
  })

  it("is the client's own where Retry-After asks for less, or for what cannot be read", () => {
    for (const value of ["0", "-1", "soon", "Mon, 25 May 2020 08:00:00 GMT"]) {
      expect(pauses(refused("HTTP.503", 503), value)[0]).toEqual([1000, 2000])
      expect(pauses(refused("APIGW.0308", 429), value)[0]).toEqual([1000, 1100])
    }
  })

  it("is an hour at most", () => {
    expect(pauses(refused("APIGW.0308", 429), "1000000000")[0]).toEqual([3_600_000, 3_601_000])
  })
})
