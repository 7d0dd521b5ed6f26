export { type AllowList, regionListOf } from "./allowList.ts"
export { allowListSchema } from "./allowListSchema.ts"
export {
  advance,
  type ApplyState,
  beginning,
  type Chunk,
  chunksLeft,
  type Deleted,
  nextStep,
  type Outcome,
  outcomesOf,
  type Step
} from "./apply.ts"
export { Approval, approvalFault, makeApproval, needsApproval } from "./approval.ts"
export {
  AuditEvent,
  AuditHead,
  auditBeginning,
  auditHead,
  auditRow,
  type AuditRow,
  type AuditTail
} from "./audit.ts"
export { auditCsv, auditOcsf } from "./auditForms.ts"
export { type Change, changesAcross, changesBetween } from "./changes.ts"
export { csvRow } from "./csv.ts"
export {
  approvalFile,
  evidenceFiles,
  type Files,
  isApprovalFile,
  makeEvidence,
  Manifest,
  outcomeCounts
} from "./evidence.ts"
export type { Answered, ApplyEvent } from "./events.ts"
export { failing, type Finding, findingsOf, type Unread, unreadOf } from "./findings.ts"
export {
  defaultCaps,
  guard,
  type GuardName,
  type Place,
  type Refusal,
  type Target,
  type Verdict
} from "./guards.ts"
export { BrokenJournal, type Journal, journalRow, readJournal } from "./journal.ts"
export { type Signer, signerOf } from "./keys.ts"
export {
  type ApplyInput,
  type ChunkInput,
  mayApply,
  mayApplyChunk,
  NotApproved
} from "./mayApply.ts"
export { type Deletion, GuardRefused, makePlan, Plan, type PlanInput, StalePlan } from "./plan.ts"
export { type AuditVerdict, type ExpectedAudit, readAudit } from "./readAudit.ts"
export { InvalidAllowList, readAllowList, type ReadAllowList } from "./readAllowList.ts"
export type { Report } from "./report/Report.ts"
export { render, type ReportForm, reportForms } from "./report/render.ts"
export { type Level, type RuleName, ruleNames, rules } from "./rules.ts"
export { BrokenSeal, readSealed, seal, type Sealed, writeSealed } from "./seal.ts"
export {
  coverage,
  entriesOf,
  incompleteness,
  IncompleteSnapshot,
  makeSnapshot,
  type Reading,
  Snapshot,
  type SnapshotEntry,
  type Tool
} from "./snapshot.ts"
export type { Allowance } from "./editYaml.ts"
export { type EvidenceVerdict, type Expected, verifyEvidence } from "./verifyEvidence.ts"
export { withAllowed } from "./withAllowed.ts"
export type { FileProblem } from "./yaml.ts"
