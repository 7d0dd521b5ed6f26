import { DatabaseSync } from "node:sqlite"
import type { AuditRow } from "../src/audit.ts"

/** What a file holds after whoever served it has ended. */
export const stored = (filename: string) => {
  const database = new DatabaseSync(filename)
  const rows = (query: string) => database.prepare(query).all()
  const column = (query: string) => rows(query).map((row) => Object.values(row)[0])
  const found = {
    audit: rows("SELECT * FROM audit ORDER BY number") as unknown as ReadonlyArray<AuditRow>, // its columns
    head: rows("SELECT number, hash FROM audit_head")[0],
    check: column("PRAGMA quick_check"),
    total: column("SELECT sum(vpcep_total) FROM tenant")[0],
    vpcep_ids: column("SELECT vpcep_id FROM vpcep").map(String),
    version: column("PRAGMA user_version")[0]
  }
  database.close()
  return found
}
