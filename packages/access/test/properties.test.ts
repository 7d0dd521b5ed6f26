import * as fc from "fast-check"
import { Result } from "effect"
import { describe, expect, it } from "vitest"
import { advance, beginning, defaultCaps, guard, outcomesOf } from "../src/index.ts"
import { drive, type Fate, server } from "./drive.ts"
import { planOf, started } from "./planned.ts"
import { allowListOf, ep, region, tenant } from "./world.ts"

const numbers = fc.uniqueArray(fc.integer({ min: 0, max: 80 }), { maxLength: 80 })
const ids = numbers.map((all) => all.map(ep))
const fate = fc.constantFrom<Fate>(
  "deletes",
  "loses the answer",
  "loses the request",
  "refuses",
  "crashes us"
)

const target = (vpcep_id: string) => ({ enterprise_id: tenant, region, vpcep_id })

describe("for any list, any plan and any network", () => {
  it("no id outside the plan is ever deleted, and every outcome is true", () => {
    fc.assert(
      fc.property(ids, ids, fc.array(fate, { maxLength: 12 }), (live, planned, fates) => {
        const on = server(live, fates)
        let state = Result.getOrThrow(advance(beginning(planOf(planned)), started))
        for (let run = 0; run <= fates.length && !state.finished; run++) {
          state = drive(state, on)
          if (!state.finished) state = Result.getOrThrow(advance(state, { event: "resumed" }))
        }
        expect(state.finished).toBe(true)
        expect(on.deleted.filter((id) => !planned.includes(id))).toEqual([])
        expect([...on.list].sort()).toEqual(live.filter((id) => !planned.includes(id)).sort())
        for (const { outcome, vpcep_id } of outcomesOf(state)) {
          expect(outcome === "alreadyAbsent").toBe(!live.includes(vpcep_id))
        }
      })
    )
  })

  it("what the guards let pass leaves every kept id, something of each list, and is within the caps", () => {
    const list = allowListOf({
      allowed: [ep(0), ep(1), ep(2), ep(3)],
      required: { repo: ep(0), cf2: ep(1) },
      self: [ep(2)],
      protected: [ep(3)]
    }).list
    const kept = [ep(0), ep(1), ep(2), ep(3)]
    fc.assert(
      fc.property(ids, ids, (live, going) => {
        const { refusals } = guard(list, live.map(target), going.map(target))
        const harmless =
          going.every((id) => live.includes(id) && !kept.includes(id)) &&
          (going.length === 0 || live.some((id) => !going.includes(id))) &&
          going.length <= defaultCaps.maximum &&
          (live.length <= 5 || going.length * 100 <= defaultCaps.percent * live.length)
        expect(refusals.length === 0).toBe(harmless)
      })
    )
  })
})
