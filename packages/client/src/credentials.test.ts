import { Redacted } from "effect"
import { describe, expect, it } from "vitest"
import { callers } from "../test/callers.ts"
import { credentialProblems, type Credentials } from "./credentials.ts"

const broken: ReadonlyArray<readonly [field: string, credentials: Credentials]> = [
  ["accessKey", { ...callers.accessKey, accessKey: "" }],
  ["accessKey", { ...callers.accessKey, accessKey: "AK, Signature=" }],
  ["accessKey", { ...callers.accessKey, accessKey: "AK\r\nX: y" }],
  ["secretKey", { ...callers.accessKey, secretKey: Redacted.make("") }],
  ["secretKey", { ...callers.accessKey, secretKey: Redacted.make("canary\0") }],
  ["securityToken", { ...callers.temporary, securityToken: Redacted.make("") }],
  ["securityToken", { ...callers.temporary, securityToken: Redacted.make("canary\n") }],
  ["token", { ...callers.token, token: Redacted.make("canary token") }],
  ["token", { ...callers.token, token: Redacted.make("canary-é") }],
  ["projectId", { ...callers.token, projectId: "项目" }],
  ["domainId", { ...callers.accessKey, domainId: " domain" }]
]

describe("credentialProblems", () => {
  for (const [kind, credentials] of Object.entries(callers)) {
    it(`finds nothing wrong with ${kind} credentials`, () =>
      expect(credentialProblems(credentials)).toEqual([]))
  }

  for (const [field, credentials] of broken) {
    it(`names the field and the rule, never the value: ${field}`, () => {
      const problems = credentialProblems(credentials)
      expect(problems.map((problem) => problem.field)).toEqual([`credentials.${field}`])
      expect(JSON.stringify(problems)).not.toMatch(/canary|项目|Signature/u)
    })
  }

  it("leaves the parts of a password to the contract", () =>
    expect(credentialProblems({ ...callers.password, userName: "用户" })).toEqual([]))
})
