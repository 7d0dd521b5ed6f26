import { Schema } from "effect"
import type { AllowList } from "./allowList.ts"
import { Digest, Time } from "./fields.ts"
import type { Plan } from "./plan.ts"
import type { Sealed } from "./seal.ts"

/** A second person's word for a plan: signed, or it is none. */
export const Approval = Schema.Struct({
  kind: Schema.Literal("approval"),
  version: Schema.Literal(1),
  plan: Digest,
  approved: Time
})

/** A second person's word for a plan. */
export type Approval = typeof Approval.Type

/** An approval of a plan, to be sealed with the approver's key. */
export const makeApproval = (plan: Sealed<Plan>, now: Date): Approval => ({
  kind: "approval",
  version: 1,
  plan: plan.digest,
  approved: now.toISOString()
})

/** Why an approval does not count for a plan; nothing where it does. */
export const approvalFault = (
  { approvals }: AllowList,
  plan: Sealed<Plan>,
  approval: Sealed<Approval>
): string | undefined => {
  const { signature } = approval
  if (signature === undefined) return "it is not signed"
  if (approval.content.plan !== plan.digest) return "it is for another plan"
  if (plan.signature === undefined)
    return "nobody signed the plan, so nobody can tell that the approver is a second person"
  if (signature.key === plan.signature.key) return "it is by the one who planned"
  if (approvals?.approvers.some(({ key }) => key === signature.key) !== true)
    return "its key is not one of the allow-list's approvers"
  return undefined
}

/** How many deletions need no second person. */
const mostAlone = ({ approvals }: AllowList): number => approvals?.above ?? Infinity

/** Whether a plan is so large that a second person must approve it. */
export const needsApproval = (
  list: AllowList,
  { deletions }: { readonly deletions: ReadonlyArray<unknown> }
): boolean => deletions.length > mostAlone(list)

/** Why a plan may not be applied for want of an approval; nothing where it may. */
export const approvalMissing = (
  list: AllowList,
  plan: Sealed<Plan>,
  approvals: ReadonlyArray<Sealed<Approval>>
): string | undefined => {
  if (!needsApproval(list, plan.content)) return undefined
  const faults = approvals.map((approval) => approvalFault(list, plan, approval))
  if (faults.includes(undefined)) return undefined
  const why = faults.length === 0 ? "there is none" : faults.join("; ")
  return `more than ${mostAlone(list)} deletions need a second person's approval: ${why}`
}
