import { Result } from "effect"
import { describe, expect, it } from "vitest"
import { ep, eps, now, reading, snapshotOf, tenant, tool } from "../test/world.ts"
import { coverage, incompleteness, makeSnapshot, stateDigest } from "./snapshot.ts"

const reasonOf = (result: ReturnType<typeof makeSnapshot>) =>
  Result.match(result, { onSuccess: () => "whole", onFailure: ({ reason }) => reason })

describe("a snapshot", () => {
  it("says what proves it whole, and which of the two lists it is of", () => {
    expect(snapshotOf(reading(eps(2)))).toMatchObject({
      coverage,
      tool,
      reads: [
        {
          enterprise_id: tenant,
          total: 2,
          entries: 2,
          request_ids: ["request-1"],
          started: now.toISOString(),
          ended: now.toISOString()
        }
      ]
    })
    expect(coverage).toContain("Does not cover the second list")
  })

  it("is the same state in whatever order and through whatever region it was read", () => {
    const through = { region: "la-north-2" }
    const { vpceps } = reading(eps(3))
    const one = snapshotOf(reading(eps(3)))
    const other = snapshotOf(
      reading(eps(3).toReversed(), { vpceps: vpceps.toReversed() }),
      reading(eps(3), { ...through, vpceps })
    )
    expect(stateDigest(other)).toBe(stateDigest(one))
    expect(other.reads).toHaveLength(2)
  })

  it("keeps what the API says beyond the contract", () => {
    const vpceps = [{ vpcep_id: ep(1), region: "r", tags: ["new"] }]
    const { tenants } = snapshotOf(reading([ep(1)], { vpceps }))
    expect(tenants[0]?.entries).toEqual(vpceps)
  })

  it.each([
    ["fewer entries than are counted", [reading(eps(2), { total: 3 })], "2 of 3 entries"],
    ["an entry twice", [reading([ep(1), ep(1)])], "came twice"],
    [
      "an entry that changed between two reads",
      [
        reading([ep(1)]),
        reading([ep(1)], {
          region: "la-north-2",
          vpceps: [{ vpcep_id: ep(1), region: "ap-southeast-3", description: "new" }]
        })
      ],
      "changed while it was read"
    ]
  ])("is not made of %s", (_, readings, reason) => {
    expect(reasonOf(makeSnapshot(readings, tool))).toContain(reason)
  })

  it("that was cut afterwards does not prove itself whole", () => {
    const whole = snapshotOf(reading(eps(3)))
    const [own] = whole.tenants
    expect(incompleteness(whole)).toBeUndefined()
    const cut = {
      ...whole,
      tenants: [{ enterprise_id: tenant, entries: own?.entries.slice(1) ?? [] }]
    }
    expect(incompleteness(cut)).toContain("fewer entries")
    const [read] = whole.reads
    const short = { ...whole, reads: read === undefined ? [] : [{ ...read, entries: 2 }] }
    expect(incompleteness(short)).toContain("2 of 3")
    expect(incompleteness({ ...whole, reads: [] })).toContain("nothing says how")
  })
})
