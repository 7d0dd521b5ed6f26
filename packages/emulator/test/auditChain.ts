import { auditHash, type AuditRow } from "../src/audit.ts"

/** The number of the first row that is not what was written after the one before it; 0 when all are. */
export const brokenAt = (rows: ReadonlyArray<AuditRow>): number => {
  const found = rows.findIndex(
    (row, index) =>
      row.number !== index + 1 ||
      row.previous_hash !== (rows[index - 1]?.hash ?? "") ||
      row.hash !== auditHash(row)
  )
  return found + 1
}
