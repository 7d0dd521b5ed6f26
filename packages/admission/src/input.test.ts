import { Effect } from "effect"
import { expect, it } from "vitest"
import { received } from "../test/received.ts"
import { readInput } from "./input.ts"

const region = ["region", "ap-southeast-3"] as const

const list = (
  query: Parameters<typeof readInput>[2],
  headers: ReadonlyArray<readonly [string, string]> = [region]
) => readInput("listVpcepAccessControlRecords", received({ headers }), query)

it("gives what an operation was asked, by the names of the wire", () => {
  const query = [
    ["enterprise_id", "tenant-a"],
    ["vpcep_ids", "vp-0,vp-1"],
    ["limit", "2"]
  ] as const
  expect(Effect.runSync(list(query))).toEqual({
    region: "ap-southeast-3",
    enterprise_id: "tenant-a",
    vpcep_ids: ["vp-0", "vp-1"],
    limit: 2
  })
})

it("names every field that breaks a rule, with the rule", () => {
  const refusal = Effect.runSync(Effect.flip(list([["limit", "101"]], [])))
  expect(refusal).toMatchObject({ status: 400, error_code: "UC.00011002" })
  expect(refusal.error_msg).toBe(
    "Invalid parameter. enterprise_id: is required; limit: must be a whole number from 1 to 100; region: is required"
  )
})

it("never repeats a value", () => {
  const refusal = Effect.runSync(Effect.flip(list([["enterprise_id", "a secret"]])))
  expect(refusal.error_msg).not.toContain("secret")
})

it("refuses an unreadable body before it looks at the fields", () => {
  const request = received({
    method: "DELETE",
    headers: [["content-type", "application/json"]],
    body: "{"
  })
  const refusal = Effect.runSync(
    Effect.flip(readInput("deleteVpcepAccessControlRecords", request, []))
  )
  expect(refusal.error_code).toBe("UC.00011001")
})
