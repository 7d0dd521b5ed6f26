import { Data, Result } from "effect"
import { type Approval, approvalMissing } from "./approval.ts"
import { type ApplyState, chunksOf, outcomesOf } from "./apply.ts"
import { changesBetween } from "./changes.ts"
import { guard, type Target } from "./guards.ts"
import { GuardRefused, type Plan, StalePlan, targetsOf } from "./plan.ts"
import type { ReadAllowList } from "./readAllowList.ts"
import type { Sealed } from "./seal.ts"
import { type Snapshot, stateDigest } from "./snapshot.ts"

/** A plan that waits for a second person. */
export class NotApproved extends Data.TaggedError("NotApproved")<{ readonly reason: string }> {
  override get message() {
    return `not approved: ${this.reason}`
  }
}

/** What a plan is held to. */
interface PlanAndLists {
  readonly allowList: ReadAllowList
  readonly plan: Sealed<Plan>
  /** The snapshot that the plan was made from. */
  readonly snapshot: Sealed<Snapshot>
  readonly approvals: ReadonlyArray<Sealed<Approval>>
  /** The lists as they are now. */
  readonly live: Snapshot
}

/** What decides whether a plan may be applied. */
export interface ApplyInput extends PlanAndLists {
  /** How far it came before. */
  readonly state: ApplyState
}

/** What decides whether one request of a plan may be sent, by who keeps no journal of the plan. */
export interface ChunkInput extends PlanAndLists {
  /** Entries of the plan that it deleted before, or may have. */
  readonly gone: ReadonlyArray<Target>
  /** The entries of the request. */
  readonly targets: ReadonlyArray<Target>
}

const keyOf = ({ enterprise_id, region, vpcep_id }: Target) =>
  `${enterprise_id}/${region}/${vpcep_id}`

const keysOf = (targets: ReadonlyArray<Target>): ReadonlySet<string> => new Set(targets.map(keyOf))

/** What may be gone since the plan was made: that which the plan itself deleted, or may have. */
const goneByUs = (state: ApplyState) =>
  keysOf(outcomesOf(state).filter(({ outcome }) => outcome !== "refused"))

const staleness = (
  { allowList, live, plan, snapshot }: PlanAndLists,
  ours: ReadonlySet<string>
): string | undefined => {
  const { content } = plan
  if (content.snapshot !== snapshot.digest) return "it was made from another snapshot"
  if (content.state !== stateDigest(snapshot.content)) return "its snapshot holds another list"
  if (content.allow_list !== allowList.digest)
    return "the allow-list has changed since: make a new plan"
  const foreign = changesBetween(snapshot.content, live).find(
    (change) => change.change !== "removed" || !ours.has(keyOf(change))
  )
  return foreign === undefined
    ? undefined
    : `the list has changed since (${foreign.vpcep_id} in ${foreign.region} ${foreign.change}): make a new plan`
}

type Objection = StalePlan | GuardRefused | NotApproved

const judged = (input: PlanAndLists, ours: ReadonlySet<string>): Result.Result<void, Objection> => {
  const { allowList, approvals, plan, snapshot } = input
  const reason = staleness(input, ours)
  if (reason !== undefined) return Result.fail(new StalePlan({ reason }))
  const { refusals } = guard(allowList.list, targetsOf(snapshot.content), plan.content.deletions)
  if (refusals.length > 0) return Result.fail(new GuardRefused({ refusals }))
  const missing = approvalMissing(allowList.list, plan, approvals)
  return missing === undefined ? Result.void : Result.fail(new NotApproved({ reason: missing }))
}

/** Whether a plan may be applied, all of it: not stale, approved where it must be, and past every guard. */
export const mayApply = ({ state, ...input }: ApplyInput): Result.Result<void, Objection> =>
  judged(input, goneByUs(state))

const isSame = (one: ReadonlySet<string>, other: ReadonlySet<string>) =>
  one.size === other.size && [...one].every((key) => other.has(key))

/**
 * Whether a request of a plan may be sent: the whole plan may be applied, and the request deletes
 * what is left of one of its chunks, no entry more and none less.
 */
export const mayApplyChunk = ({
  gone,
  targets,
  ...input
}: ChunkInput): Result.Result<void, Objection> => {
  const wanted = keysOf(targets)
  const there = keysOf(targetsOf(input.live))
  const isOne = chunksOf(input.plan.content).some(({ enterprise_id, region, vpcep_ids }) => {
    const all = keysOf(vpcep_ids.map((vpcep_id) => ({ enterprise_id, region, vpcep_id })))
    return isSame(wanted, new Set([...all].filter((key) => there.has(key))))
  })
  return Result.flatMap(judged(input, keysOf(gone)), () =>
    isOne && wanted.size > 0
      ? Result.void
      : Result.fail(new StalePlan({ reason: "it has no request for exactly these entries" }))
  )
}
