import { Result, Schema } from "effect"
import { describe, expect, it } from "vitest"
import { InvalidRequest } from "./InvalidRequest.ts"
import { errorsIn, problemsOf } from "./problems.ts"

const schema = Schema.Struct({
  name: Schema.String.annotate({ identifier: "Name" }),
  tags: Schema.Array(Schema.Struct({ key: Schema.Boolean })),
  pair: Schema.optionalKey(
    Schema.Struct({ one: Schema.String }).annotate({ expected: "one, such as { one: a }" })
  )
})

const problems = (value: unknown) =>
  Schema.decodeUnknownResult(schema, { errors: "all", onExcessProperty: "error" })(value).pipe(
    Result.match({ onFailure: ({ issue }) => problemsOf(issue), onSuccess: () => [] })
  )

describe("a problem", () => {
  const cases = [
    { value: "canary", field: "", rule: "must be an object" },
    { value: { tags: [] }, field: "name", rule: "is required" },
    { value: { name: ["canary"], tags: [] }, field: "name", rule: "must be a string" },
    { value: { name: "a", tags: "canary" }, field: "tags", rule: "must be a list" },
    { value: { name: "a", tags: ["canary"] }, field: "tags[0]", rule: "must be an object" },
    {
      value: { name: "a", tags: [], pair: ["canary"] },
      field: "pair",
      rule: "must be an object: one, such as { one: a }"
    },
    {
      value: { name: "a", tags: [{ key: "canary" }] },
      field: "tags[0].key",
      rule: "must be true or false"
    },
    {
      value: { name: "a", tags: [], more: "canary" },
      field: "more",
      rule: "is not a known field"
    }
  ]
  for (const { field, rule, value } of cases) {
    it(`says of ${JSON.stringify(value)}: ${field} ${rule}`, () => {
      expect(problems(value)).toEqual([{ field, rule }])
    })
  }
})

describe("InvalidRequest", () => {
  it("says every problem, field first", () => {
    const error = new InvalidRequest({
      problems: [
        { field: "limit", rule: "must be a number" },
        { field: "", rule: "this operation takes no body" }
      ]
    })
    expect(error.message).toBe("limit: must be a number; this operation takes no body")
  })
})

describe("errorsIn", () => {
  it("looks for all problems in anything that could be legal", () => {
    const entry = { vpcep_id: "a".repeat(40), description: "d".repeat(128) }
    const largest = { enterprise_id: "e", vpceps: Array.from({ length: 100 }, () => entry) }
    for (const value of [undefined, null, "a".repeat(1_000_000), {}, [], largest]) {
      expect(errorsIn(value)).toBe("all")
    }
  })

  it("looks for one where there are more values than any request has", () => {
    expect(errorsIn({ vpceps: Array.from({ length: 1000 }, () => 1) })).toBe("first")
    expect(errorsIn(Object.fromEntries(Array.from({ length: 1000 }, (_, n) => [n, n])))).toBe(
      "first"
    )
  })

  it("does not follow a value deeper than that", () => {
    const deep: unknown = JSON.parse(`${"[".repeat(100_000)}1${"]".repeat(100_000)}`)
    expect(errorsIn(deep)).toBe("first")
  })
})
