import { Result } from "effect"
import { describe, expect, it } from "vitest"
import {
  allowListOf,
  approver,
  ep,
  eps,
  now,
  planner,
  reading,
  region,
  sealedSnapshot,
  stranger,
  tool
} from "../test/world.ts"
import { makeApproval } from "./approval.ts"
import { beginning } from "./apply.ts"
import { mayApply } from "./mayApply.ts"
import { makePlan } from "./plan.ts"
import { seal, type Sealed } from "./seal.ts"
import type { Snapshot } from "./snapshot.ts"

const allowed = eps(50)
const approvals = { above: 1, approvers: [{ name: "Second", key: approver.key }] }
const allowList = allowListOf({ allowed, expired: [ep(50)] }, { approvals })
const lenient = allowListOf({ allowed, expired: [ep(50)] })

const planned = (snapshot: Sealed<Snapshot>, by = allowList) =>
  Result.getOrThrow(makePlan({ allowList: by, snapshot, now, tool }))

const snapshot = sealedSnapshot(reading(eps(52)))
const plan = seal(planned(snapshot), planner)

const fit = (changes: Partial<Parameters<typeof mayApply>[0]>) =>
  Result.match(
    mayApply({
      allowList,
      plan,
      snapshot,
      approvals: [seal(makeApproval(plan, now), approver)],
      live: snapshot.content,
      state: beginning(plan.content),
      ...changes
    }),
    { onSuccess: () => "may", onFailure: ({ _tag, message }) => `${_tag}: ${message}` }
  )

describe("a plan", () => {
  it("is of what is not allowed and what has expired, with the reason of each", () => {
    expect(
      plan.content.deletions.map(({ reason, vpcep_id }) => [vpcep_id, reason.split(":")[0]])
    ).toEqual([
      [ep(51), "not-allowed"],
      [ep(50), "expired"]
    ])
  })

  it("leaves what is muted and what is missing", () => {
    const muted = allowListOf(
      { allowed: [...allowed, ep(99)] },
      { muted: [{ rule: "not-allowed", vpcep_id: ep(51), reason: "moving" }] }
    )
    expect(planned(snapshot, muted).deletions.map(({ vpcep_id }) => vpcep_id)).toEqual([ep(50)])
  })

  it("is not made where a guard refuses, nor of half a snapshot", () => {
    const many = sealedSnapshot(reading(eps(70)))
    const refused = makePlan({ allowList, snapshot: many, now, tool })
    expect(Result.isFailure(refused) && refused.failure._tag).toBe("GuardRefused")
    const [read] = snapshot.content.reads
    const half = seal({ ...snapshot.content, reads: read ? [{ ...read, entries: 1 }] : [] })
    const stale = makePlan({ allowList, snapshot: half, now, tool })
    expect(Result.isFailure(stale) && stale.failure._tag).toBe("StalePlan")
  })

  it("says which lists are unguarded", () => {
    expect(plan.content.unguarded).toEqual([{ enterprise_id: "tenant-1", region }])
  })

  it("may be applied to the list it was made from, approved by a second person", () => {
    expect(fit({})).toBe("may")
  })

  it.each([
    ["another snapshot", { snapshot: sealedSnapshot(reading(eps(53))) }, "another snapshot"],
    ["another allow-list", { allowList: lenient }, "the allow-list has changed"],
    [
      "an entry more",
      { live: sealedSnapshot(reading(eps(53))).content },
      `${ep(52)} in ${region} added`
    ],
    [
      "an entry fewer",
      { live: sealedSnapshot(reading(eps(51))).content },
      `${ep(51)} in ${region} removed`
    ],
    [
      "an entry changed",
      { live: sealedSnapshot(reading(eps(52), { description: "new" })).content },
      `${ep(0)} in ${region} changed`
    ]
  ])("is stale with %s", (_, changes, reason) => {
    expect(fit(changes)).toMatch(/^StalePlan/u)
    expect(fit(changes)).toContain(reason)
  })

  it.each([
    ["there is none", []],
    ["it is not signed", [seal(makeApproval(plan, now))]],
    ["it is by the one who planned", [seal(makeApproval(plan, now), planner)]],
    ["its key is not one of the allow-list's approvers", [seal(makeApproval(plan, now), stranger)]],
    [
      "it is for another plan",
      [seal(makeApproval(seal({ ...plan.content, deletions: [] }), now), approver)]
    ]
  ])("waits for its approval where %s", (reason, given) => {
    expect(fit({ approvals: given })).toMatch(/^NotApproved/u)
    expect(fit({ approvals: given })).toContain(reason)
  })

  it("cannot be approved where nobody signed it, and by no planner who is an approver, too", () => {
    const unsigned = seal(plan.content)
    const own = seal(plan.content, approver)
    expect(
      fit({ plan: unsigned, approvals: [seal(makeApproval(unsigned, now), approver)] })
    ).toContain("nobody signed the plan")
    expect(fit({ plan: own, approvals: [seal(makeApproval(own, now), approver)] })).toContain(
      "it is by the one who planned"
    )
  })

  it("needs no second person up to the threshold", () => {
    const small = sealedSnapshot(reading(eps(51)))
    const one = seal(planned(small))
    expect(fit({ plan: one, snapshot: small, live: small.content, approvals: [] })).toBe("may")
  })

  it("that was written by hand still meets the guards", () => {
    const deletions = [...eps(20)].map((vpcep_id) => ({
      enterprise_id: "tenant-1",
      region,
      vpcep_id,
      reason: "because"
    }))
    expect(fit({ plan: seal({ ...plan.content, deletions }, planner) })).toMatch(/^GuardRefused/u)
  })
})
