import { EnterpriseId, RegionId, VpcepId } from "@codearts/api"
import { Schema } from "effect"
import { nextRow, type Row, type Tail } from "./chain.ts"
import { Count, Digest, Line, Time } from "./fields.ts"
import { seal, type Sealed } from "./seal.ts"
import type { Signer } from "./keys.ts"

/** Who asked for what. */
const asked = {
  request_id: Line,
  principal: Line,
  /** The peer of the connection. */
  source: Line,
  verb: Schema.Literals(["list", "delete"]),
  /** Absent, like the region, where the request was refused before it could be read. */
  enterprise_id: Schema.optionalKey(EnterpriseId),
  region: Schema.optionalKey(RegionId),
  vpcep_ids: Schema.Array(VpcepId)
}

const answer = {
  status: Schema.optionalKey(Count),
  upstream_request_id: Schema.optionalKey(Line)
}

/** Everything that an audit tells. */
export const AuditEvent = Schema.Union([
  // Written before the request leaves, so that a change has its one row whatever happens then.
  Schema.Struct({
    event: Schema.Literal("accepted"),
    ...asked,
    /** Digest of the list as it was just before; absent where guards were off. */
    snapshot: Schema.optionalKey(Digest),
    plan: Schema.optionalKey(Digest)
  }),
  Schema.Struct({
    event: Schema.Literal("answered"),
    /** The row of the change. */
    of: Count,
    outcome: Schema.Literals(["done", "refused", "unsent", "unknown"]),
    ...answer,
    reason: Schema.optionalKey(Line)
  }),
  Schema.Struct({
    event: Schema.Literal("refused"),
    ...asked,
    status: Count,
    error_code: Line,
    reason: Line
  }),
  Schema.Struct({ event: Schema.Literal("read"), ...asked, ...answer })
])

/** Something that an audit tells. */
export type AuditEvent = typeof AuditEvent.Type

/** A row of an audit. */
export type AuditRow = Row<AuditEvent>

/** Where an audit goes on. */
export type AuditTail = Tail

/** What the first row of every audit follows. */
export const auditBeginning: AuditTail = { head: `sha256:${"0".repeat(64)}`, rows: 0 }

/** The next line of an audit, with its line break, and the head with it. */
export const auditRow = (
  tail: AuditTail,
  event: AuditEvent,
  now: Date
): { readonly line: string; readonly head: string } => nextRow(tail, event, now)

/** How far an audit went at a moment: signed and kept elsewhere, it shows that no row was cut off since. */
export const AuditHead = Schema.Struct({
  kind: Schema.Literal("audit-head"),
  version: Schema.Literal(1),
  at: Time,
  rows: Count,
  head: Digest
})

/** How far an audit went at a moment. */
export type AuditHead = typeof AuditHead.Type

/** The sealed head of an audit, the last line of an export. */
export const auditHead = (
  { head, rows }: AuditTail,
  now: Date,
  signer?: Signer
): Sealed<AuditHead> =>
  seal({ kind: "audit-head", version: 1, at: now.toISOString(), rows, head }, signer)
