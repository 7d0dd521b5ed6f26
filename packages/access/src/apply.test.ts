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

/** Two chunks, of the same ids in two regions. */
const begunInTwoRegions = () => {
  const { deletions } = planOf(eps(2))
  const elsewhere = deletions.map((each) => ({ ...each, region: "la-north-2" }))
  return after(beginning(planOf([], { deletions: [...deletions, ...elsewhere] })), started)
}

const counts = (state: ApplyState) =>
  Object.fromEntries(
    [...Map.groupBy(outcomesOf(state), ({ outcome }) => outcome)].map(([name, all]) => [
      name,
      all.length
    ])
  )

const found: ApplyEvent = { event: "looked", chunk: 0, present: eps(2) }
const deleting: ApplyEvent = { event: "deleting", chunk: 0, vpcep_ids: eps(2) }
const answered: ApplyEvent = { event: "answered", chunk: 0, answer: "deleted" }

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

  it.each<ApplyEvent>([{ event: "answered", chunk: 0, answer: "unclear" }, { event: "resumed" }])(
    "deletes nothing on what it saw before %j",
    (event) => {
      const found = { event: "looked", chunk: 0, present: eps(3) } as const
      const deleting = { event: "deleting", chunk: 0, vpcep_ids: eps(3) } as const
      expect(nextStep(after(begun(eps(3)), found, deleting, event)).step).toBe("look")
    }
  )

  it("looks again where an entry vanished between the look and the deletion", () => {
    const on = server(eps(3))
    const looked = after(begun(eps(3)), { event: "looked", chunk: 0, present: eps(3) })
    on.list.delete(ep(1))
    expect(counts(drive(looked, on))).toEqual({ deleted: 2, alreadyAbsent: 1 })
  })

  it("halts on a refusal, nothing after it sent, and goes on when resumed", () => {
    const on = server(eps(60), ["deletes", "refuses"])
    const halted = drive(begun(eps(60)), on)
    expect(halted.halted).toBe("the API refused")
    expect(counts(halted)).toEqual({ deleted: 30, refused: 30 })
    const end = drive(after(halted, { event: "resumed" }), on)
    expect([end.finished, counts(end)]).toEqual([true, { deleted: 60 }])
  })

  it("says with what the API refused", () => {
    const refused = {
      event: "answered",
      chunk: 0,
      answer: "refused",
      status: 403,
      error_code: "UC.00010001",
      detail: "no permission"
    } as const
    expect(after(begun(eps(2)), found, deleting, refused).halted).toBe(
      "the API refused 403 UC.00010001 no permission"
    )
  })

  const lost = (times: number): ReadonlyArray<Fate> =>
    Array.from({ length: times }, () => "loses the request")

  it("halts after three requests without a clear answer, their ids unknown", () => {
    const halted = drive(begun(eps(33)), server(eps(33), ["deletes", ...lost(9)]))
    expect(halted.halted).toBe("chunk 2 was tried 3 times without a clear answer")
    expect(counts(halted)).toEqual({ deleted: 30, unknown: 3 })
  })

  it("goes on where the third answer is clear", () => {
    const end = drive(begun(eps(33)), server(eps(33), lost(2)))
    expect([end.finished, end.halted, counts(end)]).toEqual([true, undefined, { deleted: 33 }])
  })

  it("takes a crash in a request for a request whose fate is unknown", () => {
    const on = server(eps(3), ["crashes us"])
    const crashed = drive(begun(eps(3)), on)
    expect(counts(crashed)).toEqual({ unknown: 3 })
    const end = drive(after(crashed, { event: "resumed" }), on)
    expect([end.finished, counts(end)]).toEqual([true, { deletedEarlier: 3 }])
  })

  it.each<[string, ReadonlyArray<ApplyEvent>, ApplyEvent, string]>([
    ["starts twice", [], started, "it had started"],
    ["deletes before it looks", [], deleting, "it is not the time to delete"],
    [
      "deletes another id than it found",
      [found],
      { ...deleting, vpcep_ids: [ep(0), ep(9)] },
      "it deletes other ids than it found"
    ],
    [
      "deletes fewer than it found",
      [found],
      { ...deleting, vpcep_ids: [ep(0)] },
      "it deletes other ids than it found"
    ],
    [
      "finds what it did not look for",
      [],
      { ...found, present: [ep(9)] },
      "it found what it did not look for"
    ],
    ["looks twice", [found], found, "it is not the time to look"],
    [
      "sends again before there is an answer",
      [found, deleting],
      deleting,
      "it is not the time to delete"
    ],
    ["is answered without having asked", [found], answered, "it answers what was not asked"],
    ["is at a chunk that the plan has not", [], { ...found, chunk: 2 }, "there is no chunk 2"],
    [
      "looks at a chunk before its turn",
      [],
      { ...found, chunk: 1, present: [] },
      "it is not the time to look"
    ],
    [
      "deletes a chunk before its turn",
      [found],
      { ...deleting, chunk: 1 },
      "it is not the time to delete"
    ],
    ["ends before its end", [found], { event: "finished" }, "there was more to do"]
  ])("never %s", (_, before, event, reason) => {
    const state = after(begunInTwoRegions(), ...before)
    expect(advance(state, event)).toEqual(Result.fail(reason))
  })

  it("does nothing after its end, nor before it has started", () => {
    const end = after(begun(eps(2)), found, deleting, answered, { event: "finished" })
    expect(advance(end, { event: "resumed" })).toEqual(Result.fail("it had finished"))
    expect(advance(beginning(planOf(eps(2))), found)).toEqual(Result.fail("it had not started"))
  })
})
