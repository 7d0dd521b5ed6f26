import { Data, Result } from "effect"
import { type Approval, approvalMissing } from "./approval.ts"
import { type ApplyState, outcomesOf } from "./apply.ts"
import { changesBetween } from "./changes.ts"
import { guard } from "./guards.ts"
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

/** What decides whether a plan may be applied. */
export interface ApplyInput {
  readonly allowList: ReadAllowList
  readonly plan: Sealed<Plan>
  /** The snapshot that the plan was made from. */
  readonly snapshot: Sealed<Snapshot>
  readonly approvals: ReadonlyArray<Sealed<Approval>>
  /** The lists as they are now. */
  readonly live: Snapshot
  /** How far it came before. */
  readonly state: ApplyState
}

/** What may be gone since the plan was made: that which the plan itself deleted, or may have. */
const goneByUs = (state: ApplyState) =>
  new Set(
    outcomesOf(state)
      .filter(({ outcome }) => outcome !== "refused")
      .map(({ enterprise_id, region, vpcep_id }) => `${enterprise_id}/${region}/${vpcep_id}`)
  )

const staleness = ({ allowList, live, plan, snapshot, state }: ApplyInput): string | undefined => {
  const { content } = plan
  if (content.snapshot !== snapshot.digest) return "it was made from another snapshot"
  if (content.state !== stateDigest(snapshot.content)) return "its snapshot holds another list"
  if (content.allow_list !== allowList.digest)
    return "the allow-list has changed since: make a new plan"
  const ours = goneByUs(state)
  const foreign = changesBetween(snapshot.content, live).find(
    ({ change, enterprise_id, region, vpcep_id }) =>
      change !== "removed" || !ours.has(`${enterprise_id}/${region}/${vpcep_id}`)
  )
  return foreign === undefined
    ? undefined
    : `the list has changed since (${foreign.vpcep_id} in ${foreign.region} ${foreign.change}): make a new plan`
}

/** Whether a plan may be applied, all of it: not stale, approved where it must be, and past every guard. */
export const mayApply = (
  input: ApplyInput
): Result.Result<void, StalePlan | GuardRefused | NotApproved> => {
  const { allowList, approvals, plan, snapshot } = input
  const reason = staleness(input)
  if (reason !== undefined) return Result.fail(new StalePlan({ reason }))
  const { refusals } = guard(allowList.list, targetsOf(snapshot.content), plan.content.deletions)
  if (refusals.length > 0) return Result.fail(new GuardRefused({ refusals }))
  const missing = approvalMissing(allowList.list, plan, approvals)
  return missing === undefined ? Result.void : Result.fail(new NotApproved({ reason: missing }))
}
