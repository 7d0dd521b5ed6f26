import { describe, expect, it } from "vitest"
import { ep, reading, region, snapshotOf, tenant } from "../test/world.ts"
import { changesAcross, changesBetween } from "./changes.ts"

describe("changes", () => {
  it("are none between a list and itself", () => {
    const same = snapshotOf(reading([ep(1)]))
    expect(changesBetween(same, same)).toEqual([])
  })

  it("tell what was added, removed and changed, and in which fields", () => {
    const before = snapshotOf(reading([ep(1), ep(2)], { description: "old" }))
    const vpceps = [
      { vpcep_id: ep(2), region, description: "new" },
      { vpcep_id: ep(3), region }
    ]
    const after = snapshotOf(reading([ep(2), ep(3)], { vpceps }))
    expect(changesBetween(before, after)).toEqual([
      { change: "removed", enterprise_id: tenant, region, vpcep_id: ep(1), fields: [] },
      {
        change: "changed",
        enterprise_id: tenant,
        region,
        vpcep_id: ep(2),
        fields: ["description"]
      },
      { change: "added", enterprise_id: tenant, region, vpcep_id: ep(3), fields: [] }
    ])
  })

  it("across two regions go by id and description, not by who and when", () => {
    const vpceps = [
      { vpcep_id: ep(1), region, creator: "a" },
      { vpcep_id: ep(2), region },
      { vpcep_id: ep(1), region: "la-north-2", creator: "b" }
    ]
    const both = snapshotOf(reading([ep(1), ep(2), ep(1)], { vpceps }))
    expect(changesAcross(both, region, "la-north-2")).toEqual([
      {
        change: "removed",
        enterprise_id: tenant,
        region: "la-north-2",
        vpcep_id: ep(2),
        fields: []
      }
    ])
  })
})
