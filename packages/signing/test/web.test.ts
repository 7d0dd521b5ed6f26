import { describe, expect, it } from "vitest"
import { sign } from "../src/web/index.ts"
import { sign as signOnNode } from "../src/index.ts"
import { now } from "./arrive.ts"
import { webOutcome } from "./webStages.ts"
import { assertWebOutcomes, pageVectors } from "./webVectors.ts"

const outcomes = await Promise.all(pageVectors.map(webOutcome))

describe("the web entry in Node", () => {
  assertWebOutcomes(() => outcomes)
})

const request = { method: "GET", url: "https://h.example/v2/vpceps" }

it.each([
  ["no secret key", { accessKey: "AK", secretKey: "" }],
  ["a secret key over a block", { accessKey: "AK", secretKey: "é".repeat(40) }],
  ["a security token", { accessKey: "AK", secretKey: "SK", securityToken: "T" }],
  ["an empty security token", { accessKey: "AK", secretKey: "SK", securityToken: "" }]
])("signs with %s as the Node entry does", async (_, credentials) => {
  expect(await sign(request, credentials, now)).toEqual(signOnNode(request, credentials, now))
})

it("hashes the bytes that a view shows, and no others of its buffer", async () => {
  const body = new Uint8Array([1, 2, 3, 4]).subarray(1, 3)
  const posted = { ...request, method: "POST", body }
  const credentials = { accessKey: "AK", secretKey: "SK" }
  expect(await sign(posted, credentials, now)).toEqual(signOnNode(posted, credentials, now))
})

it("rejects a URL that is not absolute", async () => {
  const relative = sign({ method: "GET", url: "/v2" }, { accessKey: "AK", secretKey: "SK" }, now)
  await expect(relative).rejects.toThrow("url must be absolute")
})
