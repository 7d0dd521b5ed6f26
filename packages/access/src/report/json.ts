import { failing } from "../findings.ts"
import { coverage } from "../snapshot.ts"
import { entryRows } from "./entryRows.ts"
import type { Report } from "./Report.ts"

/** Findings and entries as JSON, for programs of one's own. */
export const json = (report: Report): string => {
  const { allowList, digest, findings, kept, lineOf, made, snapshot, tool, unread } = report
  return `${JSON.stringify(
    {
      version: 1,
      tool,
      made: made.toISOString(),
      coverage,
      allow_list: allowList,
      allow_list_digest: digest,
      ...(kept && { snapshot: kept.digest }),
      ...(kept?.signature && { signed_by: kept.signature.key }),
      reads: snapshot.reads,
      not_read: unread,
      failing: failing(findings).length,
      findings: findings.map((finding) => ({ ...finding, line: lineOf(finding.field) })),
      entries: snapshot.tenants.flatMap((tenant) => entryRows(report, tenant))
    },
    null,
    2
  )}\n`
}
