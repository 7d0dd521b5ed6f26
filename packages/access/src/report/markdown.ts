import type { AllowList } from "../allowList.ts"
import { failing, type Finding } from "../findings.ts"
import { ruleNames, rules } from "../rules.ts"
import { signedBy } from "./signedBy.ts"
import { coverage } from "../snapshot.ts"
import { entryRows } from "./entryRows.ts"
import { firstRows, literal, markdownTable } from "./markdownTable.ts"
import type { Report } from "./Report.ts"

const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`

const findingRow = ({ enterprise_id, muted, owner, region, vpcep_id, what }: Finding) => [
  vpcep_id ?? "",
  region,
  enterprise_id,
  owner ?? "",
  what,
  muted === undefined ? "" : `muted: ${muted}`
]

const columns = ["vpcep_id", "region", "enterprise_id", "owner", "what", ""]

const everyFinding = "the CSV and the JSON report have every finding"

const sections = (findings: ReadonlyArray<Finding>) =>
  ruleNames.flatMap((name) => {
    const own = findings.filter(({ rule }) => rule === name)
    if (own.length === 0) return []
    const { help, level, title } = rules[name]
    return [
      `## ${title} (${level}, ${own.length})\n\n${help}\n\n${firstRows(columns, own.map(findingRow), everyFinding)}`
    ]
  })

const entryColumns = ["vpcep_id", "region", "since", "owner", "reason", "ticket", "expires"]

/** Every entry of a tenant's list, and who says that it may be there. */
const entries = (report: Report, tenant: Report["snapshot"]["tenants"][number]) => {
  const rows = entryRows(report, tenant).map(
    ({ expires, owner, reason, region, since, ticket, vpcep_id }) => [
      vpcep_id,
      region,
      since,
      owner === "" ? "nobody" : owner,
      reason,
      ticket,
      expires
    ]
  )
  return [
    `### ${literal(tenant.enterprise_id)}, ${counted(rows.length, "entry", "entries")}`,
    ...(rows.length === 0 ? [] : [firstRows(entryColumns, rows, "the JSON report has every entry")])
  ]
}

/** Who must say yes beside the one who plans, by name and key. */
const approvers = ({ approvals }: AllowList) =>
  approvals === undefined
    ? "Nobody has to approve a deletion: the allow-list names no approver."
    : `More than ${approvals.above} deletions at once wait for the signature of one of these:\n\n${markdownTable(
        ["approver", "public key"],
        approvals.approvers.map(({ key, name }) => [name, key])
      )}`

const keptAs = ({ kept, list }: Report) =>
  kept === undefined
    ? "Read for this page; no snapshot was kept that anybody signed."
    : `Of the snapshot ${kept.digest}, signed by ${signedBy(list, kept.signature?.key)}.`

const covered = (report: Report) => {
  const { digest, snapshot, unread } = report
  return [
    "## What this covers",
    coverage,
    keptAs(report),
    `The tenants and regions below, asked through at the time given; one region answers the entries of all. Who may be there is as of the allow-list with digest ${digest}.`,
    markdownTable(
      ["enterprise_id", "asked through", "entries read", "from", "to", "requests"],
      snapshot.reads.map(
        ({ ended, enterprise_id, entries, region, request_ids, started, total }) => [
          enterprise_id,
          region,
          `${entries} of ${total}`,
          started,
          ended,
          String(request_ids.length)
        ]
      )
    ),
    unread.length === 0
      ? "Every region of the allow-list was asked through."
      : `**Not read**, so nothing is missing from there: ${unread.map(({ enterprise_id, region }) => literal(`${enterprise_id} in ${region}`)).join(", ")}.`
  ]
}

/** Findings as a page for people: what is wrong, what was looked at and what was not, and who decided. */
export const markdown = (report: Report): string => {
  const { allowList, findings, list, made, snapshot, tool } = report
  const failed = failing(findings).length
  const verdict = failed === 0 ? "No finding." : `${counted(failed, "finding", "findings")}.`
  const muted = findings.length - failed
  return `${[
    "# Access to CodeArts",
    `${verdict}${muted > 0 ? ` ${muted} muted, shown below.` : ""} Made ${made.toISOString()} by ${tool.name} ${tool.version}, judged by ${literal(allowList)}.`,
    ...covered(report),
    ...sections(findings),
    "## Who may reach what, and who decided",
    ...snapshot.tenants.flatMap((tenant) => entries(report, tenant)),
    "## Who may approve a deletion",
    approvers(list)
  ].join("\n\n")}\n`
}
