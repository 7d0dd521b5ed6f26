import { operation } from "@codearts/api"
import { Result } from "effect"
import { describe, expect, it } from "vitest"
import endpoints from "../test/endpoints.json" with { type: "json" }
import { originOf, readEndpoint, readPathPrefix } from "./endpoint.ts"

describe("readEndpoint", () => {
  for (const { endpoint, origin } of endpoints.accepted) {
    it(`takes ${endpoint}`, () => expect(readEndpoint(endpoint)).toEqual(Result.succeed(origin)))
  }

  for (const { endpoint, rule, shown } of endpoints.refused) {
    it(`refuses ${JSON.stringify(endpoint)}: ${rule}`, () => {
      const failure = Result.getOrThrow(Result.flip(readEndpoint(endpoint)))
      expect(failure._tag).toBe("InvalidEndpoint")
      expect(failure.endpoint).toBe(shown)
      expect(failure.rule).toContain(rule)
      expect(failure.message).toBe(`endpoint ${shown}: ${failure.rule}`)
    })
  }
})

describe("plain http beyond this machine", () => {
  it("is for who asks for it", () => {
    expect(Result.isFailure(readEndpoint("http://10.0.0.1:8080"))).toBe(true)
    expect(readEndpoint("http://10.0.0.1:8080", "anywhere")).toEqual(
      Result.succeed("http://10.0.0.1:8080")
    )
  })
})

describe("readPathPrefix", () => {
  for (const prefix of endpoints.prefixes.accepted) {
    it(`takes ${JSON.stringify(prefix)}`, () =>
      expect(readPathPrefix(prefix)).toEqual(Result.succeed(prefix)))
  }

  for (const prefix of endpoints.prefixes.refused) {
    it(`refuses ${JSON.stringify(prefix)}`, () =>
      expect(Result.isFailure(readPathPrefix(prefix))).toBe(true))
  }
})

describe("originOf", () => {
  const list = operation("listVpcepAccessControlRecords")

  it("serves the list from the region's own host", () =>
    expect(originOf(list, "ap-southeast-3")).toEqual(
      Result.succeed("https://codearts-devuc.ap-southeast-3.myhuaweicloud.com")
    ))

  it("serves identities from the region's identity host", () => {
    for (const name of ["createToken", "listProjects"] as const) {
      expect(originOf(operation(name), "la-north-2")).toEqual(
        Result.succeed("https://iam.la-north-2.myhuaweicloud.com")
      )
    }
  })

  it("follows the host pattern for a region in no table", () =>
    expect(originOf(list, "cn-north-7")).toEqual(
      Result.succeed("https://codearts-devuc.cn-north-7.myhuaweicloud.com")
    ))

  for (const region of ["", "example.com/#", "a.b", "a@example.com", "a:80", "a/b", "ä"]) {
    it(`makes no host of ${JSON.stringify(region)}`, () => {
      const failure = Result.getOrThrow(Result.flip(originOf(list, region)))
      expect(failure.problems).toEqual([
        { field: "region", rule: "must be 1 to 40 letters, digits or hyphens (-)" }
      ])
    })
  }
})
