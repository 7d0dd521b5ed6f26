import Ajv from "ajv/dist/2020.js"
import { describe, expect, it } from "vitest"
import { allowListSchema } from "./allowListSchema.ts"
import { allowListOf, ep } from "../test/world.ts"

const validate = new Ajv.default({ strict: false }).compile(allowListSchema())

describe("allowListSchema", () => {
  it("accepts what the reader accepts", () => {
    const { list } = allowListOf(
      { allowed: [ep(1), ep(2)], required: { repo: ep(1), cf2: ep(2) }, self: [ep(1)] },
      { version: 1, guards: { maximum: 5 }, muted: [{ rule: "missing", reason: "moving" }] }
    )
    expect(validate(list)).toBe(true)
  })

  it.each([
    ["an unknown key", { tenants: [], tennants: [] }],
    ["a missing one", {}],
    ["a wrong value", { tenants: [{ enterprise_id: "!", regions: [] }] }]
  ])("refuses %s", (_, list) => {
    expect(validate(list)).toBe(false)
  })
})
