import { Effect } from "effect"
import { expect, it } from "vitest"
import { received } from "../test/received.ts"
import { lead } from "./lead.ts"

const led = (method: string, target: string) =>
  lead(received({ method, target }), ({ name }) => Effect.succeed(name)).pipe(
    Effect.catchTag("Refusal", ({ error_code, headers, status }) =>
      Effect.succeed([status, error_code, headers])
    ),
    Effect.runSync
  )

it("leads to the operation at a method and a path", () => {
  expect(led("GET", "/v2/vpceps?limit=1")).toBe("listVpcepAccessControlRecords")
  expect(led("DELETE", "/v2/vpceps")).toBe("deleteVpcepAccessControlRecords")
  expect(led("POST", "/v3/auth/tokens")).toBe("createToken")
  expect(led("GET", "/v3/projects")).toBe("listProjects")
})

for (const method of ["HEAD", "POST", "PUT", "PATCH", "TRACE", "BREW"]) {
  it(`refuses ${method} at a known address with 405 and the methods there are`, () => {
    expect(led(method, "/v2/vpceps")).toEqual([
      405,
      "UC.00011006",
      [["Allow", "GET, DELETE, OPTIONS"]]
    ])
  })
}

it("answers OPTIONS with the methods, and no word about other origins", () => {
  const answer = led("OPTIONS", "/v2/vpceps")
  expect(answer).toMatchObject({ status: 204, body: "" })
  expect(answer).toHaveProperty(
    "headers",
    expect.arrayContaining([["Allow", "GET, DELETE, OPTIONS"]])
  )
  expect(JSON.stringify(answer)).not.toMatch(/access-control/iu)
})

for (const target of [
  "/",
  "/v2/vpceps/",
  "/V2/vpceps",
  "/v2/%76pceps",
  "/v2/vpceps/1",
  "/v1/vpceps"
]) {
  it(`refuses ${target}, where nothing is, with 404 APIGW.0101`, () => {
    expect(led("GET", target)).toEqual([404, "APIGW.0101", []])
  })
}
