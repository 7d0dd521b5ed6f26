import type { AllowList } from "./allowList.ts"
import type { Approval } from "./approval.ts"
import { outcomesOf } from "./apply.ts"
import type { Place, Target } from "./guards.ts"
import type { Journal } from "./journal.ts"
import type { Plan } from "./plan.ts"
import { literal, markdownTable } from "./report/markdownTable.ts"
import type { Sealed } from "./seal.ts"
import { signedBy } from "./report/signedBy.ts"
import { coverage, entriesOf, type Snapshot } from "./snapshot.ts"

/** What the page is about. */
export interface EvidencePageInput {
  readonly plan: Sealed<Plan>
  readonly before: Snapshot
  readonly approvals: ReadonlyArray<Sealed<Approval>>
  readonly allowList: AllowList
  readonly journal: Pick<Journal, "head" | "state" | "times">
  /** The key that signs the manifest, and so this page. */
  readonly signer: string | undefined
}

const keyOf = ({ enterprise_id, region, vpcep_id }: Target) =>
  `${enterprise_id}/${region}/${vpcep_id}`

const rowsOf = ({ before, journal, plan }: EvidencePageInput) => {
  const reasons = new Map(plan.content.deletions.map((each) => [keyOf(each), each.reason]))
  const descriptions = new Map(
    entriesOf(before).map(({ enterprise_id, entry }) => [
      keyOf({ enterprise_id, ...entry }),
      entry.description
    ])
  )
  return outcomesOf(journal.state).map((each) => [
    each.vpcep_id,
    each.region,
    each.enterprise_id,
    each.outcome,
    descriptions.get(keyOf(each)) ?? "",
    reasons.get(keyOf(each)) ?? ""
  ])
}

const verdict = ({ state, times }: EvidencePageInput["journal"]) => {
  const counts = Map.groupBy(outcomesOf(state), ({ outcome }) => outcome)
  const summary = [...counts].map(([outcome, { length }]) => `${outcome}: ${length}`).join(", ")
  const end = state.finished ? "Carried out to its end" : "**Not carried out to its end**"
  return `${end}, from ${times[0] ?? "never"} to ${times.at(-1) ?? "never"}. ${summary}`
}

const readAgain = ({ reads }: Snapshot) =>
  reads
    .map(({ ended, enterprise_id, entries, region, total }) =>
      literal(`${enterprise_id} through ${region}, ${entries} of ${total} entries at ${ended}`)
    )
    .join("; ")

/** Who decided, when, and under which key. */
const decided = ({ allowList, approvals, plan, signer }: EvidencePageInput) => {
  const by = (key: string | undefined) => signedBy(allowList, key)
  const { allow_list, created, snapshot } = plan.content
  return [
    `By the allow-list ${allow_list}, of the snapshot ${snapshot}.`,
    `Plan ${plan.digest}, made ${created}, signed by ${by(plan.signature?.key)}.`,
    approvals.length === 0
      ? "No approval."
      : approvals
          .map(({ content, signature }) => `Approved ${content.approved} by ${by(signature?.key)}.`)
          .join("\n"),
    `This page and all files beside it: signed by ${by(signer)}, in manifest.json.`
  ]
}

const guarded = (unguarded: ReadonlyArray<Place>) =>
  unguarded.length === 0
    ? "Every list has protected, own or required ids declared."
    : `**unguarded**: nothing is declared for ${unguarded.map(({ enterprise_id, region }) => literal(`${enterprise_id} in ${region}`)).join(", ")}.`

const columns = ["vpcep_id", "region", "enterprise_id", "outcome", "description", "why"]

/** What was deleted, why, on whose word and with what outcome, as a page for people. */
export const evidencePage = (input: EvidencePageInput): string => {
  const { before, journal, plan } = input
  return `${[
    "# Evidence of a deletion",
    verdict(journal),
    coverage,
    `The lists were read again before anything went: ${readAgain(before)}.`,
    ...decided(input),
    guarded(plan.content.unguarded),
    `Head of the journal: ${journal.head}. It has every request and what was answered.`,
    markdownTable(columns, rowsOf(input))
  ].join("\n\n")}\n`
}
