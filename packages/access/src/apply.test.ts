import { Result } from "effect"
import { describe, expect, it } from "vitest"
import { drive, type Fate, server } from "../test/drive.ts"
import { planOf, started } from "../test/planned.ts"
import { ep, eps, region, tenant } from "../test/world.ts"
import { advance, type ApplyState, beginning, chunksOf, nextStep, outcomesOf } from "./apply.ts"
import type { ApplyEvent } from "./events.ts"

const after = (state: ApplyState, ...events: ReadonlyArray<ApplyEvent>) =>
  events.reduce((now, event) => Result.getOrThrow(advance(now, event)), state)

const begun = (ids: ReadonlyArray<string>) => after(beginning(planOf(ids)), started)

const counts = (state: ApplyState) =>
  Object.fromEntries(
    [...Map.groupBy(outcomesOf(state), ({ outcome }) => outcome)].map(([name, all]) => [
      name,
      all.length
    ])
  )

describe("applying a plan", () => {
  it("goes in requests of at most 30 ids, each of one tenant and region", () => {
    const { deletions } = planOf(eps(65))
    const elsewhere = deletions.slice(0, 2).map((each) => ({ ...each, region: "la-north-2" }))
    const chunks = chunksOf(planOf([], { deletions: [...deletions, ...elsewhere] }))
    expect(chunks.map((chunk) => [chunk.region, chunk.vpcep_ids.length])).toEqual([
      [region, 30],
      [region, 30],
      [region, 5],
      ["la-north-2", 2]
    ])
  })

  it("looks before it deletes, and deletes what it found", () => {
    const state = begun([ep(1), ep(2)])
    expect(nextStep(state)).toMatchObject({ step: "look", index: 0 })
    const found = after(state, { event: "looked", chunk: 0, present: [ep(2)] })
    expect(nextStep(found)).toMatchObject({ step: "delete", chunk: { vpcep_ids: [ep(2)] } })
    expect(outcomesOf(found)).toContainEqual({
      enterprise_id: tenant,
      region,
      vpcep_id: ep(1),
      outcome: "alreadyAbsent"
    })
  })

  it("ends with everything deleted where nothing goes wrong", () => {
    const on = server(eps(70))
    const end = drive(begun(eps(65)), on)
    expect([end.finished, counts(end)]).toEqual([true, { deleted: 65 }])
    expect([...on.list]).toEqual(eps(5, 65))
  })

  it("tells an entry that our own lost answer deleted from one that was never there", () => {
    const on = server(eps(3), ["loses the answer"])
    const end = drive(begun(eps(4)), on)
    expect([end.finished, counts(end)]).toEqual([true, { deletedEarlier: 3, alreadyAbsent: 1 }])
  })

  it("sends a lost request again, after another look", () => {
    const end = drive(begun(eps(3)), server(eps(3), ["loses the request", "deletes"]))
    expect([end.finished, counts(end)]).toEqual([true, { deleted: 3 }])
  })

  it("looks again where an entry vanished between the look and the deletion", () => {
    const on = server(eps(3))
    const looked = after(begun(eps(3)), { event: "looked", chunk: 0, present: eps(3) })
    on.list.delete(ep(1))
    expect(counts(drive(looked, on))).toEqual({ deleted: 2, alreadyAbsent: 1 })
  })

  it("halts on a refusal, nothing after it sent, and goes on when resumed", () => {
    const on = server(eps(60), ["deletes", "refuses"])
    const halted = drive(begun(eps(60)), on)
    expect(halted.halted).toContain("refused")
    expect(counts(halted)).toEqual({ deleted: 30, refused: 30 })
    const end = drive(after(halted, { event: "resumed" }), on)
    expect([end.finished, counts(end)]).toEqual([true, { deleted: 60 }])
  })

  it("halts after three requests without a clear answer, their ids unknown", () => {
    const never: ReadonlyArray<Fate> = Array.from({ length: 9 }, () => "loses the request")
    const halted = drive(begun(eps(3)), server(eps(3), never))
    expect(halted.halted).toContain("3 times")
    expect(counts(halted)).toEqual({ unknown: 3 })
  })

  it("takes a crash in a request for a request whose fate is unknown", () => {
    const on = server(eps(3), ["crashes us"])
    const crashed = drive(begun(eps(3)), on)
    expect(counts(crashed)).toEqual({ unknown: 3 })
    const end = drive(after(crashed, { event: "resumed" }), on)
    expect([end.finished, counts(end)]).toEqual([true, { deletedEarlier: 3 }])
  })

  const found: ApplyEvent = { event: "looked", chunk: 0, present: eps(2) }
  const deleting: ApplyEvent = { event: "deleting", chunk: 0, vpcep_ids: eps(2) }
  const answered: ApplyEvent = { event: "answered", chunk: 0, answer: "deleted" }

  it.each<[string, ReadonlyArray<ApplyEvent>, ApplyEvent]>([
    ["starts twice", [], started],
    ["deletes before it looks", [], deleting],
    ["deletes another id than it found", [found], { ...deleting, vpcep_ids: [ep(0), ep(9)] }],
    ["deletes fewer than it found", [found], { ...deleting, vpcep_ids: [ep(0)] }],
    ["finds what it did not look for", [], { ...found, present: [ep(9)] }],
    ["looks twice", [found], found],
    ["sends again before there is an answer", [found, deleting], deleting],
    ["is answered without having asked", [found], answered],
    ["is at a chunk that the plan has not", [], { ...found, chunk: 1 }],
    ["ends before its end", [found], { event: "finished" }],
    [
      "goes on after its end",
      [found, deleting, answered, { event: "finished" }],
      { event: "resumed" }
    ]
  ])("never %s", (_, before, event) => {
    expect(Result.isFailure(advance(after(begun(eps(2)), ...before), event))).toBe(true)
  })

  it("does nothing before it has started", () => {
    expect(Result.isFailure(advance(beginning(planOf(eps(2))), found))).toBe(true)
  })
})
