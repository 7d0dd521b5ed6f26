import { Result } from "effect"
import {
  advance,
  type ApplyEvent,
  beginning,
  evidenceFiles,
  type Files,
  journalRow,
  makeApproval,
  makeEvidence,
  makePlan,
  readAllowList,
  readJournal,
  seal,
  type Signer,
  writeSealed
} from "../src/index.ts"
import { drive, type Fate, server } from "./drive.ts"
import {
  approver,
  eps,
  now,
  planner,
  reading,
  regionOf,
  sealedSnapshot,
  tenant,
  tool
} from "./world.ts"

const allowListText = JSON.stringify({
  approvals: { above: 1, approvers: [{ name: "Second", key: approver.key }] },
  tenants: [{ enterprise_id: tenant, regions: [regionOf({ allowed: eps(50), self: ["ep-0000"] })] }]
})

/** The bundle of a deletion of five entries of 55, approved by a second person. */
export const bundleOf = (fates: ReadonlyArray<Fate> = [], signer?: Signer): Files => {
  const allowList = Result.getOrThrow(readAllowList(allowListText))
  const snapshot = sealedSnapshot(reading(eps(55)))
  const plan = seal(Result.getOrThrow(makePlan({ allowList, snapshot, now, tool })), planner)
  const approvals = [seal(makeApproval(plan, now), approver)]
  const before = sealedSnapshot(reading(eps(55), { request_ids: ["request-2"] }))
  let [head, rows, journal] = [plan.digest, 0, ""]
  const record = (event: ApplyEvent) => {
    const row = journalRow({ head, rows }, event, now)
    head = row.head
    rows += 1
    journal += row.line
  }
  const started = { event: "started", plan: plan.digest, before: before.digest, tool } as const
  record(started)
  const state = Result.getOrThrow(advance(beginning(plan.content), started))
  const on = server(eps(55), fates)
  drive(state, on, record)
  const files = new Map([
    [evidenceFiles.allowList, allowListText],
    [evidenceFiles.plan, writeSealed(plan)],
    [evidenceFiles.snapshot, writeSealed(snapshot)],
    [evidenceFiles.before, writeSealed(before)],
    [evidenceFiles.after, writeSealed(sealedSnapshot(reading([...on.list])))],
    [evidenceFiles.journal, journal],
    ...approvals.map((approval) => ["approval-1.json", writeSealed(approval)] as const)
  ])
  const read = Result.getOrThrow(readJournal(plan.content, plan.digest, journal))
  const input = {
    files,
    plan,
    before: before.content,
    approvals,
    allowList: allowList.list,
    journal: read,
    tool
  }
  return new Map([...files, ...makeEvidence(input, signer)])
}
