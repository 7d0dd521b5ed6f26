import { Effect } from "effect"
import { expect, it } from "vitest"
import { makeReadiness } from "./readiness.ts"

it("names each need that is not met, one that does not answer too, within a second", async () => {
  const readiness = makeReadiness([
    { name: "fine", probe: Effect.void },
    { name: "failing", probe: Effect.fail("no") },
    { name: "broken", probe: Effect.die("no") },
    { name: "silent", probe: Effect.never }
  ])
  const before = performance.now()
  expect(await Effect.runPromise(readiness.obstacles)).toEqual(["failing", "broken", "silent"])
  expect(performance.now() - before).toBeLessThan(1000)
})
