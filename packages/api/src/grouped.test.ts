import { expect, it } from "vitest"
import { grouped } from "./grouped.ts"

it.each([
  [0, "0"],
  [999, "999"],
  [1000, "1,000"],
  [99_999, "99,999"],
  [1_000_000, "1,000,000"]
])("%i is written %s", (value, written) => {
  expect(grouped(value)).toBe(written)
  expect(grouped(value)).toBe(value.toLocaleString("en"))
})
