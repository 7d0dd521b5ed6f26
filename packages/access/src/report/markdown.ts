import { failing, type Finding } from "../findings.ts"
import { ruleNames, rules } from "../rules.ts"
import { coverage } from "../snapshot.ts"
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

const findingRow = ({ enterprise_id, message, muted, owner, region, vpcep_id }: Finding) => [
  vpcep_id ?? "",
  region,
  enterprise_id,
  owner ?? "",
  message,
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

/** Findings as a page for people. */
export const markdown = ({ allowList, findings, made, snapshot, tool, unread }: Report): string => {
  const failed = failing(findings).length
  const verdict = failed === 0 ? "No finding." : `${failed} findings.`
  const muted = findings.length - failed
  const reads = snapshot.reads.map(({ ended, enterprise_id, entries, region, total }) => [
    enterprise_id,
    region,
    `${entries} of ${total}`,
    ended
  ])
  return `${[
    "# Access to CodeArts",
    `${verdict}${muted > 0 ? ` ${muted} more are muted and shown below.` : ""} ${literal(coverage)}`,
    `Made ${made.toISOString()} by ${literal(`${tool.name} ${tool.version}`)}, allow-list ${literal(allowList)}.`,
    markdownTable(["enterprise_id", "region", "entries read", "at"], reads),
    ...(unread.length === 0
      ? []
      : [
          `**Not read**, so nothing is missing from there: ${unread.map(({ enterprise_id, region }) => literal(`${enterprise_id} in ${region}`)).join(", ")}.`
        ]),
    ...sections(findings)
  ].join("\n\n")}\n`
}
