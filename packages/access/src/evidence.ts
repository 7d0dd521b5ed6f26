import { Schema } from "effect"
import { type ApplyState, outcomesOf } from "./apply.ts"
import { digestOf } from "./canonical.ts"
import { evidencePage, type EvidencePageInput } from "./evidencePage.ts"
import { Count, Digest, Line } from "./fields.ts"
import type { Journal } from "./journal.ts"
import type { Signer } from "./keys.ts"
import { seal, writeSealed } from "./seal.ts"
import type { Tool } from "./snapshot.ts"

/** The files of an evidence bundle. Approvals are `approval-1.json` and on. */
export const evidenceFiles = {
  allowList: "allow-list.yaml",
  plan: "plan.json",
  snapshot: "snapshot.json",
  before: "before.json",
  after: "after.json",
  journal: "journal.jsonl",
  report: "report.md",
  manifest: "manifest.json"
} as const

/** The name of an approval in a bundle. */
export const approvalFile = (index: number): string => `approval-${index + 1}.json`

/** Whether a file of a bundle is an approval. */
export const isApprovalFile = (name: string): boolean => /^approval-\d+\.json$/u.test(name)

/** What a bundle holds, each file by its digest. */
export const Manifest = Schema.Struct({
  kind: Schema.Literal("evidence"),
  version: Schema.Literal(1),
  tool: Schema.Struct({ name: Line, version: Line }),
  plan: Digest,
  /** The journal's last hash: kept elsewhere too, it shows that the journal was not cut short. */
  head: Digest,
  finished: Schema.Boolean,
  outcomes: Schema.Record(Schema.String, Count),
  files: Schema.Array(Schema.Struct({ name: Line, digest: Digest }))
})

/** What a bundle holds. */
export type Manifest = typeof Manifest.Type

/** The texts of files, by name. */
export type Files = ReadonlyMap<string, string>

/** What a bundle is made of: the files as they are, and what they say. */
export interface EvidenceInput extends Omit<EvidencePageInput, "journal" | "signer"> {
  /** All but the report and the manifest. */
  readonly files: Files
  readonly journal: Journal
  readonly tool: Tool
}

/** How many ids have each outcome. */
export const outcomeCounts = (state: ApplyState): Readonly<Record<string, number>> =>
  Object.fromEntries(
    [...Map.groupBy(outcomesOf(state), ({ outcome }) => outcome)].map(([outcome, all]) => [
      outcome,
      all.length
    ])
  )

/** The report and the manifest that make a bundle of files; signed where there is a signer. */
export const makeEvidence = (
  { files, journal, tool, ...page }: EvidenceInput,
  signer?: Signer
): Files => {
  const { head, state } = journal
  const report = evidencePage({ ...page, journal, signer: signer?.key })
  const whole = new Map([...files, [evidenceFiles.report, report]])
  const manifest: Manifest = {
    kind: "evidence",
    version: 1,
    tool,
    plan: page.plan.digest,
    head,
    finished: state.finished,
    outcomes: outcomeCounts(state),
    files: [...whole]
      .map(([name, text]) => ({ name, digest: digestOf(text) }))
      .sort((one, other) => (one.name < other.name ? -1 : 1))
  }
  return new Map([
    [evidenceFiles.report, report],
    [evidenceFiles.manifest, writeSealed(seal(manifest, signer))]
  ])
}
