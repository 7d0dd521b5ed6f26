import { expect, it } from "vitest"
import { bar } from "./progressBar.ts"

it.each([
  [0, 4, undefined, "[--------------------] 0 of 4 read"],
  [1, 4, undefined, "[#####---------------] 1 of 4 read"],
  [4, 4, undefined, "[####################] 4 of 4 read"],
  [2, 4, 24, "[####-----] 2 of 4 read"],
  [2, 4, 15, "2 of 4 read"]
])("%d of %d, in a line of %s", (done, total, width, shown) => {
  expect(bar(done, total, `${done} of ${total} read`, width)).toBe(shown)
  expect(shown.length).toBeLessThan(width ?? Infinity)
})
