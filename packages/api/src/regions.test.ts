import { Result, Schema } from "effect"
import { describe, expect, it } from "vitest"
import reference from "../test/reference.json" with { type: "json" }
import { RegionId } from "./fields.ts"
import { iamHost, regions, vpcepHost } from "./regions.ts"

const site = (name: string) => regions.filter((region) => region.site === name)

describe("the regions of table 1-1", () => {
  it("are the international ones, by id and name", () => {
    expect(site("international").map(({ id, name }) => ({ id, name }))).toEqual(
      reference.regions.map(({ id, name }) => ({ id, name }))
    )
  })

  for (const { endpoint, id } of reference.regions) {
    it(`${id} is served by ${endpoint}`, () => {
      expect(vpcepHost(id)).toBe(endpoint)
    })
  }
})

describe("the regions of the China edition", () => {
  it("are seven", () => {
    expect(site("china").map(({ id }) => id)).toEqual([
      "cn-east-2",
      "cn-east-3",
      "cn-north-1",
      "cn-north-4",
      "cn-south-1",
      "cn-south-2",
      "cn-southwest-2"
    ])
  })
})

describe("regions", () => {
  it("have ids of their own, each legal in a request", () => {
    expect(new Set(regions.map(({ id }) => id)).size).toBe(regions.length)
    for (const { id } of regions) {
      expect(Result.isSuccess(Schema.decodeResult(RegionId)(id))).toBe(true)
    }
  })

  it("that are in no table have hosts all the same", () => {
    expect(vpcepHost("cn-north-7")).toBe("codearts-devuc.cn-north-7.myhuaweicloud.com")
    expect(iamHost("cn-north-7")).toBe("iam.cn-north-7.myhuaweicloud.com")
  })

  it("are named by hosts in lower case", () => {
    expect(vpcepHost("CN-North-7")).toBe(vpcepHost("cn-north-7"))
    expect(iamHost("CN-North-7")).toBe(iamHost("cn-north-7"))
  })

  it("have the identity service at the address that the document prints", () => {
    expect(iamHost("ap-southeast-3")).toBe("iam.ap-southeast-3.myhuaweicloud.com")
  })
})
