import { type AllowList, regionListOf } from "../allowList.ts"
import { failing, type Finding } from "../findings.ts"
import { ruleNames, rules } from "../rules.ts"
import { coverage, type Snapshot } from "../snapshot.ts"
import type { Report } from "./Report.ts"

// Controls, and what turns the direction of text around.
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

/** A text that Markdown shows as it stands, on one line of a table. */
export const literal = (text: string): string =>
  text
    .replace(invisible, (letter) => `U+${letter.codePointAt(0)?.toString(16).padStart(4, "0")}`)
    .replace(/[\\`*_{}[\]<>()#+!|~&]/gu, (letter) => `&#${letter.charCodeAt(0)};`)

const tableRow = (cells: ReadonlyArray<string>) => `| ${cells.map(literal).join(" | ")} |`

/** A table of texts. */
export const markdownTable = (
  columns: ReadonlyArray<string>,
  rows: ReadonlyArray<ReadonlyArray<string>>
): string =>
  [tableRow(columns), `| ${columns.map(() => "---").join(" | ")} |`, ...rows.map(tableRow)].join(
    "\n"
  )

const findingRow = ({ enterprise_id, muted, owner, region, vpcep_id, what }: Finding) => [
  vpcep_id ?? "",
  region,
  enterprise_id,
  owner ?? "",
  what,
  muted === undefined ? "" : `muted: ${muted}`
]

const columns = ["vpcep_id", "region", "enterprise_id", "owner", "what", ""]

const sections = (findings: ReadonlyArray<Finding>) =>
  ruleNames.flatMap((name) => {
    const own = findings.filter(({ rule }) => rule === name)
    if (own.length === 0) return []
    const { help, level, title } = rules[name]
    return [
      `## ${title} (${level}, ${own.length})\n\n${help}\n\n${markdownTable(columns, own.map(findingRow))}`
    ]
  })

const entryColumns = ["vpcep_id", "region", "since", "owner", "reason", "ticket", "expires"]

/** Every entry of a tenant's list, and who says that it may be there. */
const entries = (list: AllowList, { enterprise_id, entries }: Snapshot["tenants"][number]) => {
  const declared = Map.groupBy(entries, ({ region }) => region)
  const rows = [...declared].flatMap(([region, own]) => {
    const allowed = new Map(
      regionListOf(list, enterprise_id, region)?.allowed.map((each) => [each.vpcep_id, each])
    )
    return own.map(({ create_time, vpcep_id }) => {
      const {
        expires = "",
        owner = "nobody",
        reason = "",
        ticket = ""
      } = allowed.get(vpcep_id) ?? {}
      return [vpcep_id, region, create_time ?? "", owner, reason, ticket, expires]
    })
  })
  return [
    `### ${literal(enterprise_id)}, ${rows.length} entries`,
    ...(rows.length === 0 ? [] : [markdownTable(entryColumns, rows)])
  ]
}

const covered = ({ digest, snapshot, unread }: Report) => [
  "## What this covers",
  literal(coverage),
  `The tenants and regions below, asked through at the time given; one region answers the entries of all. Who may be there is as of the allow-list with digest ${digest}.`,
  markdownTable(
    ["enterprise_id", "asked through", "entries read", "from", "to", "requests"],
    snapshot.reads.map(({ ended, enterprise_id, entries, region, request_ids, started, total }) => [
      enterprise_id,
      region,
      `${entries} of ${total}`,
      started,
      ended,
      String(request_ids.length)
    ])
  ),
  unread.length === 0
    ? "Every region of the allow-list was asked through."
    : `**Not read**, so nothing is missing from there: ${unread.map(({ enterprise_id, region }) => literal(`${enterprise_id} in ${region}`)).join(", ")}.`
]

/** Findings as a page for people: what is wrong, what was looked at and what was not, and who decided. */
export const markdown = (report: Report): string => {
  const { allowList, findings, list, made, snapshot, tool } = report
  const failed = failing(findings).length
  const verdict = failed === 0 ? "No finding." : `${failed} findings.`
  const muted = findings.length - failed
  return `${[
    "# Access to CodeArts",
    `${verdict}${muted > 0 ? ` ${muted} more are muted and shown below.` : ""} Made ${made.toISOString()} by ${literal(`${tool.name} ${tool.version}`)}, judged by ${literal(allowList)}.`,
    ...covered(report),
    ...sections(findings),
    "## Who may reach what, and who decided",
    ...snapshot.tenants.flatMap((tenant) => entries(list, tenant))
  ].join("\n\n")}\n`
}
