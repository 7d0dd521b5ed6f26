import Ajv from "ajv/dist/2020.js"
import { expect, it } from "vitest"
import { settingsSchema } from "./settingsSchema.ts"

const validate = new Ajv.default({ strict: false }).compile(settingsSchema())

it("lets an editor accept what the gateway accepts", () => {
  const callers = [{ access_key: "CI", secret_key_file: "ci.secret", allow: [{ verbs: ["list"] }] }]
  const tls = { certificate_file: "a.pem", key_file: "a.key", client_ca_file: "ca.pem" }
  expect(validate({})).toBe(true)
  expect(validate({ version: 1, upstream: "cloud", callers, tls, allowed_hosts: ["a"] })).toBe(true)
  expect(validate({ upstream: { "ap-southeast-3": "https://a.example" }, callers })).toBe(true)
})

it.each([
  ["an unknown field", { prot: 1 }],
  ["a port that there is not", { port: 65_536 }],
  ["a caller that is a name", { callers: ["A"] }],
  ["a verb that there is not", { callers: [{ access_key: "A", allow: [{ verbs: ["read"] }] }] }]
])("lets an editor refuse %s", (_, settings) => {
  expect(validate(settings)).toBe(false)
})
