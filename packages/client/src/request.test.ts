import { encodeRequest, type Input, type OperationName } from "@codearts/api"
import { Redacted, Result } from "effect"
import { describe, expect, it } from "vitest"
import { deleteInput, enterprise_id, listInput } from "../test/callers.ts"
import { finalRequest } from "./request.ts"
import type { Place } from "./route.ts"

const place: Place = {
  origin: undefined,
  region: "la-north-2",
  pathPrefix: ""
}

const requestOf = <Name extends OperationName>(
  name: Name,
  input: Input<Name>,
  more: Partial<Place> = {}
) => finalRequest(name, Result.getOrThrow(encodeRequest(name, input)), { ...place, ...more })

const tokenInput = (password: string): Input<"createToken"> => ({
  auth: {
    identity: {
      methods: ["password"],
      password: {
        user: { name: "user", password: Redacted.make(password), domain: { name: "account" } }
      }
    }
  }
})

const urlOf = (request: ReturnType<typeof finalRequest>) => {
  const { origin, target } = Result.getOrThrow(request)
  return `${origin}${target}`
}

describe("where a request goes", () => {
  it("is the host of the region it names", () =>
    expect(urlOf(requestOf("listVpcepAccessControlRecords", listInput))).toBe(
      `https://codearts-devuc.ap-southeast-3.myhuaweicloud.com/v2/vpceps?enterprise_id=${enterprise_id}`
    ))

  it("is the identity host of the client's own region where it names none", () =>
    expect(urlOf(requestOf("listProjects", { name: "a b" }))).toBe(
      "https://iam.la-north-2.myhuaweicloud.com/v3/projects?name=a%20b"
    ))

  it("is the endpoint where one is given, under the same path", () => {
    const origin = "http://127.0.0.1:8080"
    const request = requestOf("listVpcepAccessControlRecords", listInput, { origin })
    expect(urlOf(request)).toBe(`${origin}/v2/vpceps?enterprise_id=${enterprise_id}`)
    expect(Result.getOrThrow(request).headers).toContainEqual(["region", "ap-southeast-3"])
  })

  it("has the prefix before the list's path, and before no other", () => {
    const pathPrefix = "/devuc-accessmgmt"
    const path = (request: ReturnType<typeof finalRequest>) => Result.getOrThrow(request).target
    expect(path(requestOf("deleteVpcepAccessControlRecords", deleteInput, { pathPrefix }))).toBe(
      "/devuc-accessmgmt/v2/vpceps"
    )
    expect(path(requestOf("listProjects", {}, { pathPrefix }))).toBe("/v3/projects")
  })

  it("is nowhere when the client's region could be another host", () =>
    expect(Result.isFailure(requestOf("listProjects", {}, { region: "example.com/#" }))).toBe(true))
})

describe("the content type", () => {
  const contentType = (description: string) => {
    const input = { ...deleteInput, vpceps: [{ vpcep_id: "vp-1", description }] }
    const request = Result.getOrThrow(requestOf("deleteVpcepAccessControlRecords", input))
    return request.headers.find(([name]) => name === "content-type")?.[1]
  }

  it("is application/json alone for an ASCII body", () =>
    expect(contentType("Repo")).toBe("application/json"))

  it("names the charset where the body is not ASCII", () =>
    expect(contentType("仓库")).toBe("application/json; charset=utf-8"))

  it("is absent without a body", () => {
    const request = Result.getOrThrow(requestOf("listVpcepAccessControlRecords", listInput))
    expect(request).not.toHaveProperty("body")
    expect(request.headers).toEqual([["region", "ap-southeast-3"]])
  })
})

describe("a body", () => {
  const empty = Buffer.byteLength(
    Result.getOrThrow(requestOf("createToken", tokenInput("x"))).body ?? ""
  )
  const largest = "x".repeat(12_000_000 - empty + 1)

  it("of 12,000,000 bytes is sent", () =>
    expect(Result.isSuccess(requestOf("createToken", tokenInput(largest)))).toBe(true))

  it("of one byte more is refused", () => {
    const failure = Result.getOrThrow(
      Result.flip(requestOf("createToken", tokenInput(`${largest}x`)))
    )
    expect(failure.message).toBe("the body must be at most 12,000,000 bytes")
  })
})
