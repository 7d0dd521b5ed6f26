import { csvRow } from "../csv.ts"
import { coverage } from "../snapshot.ts"
import type { Report } from "./Report.ts"

const columns = [
  "rule",
  "level",
  "enterprise_id",
  "region",
  "vpcep_id",
  "owner",
  "message",
  "muted",
  "line"
] as const

/** Findings as CSV, the last column of every row saying what they cover. */
export const csv = ({ findings, lineOf }: Report): string => {
  const rows = findings.map((finding) => ({ ...finding, line: lineOf(finding.field) }))
  return [
    [...columns, "coverage"],
    ...rows.map((row) => [...columns.map((name) => row[name]), coverage])
  ]
    .map((cells) => `${csvRow(cells)}\r\n`)
    .join("")
}
