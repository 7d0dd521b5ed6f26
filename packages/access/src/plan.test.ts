import { Result } from "effect"
import { describe, expect, it } from "vitest"
import { drive, server } from "../test/drive.ts"
import { started } from "../test/planned.ts"
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
  snapshotOf,
  stranger,
  tool
} from "../test/world.ts"
import { approvalFault, makeApproval } from "./approval.ts"
import { advance, beginning } from "./apply.ts"
import { mayApply } from "./mayApply.ts"
import { makePlan, Plan } from "./plan.ts"
import { readSealed, seal, type Sealed, writeSealed } from "./seal.ts"
import type { Snapshot } from "./snapshot.ts"

const allowed = eps(50)
const approvals = {
  above: 1,
  approvers: [
    { name: "Second", key: approver.key },
    { name: "Third", key: `${approver.key.slice(0, -5)}AAAA=` }
  ]
}

const strict = () => allowListOf({ allowed, expired: [ep(50)] }, { approvals })
const lenient = () => allowListOf({ allowed, expired: [ep(50)] })

const planned = (snapshot: Sealed<Snapshot>, by = strict()) =>
  Result.getOrThrow(makePlan({ allowList: by, snapshot, now, tool }))

const before = () => sealedSnapshot(reading(eps(52)))
const planOfTwo = () => seal(planned(before()), planner)

const fit = (changes: Partial<Parameters<typeof mayApply>[0]>) => {
  const [plan, snapshot] = [planOfTwo(), before()]
  const input = {
    allowList: strict(),
    plan,
    snapshot,
    approvals: [seal(makeApproval(plan, now), approver)],
    live: snapshot.content,
    state: beginning(plan.content),
    ...changes
  }
  return Result.match(mayApply(input), {
    onSuccess: () => "may",
    onFailure: ({ _tag, message }) => `${_tag}: ${message}`
  })
}

describe("a plan", () => {
  it("is of what is not allowed and what has expired, with the reason of each", () => {
    expect(
      planned(before()).deletions.map(({ reason, vpcep_id }) => [vpcep_id, reason.split(":")[0]])
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
    expect(planned(before(), muted).deletions.map(({ vpcep_id }) => vpcep_id)).toEqual([ep(50)])
  })

  it("is not made where a guard refuses, nor of half a snapshot", () => {
    const many = sealedSnapshot(reading(eps(70)))
    const refused = makePlan({ allowList: strict(), snapshot: many, now, tool })
    expect(Result.isFailure(refused) && refused.failure.message).toBe(
      "refused, the whole run: maximum: 20 entries would go, and one run may delete 10; percent: 20 of 70 entries of tenant-1 in ap-southeast-3 would go, and one run may delete 20 %; percent: 20 of 70 entries of tenant-1 would go, and one run may delete 20 %"
    )
    const { content } = before()
    const [read] = content.reads
    const half = seal({ ...content, reads: read ? [{ ...read, entries: 1 }] : [] })
    const stale = makePlan({ allowList: strict(), snapshot: half, now, tool })
    expect(Result.isFailure(stale) && stale.failure.message).toBe(
      "the plan cannot be used: 1 of 52 entries of tenant-1 read through ap-southeast-3"
    )
  })

  it("says which lists are unguarded", () => {
    const plan = planned(before())
    const [list] = plan.unguarded
    expect(plan.unguarded).toEqual([{ enterprise_id: "tenant-1", region }])
    const holds = (unguarded: ReadonlyArray<object>) =>
      Result.isSuccess(readSealed("plan", Plan, writeSealed(seal({ ...plan, unguarded }))))
    expect(holds([{ ...list }])).toBe(true)
    expect(holds([{ enterprise_id: "tenant-1" }])).toBe(false)
    expect(holds([{ region }])).toBe(false)
  })

  it("may be applied to the list it was made from, approved by a second person", () => {
    expect(fit({})).toBe("may")
  })

  it.each([
    [
      "another snapshot",
      () => ({ snapshot: sealedSnapshot(reading(eps(53))) }),
      "another snapshot"
    ],
    ["another allow-list", () => ({ allowList: lenient() }), "the allow-list has changed"],
    [
      "an entry more",
      () => ({ live: snapshotOf(reading(eps(53))) }),
      `${ep(52)} in ${region} added`
    ],
    [
      "an entry fewer",
      () => ({ live: snapshotOf(reading(eps(51))) }),
      `${ep(51)} in ${region} removed`
    ],
    [
      "an entry changed",
      () => ({ live: snapshotOf(reading(eps(52), { description: "new" })) }),
      `${ep(0)} in ${region} changed`
    ]
  ])("is stale with %s", (_, changesOf, reason) => {
    expect(fit(changesOf())).toMatch(/^StalePlan/u)
    expect(fit(changesOf())).toContain(reason)
  })

  it("is stale where its snapshot holds another list than it says", () => {
    const other = seal({ ...planned(before()), state: `sha256:${"0".repeat(64)}` }, planner)
    expect(fit({ plan: other })).toContain("its snapshot holds another list")
  })

  it("is not stale for what it deleted itself, and is for what else became of that", () => {
    const begun = Result.getOrThrow(advance(beginning(planned(before())), started))
    const crashed = drive(begun, server(eps(52), ["crashes us"]))
    const done = sealedSnapshot(reading(eps(50))).content
    const altered = sealedSnapshot(reading(eps(52)), reading([], { region: "la-north-2" })).content
    expect(fit({ live: done, state: crashed })).toBe("may")
    expect(fit({ live: altered, state: crashed })).toBe("may")
    const fewer = sealedSnapshot(reading(eps(51, 1))).content
    expect(fit({ live: fewer, state: crashed })).toContain(`${ep(0)} in ${region} removed`)
    const changed = snapshotOf(reading(eps(52)))
    const [own] = changed.tenants
    const entries = own?.entries.map((entry) =>
      entry.vpcep_id === ep(51) ? { ...entry, description: "new" } : entry
    )
    const live = { ...changed, tenants: [{ enterprise_id: "tenant-1", entries: entries ?? [] }] }
    expect(fit({ live, state: crashed })).toContain(`${ep(51)} in ${region} changed`)
  })

  it("needs no second person where the allow-list asks for none", () => {
    const plan = planOfTwo()
    const alone = seal(planned(before(), lenient()))
    expect(fit({ plan: alone, allowList: lenient(), approvals: [] })).toBe("may")
    const approval = seal(makeApproval(plan, now), approver)
    expect(approvalFault(lenient().list, plan, approval)).toContain("not one of the allow-list's")
  })

  it("tells of every approval why it does not count", () => {
    const plan = planOfTwo()
    const given = [seal(makeApproval(plan, now)), seal(makeApproval(plan, now), planner)]
    expect(fit({ approvals: given })).toBe(
      "NotApproved: not approved: more than 1 deletions need a second person's approval: it is not signed; it is by the one who planned"
    )
  })

  it.each([
    ["there is none", () => []],
    ["it is not signed", (plan: Sealed<Plan>) => [seal(makeApproval(plan, now))]],
    [
      "it is by the one who planned",
      (plan: Sealed<Plan>) => [seal(makeApproval(plan, now), planner)]
    ],
    [
      "its key is not one of the allow-list's approvers",
      (plan: Sealed<Plan>) => [seal(makeApproval(plan, now), stranger)]
    ],
    [
      "it is for another plan",
      ({ content }: Sealed<Plan>) => [
        seal(makeApproval(seal({ ...content, deletions: [] }), now), approver)
      ]
    ]
  ])("waits for its approval where %s", (reason, approvalsOf) => {
    const approvals = approvalsOf(planOfTwo())
    expect(fit({ approvals })).toMatch(/^NotApproved/u)
    expect(fit({ approvals })).toContain(reason)
  })

  it("cannot be approved where nobody signed it, and by no planner who is an approver, too", () => {
    const unsigned = seal(planned(before()))
    const own = seal(planned(before()), approver)
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
    expect(fit({ plan: seal({ ...planned(before()), deletions }, planner) })).toMatch(
      /^GuardRefused/u
    )
  })
})
