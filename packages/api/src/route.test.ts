import { describe, expect, it } from "vitest"
import { route } from "./route.ts"

const operationAt = (method: string, path: string, pathPrefix?: string) => {
  const found = route(method, path, pathPrefix)
  return found._tag === "Operation" ? found.operation.name : found
}

const notFound = { _tag: "NotFound" }

describe("route", () => {
  const addresses = [
    ["GET", "/v2/vpceps", "listVpcepAccessControlRecords"],
    ["DELETE", "/v2/vpceps", "deleteVpcepAccessControlRecords"],
    ["POST", "/v3/auth/tokens", "createToken"],
    ["GET", "/v3/auth/tokens", "showToken"],
    ["GET", "/v3/auth/domains", "listAuthDomains"],
    ["POST", "/v3.0/OS-USER/users", "createUser"],
    ["GET", "/v3.0/OS-USER/users", "listUsers"],
    ["GET", "/v3/projects", "listProjects"],
    ["GET", "/v3/projects/", "listProjects"]
  ] as const
  for (const [method, path, name] of addresses) {
    it(`leads ${method} ${path} to ${name}`, () => {
      expect(operationAt(method, path)).toBe(name)
    })
  }

  const nowhere = [
    "",
    "/",
    "/v2",
    "/v2/vpceps/",
    "/v2/vpceps/a",
    "/v2/vpcep",
    "/v2/vpcepss",
    "/V2/vpceps",
    "/v2/VPCEPS",
    "//v2/vpceps",
    "/v2//vpceps",
    "/v2/./vpceps",
    "/v2/x/../vpceps",
    "/v2%2Fvpceps",
    "/v2/%76pceps",
    "/v2/vpceps?limit=1",
    "/v2/vpceps#",
    "/v2/vpceps;a=1",
    "/v2/vpceps ",
    "/v2/vpceps\0",
    "v2/vpceps",
    "/v3/auth/tokens/",
    "/v3/projects//",
    "/v3/Projects",
    "/v3.0/os-user/users",
    "/v3.0/OS-USER/users/",
    "/v3/auth/domains/",
    "/devuc-accessmgmt/v2/vpceps",
    "__proto__",
    "constructor"
  ]
  for (const path of nowhere) {
    it(`knows no address ${JSON.stringify(path)}`, () => {
      expect(operationAt("GET", path)).toEqual(notFound)
    })
  }

  const wrong = [
    ["HEAD", "/v2/vpceps", ["GET", "DELETE", "OPTIONS"]],
    ["POST", "/v2/vpceps", ["GET", "DELETE", "OPTIONS"]],
    ["PUT", "/v2/vpceps", ["GET", "DELETE", "OPTIONS"]],
    ["OPTIONS", "/v2/vpceps", ["GET", "DELETE", "OPTIONS"]],
    ["get", "/v2/vpceps", ["GET", "DELETE", "OPTIONS"]],
    ["constructor", "/v2/vpceps", ["GET", "DELETE", "OPTIONS"]],
    ["DELETE", "/v3/auth/tokens", ["POST", "GET", "OPTIONS"]],
    ["DELETE", "/v3.0/OS-USER/users", ["POST", "GET", "OPTIONS"]],
    ["POST", "/v3/auth/domains", ["GET", "OPTIONS"]],
    ["DELETE", "/v3/projects", ["GET", "OPTIONS"]],
    ["DELETE", "/v3/projects/", ["GET", "OPTIONS"]]
  ] as const
  for (const [method, path, allow] of wrong) {
    it(`answers ${method} ${path} with the methods that are allowed there`, () => {
      expect(operationAt(method, path)).toEqual({ _tag: "WrongMethod", allow })
    })
  }
})

describe("a path prefix", () => {
  const prefix = "/devuc-accessmgmt"

  it("goes before the access-control list", () => {
    expect(operationAt("GET", `${prefix}/v2/vpceps`, prefix)).toBe("listVpcepAccessControlRecords")
    expect(operationAt("DELETE", `${prefix}/v2/vpceps`, prefix)).toBe(
      "deleteVpcepAccessControlRecords"
    )
  })

  it("leaves no second address without it", () => {
    expect(operationAt("GET", "/v2/vpceps", prefix)).toEqual(notFound)
  })

  it("does not go before the identity operations", () => {
    expect(operationAt("POST", "/v3/auth/tokens", prefix)).toBe("createToken")
    expect(operationAt("GET", `${prefix}/v3/projects`, prefix)).toEqual(notFound)
  })

  it("matches to the letter", () => {
    expect(operationAt("GET", `${prefix.toUpperCase()}/v2/vpceps`, prefix)).toEqual(notFound)
    expect(operationAt("GET", `${prefix}/${prefix}/v2/vpceps`, prefix)).toEqual(notFound)
  })
})
