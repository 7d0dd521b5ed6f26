import type { AuditEvent, AuditRow } from "./audit.ts"
import { csvRow } from "./csv.ts"
import type { Tool } from "./snapshot.ts"

const columns = [
  "row",
  "at",
  "event",
  "request_id",
  "principal",
  "source",
  "verb",
  "enterprise_id",
  "region",
  "vpcep_ids",
  "snapshot",
  "plan",
  "of",
  "outcome",
  "status",
  "error_code",
  "reason",
  "upstream_request_id",
  "previous",
  "hash"
] as const

type Cells = Partial<Record<(typeof columns)[number], string | number>>

const cellsOf = ({ at, event, hash, previous, row }: AuditRow): Cells => ({
  row,
  at,
  ...event,
  vpcep_ids: "vpcep_ids" in event ? event.vpcep_ids.join(" ") : "",
  previous,
  hash
})

/** Rows of an audit as CSV with a heading, for people: it is the JSON lines that can be verified. */
export const auditCsv = (rows: ReadonlyArray<AuditRow>): string =>
  [
    csvRow(columns),
    ...rows.map((row) => {
      const cells = cellsOf(row)
      return csvRow(columns.map((name) => cells[name]))
    })
  ]
    .map((line) => `${line}\r\n`)
    .join("")

type Answered = Extract<AuditEvent, { readonly event: "answered" }>
type Asked = Exclude<AuditEvent, Answered>

const activities = { delete: { id: 4, name: "Delete" }, list: { id: 2, name: "Read" } } as const

const operations = {
  delete: "deleteVpcepAccessControlRecords",
  list: "listVpcepAccessControlRecords"
} as const

const statuses = {
  done: { status_id: 1, status: "Success" },
  failed: { status_id: 2, status: "Failure" },
  unknown: { status_id: 0, status: "Unknown" }
}

/** What came of a request, of a change by its answer. */
const statusOf = (event: Asked, answered: Answered | undefined) => {
  if (event.event === "refused") return statuses.failed
  if (event.event === "read") return (event.status ?? 500) < 400 ? statuses.done : statuses.failed
  switch (answered?.outcome) {
    case "done":
      return statuses.done
    case "refused":
    case "unsent":
      return statuses.failed
    default:
      return statuses.unknown
  }
}

const responseOf = (event: Asked, answered: Answered | undefined) => {
  const { status } = "status" in event ? event : (answered ?? {})
  return {
    ...(status !== undefined && { code: status }),
    ...(event.event === "refused" && { error: event.error_code, error_message: event.reason })
  }
}

const eventOf = (
  { at, event, hash, row }: AuditRow & { readonly event: Asked },
  answered: Answered | undefined,
  tool: Tool
) => {
  const { enterprise_id, principal, region, request_id, source, verb, vpcep_ids } = event
  const activity = activities[verb]
  return {
    category_uid: 6,
    category_name: "Application Activity",
    class_uid: 6003,
    class_name: "API Activity",
    activity_id: activity.id,
    activity_name: activity.name,
    type_uid: 600_300 + activity.id,
    type_name: `API Activity: ${activity.name}`,
    severity_id: 1,
    severity: "Informational",
    ...statusOf(event, answered),
    time: Date.parse(at),
    metadata: {
      version: "1.4.0",
      profiles: ["cloud"],
      uid: hash,
      sequence: row,
      product: { name: tool.name, vendor_name: "CodeArts access kit", version: tool.version }
    },
    actor: { user: { name: principal } },
    src_endpoint: { ip: source },
    api: {
      operation: operations[verb],
      service: { name: "CodeArts" },
      request: { uid: request_id },
      response: responseOf(event, answered)
    },
    cloud: {
      provider: "Huawei Cloud",
      ...(region !== undefined && { region }),
      ...(enterprise_id !== undefined && { account: { uid: enterprise_id } })
    },
    resources: vpcep_ids.map((uid) => ({ type: "VPC endpoint", uid })),
    unmapped: { event, ...(answered !== undefined && { answered }) }
  }
}

const isAsked = (row: AuditRow): row is AuditRow & { readonly event: Asked } =>
  row.event.event !== "answered"

/** Rows of an audit as OCSF API Activity (class 6003 of 1.4.0), one JSON object a line: one for a change and its answer. */
export const auditOcsf = (rows: ReadonlyArray<AuditRow>, tool: Tool): string => {
  const answers = new Map(
    rows.flatMap(({ event }) => (event.event === "answered" ? [[event.of, event] as const] : []))
  )
  return rows
    .filter(isAsked)
    .map((row) => `${JSON.stringify(eventOf(row, answers.get(row.row), tool))}\n`)
    .join("")
}
