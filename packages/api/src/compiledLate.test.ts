import { Result, Schema } from "effect"
import { expect, it } from "vitest"
import { compiledLate } from "./compiledLate.ts"

const Entry = Schema.Struct({ vpcep_id: Schema.String, total: Schema.Int })

it("reads alike before and after it is compiled, which takes more than one use", () => {
  const made: Array<unknown> = []
  const read = compiledLate(Entry.ast, () => {
    const decode = Schema.decodeUnknownResult(Entry)
    made.push(decode)
    return decode
  })
  const readsAlike = () => {
    expect(Result.isSuccess(read()({ vpcep_id: "a", total: 1 }))).toBe(true)
    expect(Result.isFailure(read()({ vpcep_id: "a", total: 0.5 }))).toBe(true)
  }
  readsAlike()
  expect(made).toHaveLength(1)
  for (let use = 0; use < 30; use += 1) readsAlike()
  expect(made).toHaveLength(2)
})
