import { failing } from "../findings.ts"
import { coverage } from "../snapshot.ts"
import type { Report } from "./Report.ts"

/** Findings as JSON, for programs of one's own. */
export const json = ({
  allowList,
  findings,
  lineOf,
  made,
  snapshot,
  tool,
  unread
}: Report): string =>
  `${JSON.stringify(
    {
      version: 1,
      tool,
      made: made.toISOString(),
      coverage,
      allow_list: allowList,
      reads: snapshot.reads,
      not_read: unread,
      failing: failing(findings).length,
      findings: findings.map((finding) => ({ ...finding, line: lineOf(finding.field) }))
    },
    null,
    2
  )}\n`
