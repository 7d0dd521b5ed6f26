import type { AllowList } from "./allowList.ts"
import type { Approval } from "./approval.ts"
import { type ApplyState, outcomesOf } from "./apply.ts"
import type { Plan } from "./plan.ts"
import { literal, markdownTable } from "./report/markdown.ts"
import type { Sealed } from "./seal.ts"
import { coverage, entriesOf, type Snapshot } from "./snapshot.ts"

/** What the page is about. */
export interface EvidencePageInput {
  readonly plan: Sealed<Plan>
  readonly before: Snapshot
  readonly approvals: ReadonlyArray<Sealed<Approval>>
  readonly allowList: AllowList
  readonly state: ApplyState
  readonly head: string
}

/** Who signed: by name where the allow-list knows the key, for a key says nothing to people. */
const signedBy = ({ approvals }: AllowList, { signature }: Sealed<unknown>) => {
  if (signature === undefined) return "nobody"
  const known = approvals?.approvers.find(({ key }) => key === signature.key)
  return known === undefined ? signature.key : `${known.name} (${signature.key})`
}

/** What was deleted, why, on whose word and with what outcome, as a page for people. */
export const evidencePage = ({
  allowList,
  approvals,
  before,
  head,
  plan,
  state
}: EvidencePageInput): string => {
  const { deletions, unguarded } = plan.content
  const reasons = new Map(
    deletions.map(({ enterprise_id, reason, region, vpcep_id }) => [
      `${enterprise_id}/${region}/${vpcep_id}`,
      reason
    ])
  )
  const entries = new Map(
    entriesOf(before).map(({ enterprise_id, entry }) => [
      `${enterprise_id}/${entry.region}/${entry.vpcep_id}`,
      entry
    ])
  )
  const outcomes = outcomesOf(state)
  const counts = Map.groupBy(outcomes, ({ outcome }) => outcome)
  const rows = outcomes.map(({ enterprise_id, outcome, region, vpcep_id }) => {
    const key = `${enterprise_id}/${region}/${vpcep_id}`
    return [
      vpcep_id,
      region,
      enterprise_id,
      outcome,
      entries.get(key)?.description ?? "",
      reasons.get(key) ?? ""
    ]
  })
  const summary = [...counts].map(([outcome, { length }]) => `${outcome}: ${length}`).join(", ")
  return `${[
    "# Evidence of a deletion",
    `${state.finished ? "Carried out to its end" : "**Not carried out to its end**"}. ${summary}`,
    literal(coverage),
    `The lists were read again before anything went: ${before.reads.map(({ ended, enterprise_id, entries, region, total }) => literal(`${enterprise_id} through ${region}, ${entries} of ${total} entries at ${ended}`)).join("; ")}.`,
    `By the allow-list ${plan.content.allow_list}.`,
    `Plan ${plan.digest}, made ${plan.content.created}, signed by ${literal(signedBy(allowList, plan))}.`,
    approvals.length === 0
      ? "No approval."
      : approvals
          .map(
            (approval) =>
              `Approved ${approval.content.approved} by ${literal(signedBy(allowList, approval))}.`
          )
          .join("\n"),
    unguarded.length === 0
      ? "Every list has protected, own or required ids declared."
      : `**unguarded**: nothing is declared for ${unguarded.map(({ enterprise_id, region }) => literal(`${enterprise_id} in ${region}`)).join(", ")}.`,
    `Head of the journal: ${head}.`,
    markdownTable(["vpcep_id", "region", "enterprise_id", "outcome", "description", "why"], rows)
  ].join("\n\n")}\n`
}
