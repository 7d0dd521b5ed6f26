import type { AuditEvent, AuditTail, Signer } from "../src/index.ts"
import { auditBeginning, auditHead, auditRow, writeSealed } from "../src/index.ts"
import { now, region, tenant } from "./world.ts"

const asked = {
  request_id: "0123456789abcdef0123456789abcdef",
  principal: "CI",
  source: "127.0.0.1",
  enterprise_id: tenant,
  region,
  vpcep_ids: ["ep-1", "ep-2"]
}

const digest = `sha256:${"ab".repeat(32)}`

/** A change, its answer, a refusal, a read, a change without an answer. */
export const events: ReadonlyArray<AuditEvent> = [
  { event: "accepted", ...asked, verb: "delete", snapshot: digest, plan: digest },
  { event: "answered", of: 1, outcome: "done", status: 200, upstream_request_id: "up-1" },
  {
    event: "refused",
    ...asked,
    verb: "delete",
    status: 403,
    error_code: "KIT.0001",
    reason: "=last-entry: nothing would be left"
  },
  { event: "read", ...asked, verb: "list", vpcep_ids: [], status: 200 },
  { event: "accepted", ...asked, verb: "delete" }
]

/** An audit as it is exported. */
export const exported = (
  told: ReadonlyArray<AuditEvent> = events,
  signer?: Signer,
  start: AuditTail = auditBeginning
) => {
  let tail = start
  const lines = told.map((event) => {
    const { head, line } = auditRow(tail, event, now)
    tail = { head, rows: tail.rows + 1 }
    return line
  })
  return { lines, tail, text: `${lines.join("")}${writeSealed(auditHead(tail, now, signer))}` }
}
