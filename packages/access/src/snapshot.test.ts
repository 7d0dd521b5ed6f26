import { Result, Schema } from "effect"
import { describe, expect, it } from "vitest"
import { ep, eps, now, reading, snapshotOf, tenant, tool } from "../test/world.ts"
import { coverage, incompleteness, makeSnapshot, Snapshot, stateDigest } from "./snapshot.ts"

const toldOf = (result: ReturnType<typeof makeSnapshot>) =>
  Result.match(result, {
    onSuccess: () => "whole",
    onFailure: ({ _tag, message }) => `${_tag}: ${message}`
  })

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

  it("has its tenants, their entries and its reads in one order", () => {
    const readings = ["tenant-2", "tenant-1"].flatMap((enterprise_id) =>
      ["r-2", "r-1"].map((name) => reading([ep(2), ep(1)], { enterprise_id, region: name }))
    )
    const { reads, tenants } = snapshotOf(...readings)
    expect(reads.map((read) => [read.enterprise_id, read.region])).toEqual([
      ["tenant-1", "r-1"],
      ["tenant-1", "r-2"],
      ["tenant-2", "r-1"],
      ["tenant-2", "r-2"]
    ])
    const inOrder = [
      [ep(1), "r-1"],
      [ep(1), "r-2"],
      [ep(2), "r-1"],
      [ep(2), "r-2"]
    ]
    expect(
      tenants.map(({ enterprise_id, entries }) => [
        enterprise_id,
        entries.map((entry) => [entry.vpcep_id, entry.region])
      ])
    ).toEqual([
      ["tenant-1", inOrder],
      ["tenant-2", inOrder]
    ])
  })

  it("is read back with what the API says beyond the contract, and never without an id or a region", () => {
    const whole = snapshotOf(reading([ep(1)]))
    const holds = (entry: object) =>
      Result.isSuccess(
        Schema.decodeUnknownResult(Snapshot)(
          { ...whole, tenants: [{ enterprise_id: tenant, entries: [entry] }] },
          { onExcessProperty: "error" }
        )
      )
    const entry = { vpcep_id: ep(1), region: "r-1" }
    expect(holds({ ...entry, tags: ["new"] })).toBe(true)
    expect(holds({ vpcep_id: ep(1) })).toBe(false)
    expect(holds({ region: "r-1" })).toBe(false)
    expect(holds({ ...entry, description: 1 })).toBe(false)
  })

  it("keeps what the API says beyond the contract", () => {
    const vpceps = [{ vpcep_id: ep(1), region: "r", tags: ["new"] }]
    const { tenants } = snapshotOf(reading([ep(1)], { vpceps }))
    expect(tenants[0]?.entries).toEqual(vpceps)
  })

  it.each([
    [
      "fewer entries than are counted",
      [reading(eps(2), { total: 3 })],
      "2 of 3 entries of tenant-1 read through ap-southeast-3"
    ],
    ["an entry twice", [reading([ep(1), ep(1)])], "ep-0001/ap-southeast-3 came twice"],
    [
      "an entry that changed between two reads",
      [
        reading([ep(1)]),
        reading([ep(1)], {
          region: "la-north-2",
          vpceps: [{ vpcep_id: ep(1), region: "ap-southeast-3", description: "new" }]
        })
      ],
      "ep-0001/ap-southeast-3 changed while it was read"
    ]
  ])("is not made of %s", (_, readings, reason) => {
    expect(toldOf(makeSnapshot(readings, tool))).toBe(
      `IncompleteSnapshot: the snapshot is incomplete: ${reason}`
    )
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

  it("proves each tenant whole by the reads of that tenant", () => {
    const [one, other] = ["tenant-1", "tenant-2"].map((enterprise_id, index) =>
      reading(eps(3 - index), { enterprise_id })
    )
    const both = snapshotOf(...(one && other ? [one, other] : []))
    expect(incompleteness(both)).toBeUndefined()
    const [first] = both.reads
    expect(incompleteness({ ...both, reads: first ? [first] : [] })).toBe(
      "nothing says how tenant-2 was read"
    )
  })

  it("has at least as many entries as the longest of a tenant's reads", () => {
    const whole = snapshotOf(reading(eps(3)), reading(eps(2), { region: "la-north-2" }))
    const entries = eps(2).map((vpcep_id) => ({ vpcep_id, region: "r" }))
    expect(incompleteness({ ...whole, tenants: [{ enterprise_id: tenant, entries }] })).toBe(
      "tenant-1 has fewer entries than were read of it"
    )
  })
})
