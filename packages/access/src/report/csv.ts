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

// A spreadsheet takes a cell that begins so for a formula, and runs it.
const formula = /^[=+\-@\t\r]/u

const cell = (value: string | number = "") => {
  const text = formula.test(String(value)) ? `'${value}` : String(value)
  return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Findings as CSV (RFC 4180), the last column of every row saying what they cover. */
export const csv = ({ findings, lineOf }: Report): string => {
  const rows = findings.map((finding) => ({ ...finding, line: lineOf(finding.field) }))
  return [
    [...columns, "coverage"].join(","),
    ...rows.map((row) => [...columns.map((name) => row[name]), coverage].map(cell).join(","))
  ]
    .map((line) => `${line}\r\n`)
    .join("")
}
