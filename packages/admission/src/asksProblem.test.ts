import { expect, it } from "vitest"
import { asksProblem } from "./asksProblem.ts"

const asked = (accept: string) => asksProblem([["Accept", accept]])

it.each([
  "application/problem+json",
  "Application/Problem+JSON; q=0.5",
  "application/json, application/problem+json",
  "application/problem+json;charset=utf-8"
])("gives a problem to who accepts %s", (accept) => {
  expect(asked(accept)).toBe(true)
})

it.each([
  "",
  "*/*",
  "application/*",
  "application/json",
  "application/problem+json;q=0",
  "application/problem+json; q=0.000",
  "application/problem+jsonx",
  "application/problem+xml"
])("gives the vendor's own shape to who accepts %j", (accept) => {
  expect(asked(accept)).toBe(false)
})

it("gives the vendor's own shape to who does not say what it accepts", () => {
  expect(asksProblem([])).toBe(false)
})
