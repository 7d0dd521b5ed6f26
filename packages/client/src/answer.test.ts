import { type OperationName, operation } from "@codearts/api"
import { Result } from "effect"
import { gzipSync } from "node:zlib"
import { describe, expect, it } from "vitest"
import answers from "../test/answers.json" with { type: "json" }
import { secrets } from "../test/callers.ts"
import refusals from "../test/refusals.json" with { type: "json" }
import { readAnswer } from "./answer.ts"
import type { Answer, FinalRequest } from "./transport.ts"

const request: FinalRequest = {
  method: "GET",
  origin: "https://example.com",
  target: "/v2/vpceps",
  headers: [
    ["x-security-token", secrets.securityToken],
    ["x-auth-token", secrets.token],
    ["x-subject-token", "subject-canary"]
  ]
}

const answer = (status: number, body: unknown): Answer => ({
  status,
  headers: {},
  header: (name) => (name === "x-request-id" ? "in-header" : undefined),
  body: Buffer.from(typeof body === "string" ? body : JSON.stringify(body))
})

const list = "listVpcepAccessControlRecords"

const failureOf = (status: number, body: unknown) =>
  Result.getOrThrow(Result.flip(readAnswer(list, answer(status, body), request)))

const success = <Name extends OperationName>(name: Name, body: unknown) =>
  Result.getOrThrow(readAnswer(name, answer(operation(name).status, body), request))

describe("a success is read", () => {
  it("as the documented examples have it", () => {
    expect(success(list, answers.list)).toEqual(answers.list)
    expect(success("deleteVpcepAccessControlRecords", answers.delete)).toEqual(answers.delete)
    expect(success("createToken", answers.token)).toEqual(answers.token)
    expect(success("listProjects", answers.projects)).toEqual(answers.projects)
  })

  it("without a status, with times that are no times, and from a region in no table", () => {
    const { status: _, ...odd } = {
      ...answers.list,
      data: {
        vpceps: [{ vpcep_id: "vp-1", create_time: "2026-05-02T14:20:001Z", region: "cn-north-7" }]
      }
    }
    expect(success(list, odd)).toEqual(odd)
  })

  it("with the fields that the contract does not know", () => {
    const newer = { ...answers.list, warnings: [{ text: "new" }] }
    expect(success(list, newer)).toEqual(newer)
  })
})

describe("a success is unreadable, with its request id", () => {
  const problems = (body: unknown) => {
    const failure = failureOf(200, body)
    expect(failure).toMatchObject({
      _tag: "UnreadableAnswer",
      status: 200,
      request_id: "in-header"
    })
    return failure._tag === "UnreadableAnswer" ? failure.problems : []
  }

  it("when it is not JSON", () =>
    expect(problems("<html></html>")).toEqual([
      { field: "", rule: "is not sound JSON: a value is not JSON at byte 0" }
    ]))

  it("when it is empty", () =>
    expect(problems("")).toEqual([
      { field: "", rule: "is not sound JSON: the text ends early at byte 0" }
    ]))

  it("when it is compressed, which nobody asked for", () => {
    const compressed = { ...answer(200, ""), body: gzipSync(JSON.stringify(answers.list)) }
    expect(Result.getOrThrow(Result.flip(readAnswer(list, compressed, request)))).toMatchObject({
      _tag: "UnreadableAnswer",
      problems: [{ field: "", rule: "is not sound JSON: the text is not UTF-8 at byte 1" }]
    })
  })

  it("when it says one thing twice", () =>
    expect(problems('{"data":{"vpceps":[]},"total":0,"total":1}')).toEqual([
      { field: "", rule: "is not sound JSON: a key is repeated at byte 32" }
    ]))

  it("when it is not what the contract says, each field named", () =>
    expect(problems({ data: { vpceps: [{ vpcep_id: 1 }] } })).toEqual([
      { field: "data.vpceps[0].vpcep_id", rule: "must be a string" },
      { field: "total", rule: "is required" }
    ]))
})

describe("a refusal becomes the class of its status", () => {
  for (const { what, status, body, tag, ...said } of refusals) {
    it(`${status}: ${what}`, () =>
      expect(failureOf(status, body)).toMatchObject({ _tag: tag, status, ...said }))
  }
})

describe("a refusal", () => {
  it("that repeats what was sent shows no token", () => {
    const echo = `verify aksk signature fail, canonicalRequest:GET|x-security-token:${secrets.securityToken}|x-auth-token:${secrets.token}|`
    const failure = failureOf(401, { error_code: "APIGW.0301", error_msg: echo })
    expect(failure).toMatchObject({
      error_msg:
        "verify aksk signature fail, canonicalRequest:GET|x-security-token:***|x-auth-token:***|"
    })
  })

  it("that repeats it as text shows no token either", () =>
    expect(failureOf(502, `upstream said ${secrets.token}`)).toMatchObject({
      error_msg: "upstream said ***"
    }))

  it("that repeats it where a text is cut, or in its id, shows no token either", () => {
    const aboutToken = failureOf(404, { error: { code: 404, message: "no subject-canary" } })
    expect(aboutToken.message).toBe("404: no ***")
    const padded = `${"x".repeat(990)}${secrets.token}`
    const failure = failureOf(502, padded)
    expect(failure.message).not.toContain(secrets.token.slice(0, 8))
    const inId = failureOf(400, { error_code: "A", error_msg: "m", request_id: secrets.token })
    expect(inId).toMatchObject({ request_id: "***" })
  })

  it("that nests a million levels is read as text", () => {
    const nested = `${"[".repeat(1_000_000)}${"]".repeat(1_000_000)}`
    const failure = failureOf(500, `{"error_code":"UC.00010005","data":${nested}}`)
    expect(failure).toMatchObject({ _tag: "InternalServerError", error_code: "HTTP.500" })
  })

  it("of a megabyte keeps a bounded message", () => {
    const failure = failureOf(500, "x".repeat(1_048_576))
    expect(failure.message.length).toBeLessThan(1100)
  })
})
