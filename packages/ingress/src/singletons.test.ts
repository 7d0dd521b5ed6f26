import { describe, expect, it } from "vitest"
import { limits } from "./limits.ts"
import { singletons } from "./singletons.ts"

const detail = (...headers: ReadonlyArray<readonly [string, string]>): string | undefined => {
  const checked = singletons(headers)
  return "refusal" in checked ? checked.refusal.error_msg : undefined
}

const counted = [
  "Authorization",
  "Content-Encoding",
  "Content-Type",
  "Proxy-Authorization",
  "Region",
  "X-Api-Key",
  "X-Auth-Token",
  "X-Codearts-Dry-Run",
  "X-Codearts-Plan",
  "X-Domain-Id",
  "X-Project-Id",
  "X-Sdk-Content-Sha256",
  "X-Sdk-Content-Sm3",
  "X-Sdk-Date",
  "X-Security-Token",
  "X-Subject-Token"
]

const values: ReadonlyArray<readonly [name: string, good: string[], bad: string[]]> = [
  ["Connection", ["keep-alive", "Keep-Alive", "close"], ["Upgrade", "close, x", "TE", ""]],
  [
    "Content-Length",
    ["0", "7", "12582912"],
    ["", "00", "07", "+7", "-7", "7.0", "0x7", "7, 7", " 7"]
  ],
  ["Expect", ["100-continue"], ["100-Continue", "200-ok", "y 100-continue", ""]],
  ["Transfer-Encoding", ["chunked", "Chunked"], ["identity", "gzip, chunked", "xchunked", ""]],
  ["Upgrade", [], ["h2c", "websocket", ""]],
  [
    "Host",
    ["localhost", "localhost:80", "127.0.0.1:8090", "[::1]:8090", "a_b.internal", "Example.COM"],
    ["", "a, b", "user@a", "a/x", "a x", "a:", "a:123456", "a:b", "[::1", "::1", "caf\u00E9"]
  ]
]

describe("a header that decides what a request means", () => {
  for (const name of counted) {
    it(`may come once: ${name}`, () => {
      expect(detail([name, "a"])).toBeUndefined()
      expect(detail([name, "a"], [name.toLowerCase(), "a"])).toContain(
        `${name.toLowerCase()} is sent twice`
      )
    })
  }

  for (const [name, good, bad] of values) {
    for (const value of good) {
      it(`may be ${name}: ${value}`, () => expect(detail([name, value])).toBeUndefined())
    }
    for (const value of bad) {
      it(`may not be ${name}: ${JSON.stringify(value)}`, () =>
        expect(detail([name, value])).toMatch(/^API request error\. (?:The )?[A-Z]/))
    }
  }

  it("is found by its name in lower case", () => {
    const checked = singletons([
      ["HOST", "a"],
      ["X-Other", "b"]
    ])
    expect(checked).toEqual({ found: new Map([["host", "a"]]) })
  })
})

describe("any other header", () => {
  it("may be repeated", () => expect(detail(["X-Note", "a"], ["X-Note", "b"])).toBeUndefined())

  it("may have the name of a member of every object", () => {
    expect(detail(["constructor", "a"], ["hasOwnProperty", "b"])).toBeUndefined()
  })

  for (const name of [
    "X_Auth_Token",
    "Transfer_Encoding",
    "__proto__",
    "a b",
    "a:",
    "",
    "caf\u00E9"
  ]) {
    it(`may not be named ${JSON.stringify(name)}`, () =>
      expect(detail([name, "a"])).toContain("A header name"))
  }

  for (const value of ["", "a  b", "a\tb", "caf\u00E9", "\u00E5\u008D\u008E"]) {
    it(`may have the value ${JSON.stringify(value)}`, () =>
      expect(detail(["X-Note", value])).toBeUndefined())
  }

  for (const value of ["a\u0000b", "a\u0007b", "a\nb", "a\rb", "a\u007Fb", "\u4E2D"]) {
    it(`may not have the value ${JSON.stringify(value)}`, () =>
      expect(detail(["X-Note", value])).toContain("control character"))
  }
})

describe("the number of headers", () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, at) => [`x-${at}`, "a"] as const)

  it("may be the limit, and no more", () => {
    expect(detail(...many(limits.headers))).toBeUndefined()
    expect(singletons(many(limits.headers + 1))).toMatchObject({ refusal: { status: 431 } })
  })
})
