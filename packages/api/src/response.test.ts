import { Result } from "effect"
import { describe, expect, it } from "vitest"
import { examples } from "./examples.ts"
import { decodeResponse } from "./response.ts"

const list = (json: unknown) => decodeResponse("listVpcepAccessControlRecords", json)

const answerWith = (entry: object) => ({
  data: { vpceps: [{ vpcep_id: "a", ...entry }] },
  total: 1
})

describe("the document's example answers", () => {
  it("decode to themselves: a list without status, with odd times and a region in no table", () => {
    expect(list(examples.listAnswer)).toEqual(Result.succeed(examples.listAnswer))
  })

  it("decode to themselves: a deletion", () => {
    expect(decodeResponse("deleteVpcepAccessControlRecords", examples.deleteAnswer)).toEqual(
      Result.succeed(examples.deleteAnswer)
    )
  })

  it("decode to themselves: a user, with the fields that nothing explains", () => {
    expect(decodeResponse("createUser", examples.userAnswer)).toEqual(
      Result.succeed(examples.userAnswer)
    )
  })

  it("decode to themselves: projects", () => {
    expect(decodeResponse("listProjects", examples.projectsAnswer)).toEqual(
      Result.succeed(examples.projectsAnswer)
    )
  })
})

describe("an answer is read tolerantly", () => {
  const kept: Readonly<Record<string, unknown>> = {
    "no field but those that callers need": { data: { vpceps: [] }, total: 0 },
    "a status that nobody documented": { ...answerWith({}), status: "partial" },
    "a limit and an offset past their range": { ...answerWith({}), limit: 1000, offset: 20_000 },
    "a time that no calendar has": answerWith({ create_time: "2026-05-02T14:20:001Z" }),
    "an empty time": answerWith({ create_time: "", modify_time: "" }),
    "null where there is nothing to say": answerWith({
      description: null,
      creator: null,
      create_time: null,
      modify_time: null
    }),
    "a description that no request may have": answerWith({ description: "<b>🔒</b>\n" }),
    "an id that no request may have": answerWith({ vpcep_id: "UPPER_case" }),
    "a region in no table": answerWith({ region: "xx-nowhere-99" }),
    "fields that nobody documented": {
      data: { vpceps: [{ vpcep_id: "a", service: "repo", tags: [{ key: "k" }] }], pages: 1 },
      total: 1,
      trace: { id: "t" }
    }
  }
  for (const [what, answer] of Object.entries(kept)) {
    it(`keeps ${what}`, () => {
      expect(list(answer)).toEqual(Result.succeed(answer))
    })
  }

  it("keeps a token's catalogue and roles", () => {
    const answer = {
      token: {
        expires_at: "2020-01-04T09:05:22.701000Z",
        catalog: [],
        roles: [{ id: "0", name: "te_admin" }]
      }
    }
    expect(decodeResponse("createToken", answer)).toEqual(Result.succeed(answer))
  })

  it("gives a field called __proto__ no power", () => {
    const answer: unknown = JSON.parse(
      '{"data":{"vpceps":[{"vpcep_id":"a","__proto__":{"creator":"x"}}]},"total":1,"__proto__":{"total":2}}'
    )
    const value = Result.getOrThrow(list(answer))
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
    expect(value.data.vpceps[0]?.creator).toBeUndefined()
    expect(value.total).toBe(1)
    expect(JSON.stringify(value)).toBe(JSON.stringify(answer))
  })
})

describe("an answer that callers could not use", () => {
  const refused: ReadonlyArray<readonly [unknown, ReadonlyArray<object>]> = [
    [undefined, [{ field: "", rule: "must be an object" }]],
    [null, [{ field: "", rule: "must be an object" }]],
    ["canary", [{ field: "", rule: "must be an object" }]],
    [[], [{ field: "", rule: "must be an object" }]],
    [
      {},
      [
        { field: "data", rule: "is required" },
        { field: "total", rule: "is required" }
      ]
    ],
    [{ data: {}, total: 0 }, [{ field: "data.vpceps", rule: "is required" }]],
    [{ data: { vpceps: null }, total: 0 }, [{ field: "data.vpceps", rule: "must be a list" }]],
    [{ data: { vpceps: {} }, total: 0 }, [{ field: "data.vpceps", rule: "must be a list" }]],
    [{ data: { vpceps: [] }, total: "canary" }, [{ field: "total", rule: "must be a number" }]],
    [{ data: { vpceps: [] }, total: 0.5 }, [{ field: "total", rule: "must be an integer" }]],
    [
      { data: { vpceps: [{}, { vpcep_id: 7 }] }, total: 2 },
      [
        { field: "data.vpceps[0].vpcep_id", rule: "is required" },
        { field: "data.vpceps[1].vpcep_id", rule: "must be a string" }
      ]
    ]
  ]
  for (const [answer, problems] of refused) {
    it(`is refused by field and rule: ${JSON.stringify(answer)}`, () => {
      expect(list(answer)).toEqual(Result.fail(problems))
    })
  }

  it("is refused by field and rule: a token that does not say when it ends", () => {
    expect(decodeResponse("createToken", { token: {} })).toEqual(
      Result.fail([{ field: "token.expires_at", rule: "is required" }])
    )
  })

  it("is refused by its first problem where it has a thousand", () => {
    const answer = { data: { vpceps: Array.from({ length: 1000 }, () => 1) }, total: 1000 }
    expect(list(answer)).toEqual(
      Result.fail([{ field: "data.vpceps[0]", rule: "must be an object" }])
    )
  })
})
