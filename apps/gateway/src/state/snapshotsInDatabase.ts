import { writeSealed } from "@codearts/access"
import { Effect } from "effect"
import type { Snapshots } from "../deletion/snapshots.ts"
import { asked, type Database } from "./database.ts"

/** Snapshots beside the audit that names them. */
export const snapshotsInDatabase = ({ sql }: Database): Snapshots => ({
  keep: (snapshot) =>
    Effect.asVoid(
      asked(sql`
        INSERT INTO gateway_snapshot (digest, text)
        VALUES (${snapshot.digest}, ${writeSealed(snapshot)}) ON CONFLICT DO NOTHING`)
    )
})
