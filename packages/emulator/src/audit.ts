import type { Refusal } from "@codearts/admission"
import type { OperationName } from "@codearts/api"
import { Clock, Effect } from "effect"
import { SqlClient, type SqlError } from "effect/sql"
import { hash } from "node:crypto"
import type { Caller } from "./Caller.ts"
import { timestamp } from "./timestamp.ts"
import { inTransaction } from "./transaction.ts"

/** One accepted change, and its link to the one before it. */
export interface AuditRow {
  /** 1, 2, 3 and so on, without a gap. */
  readonly number: number
  readonly time: string
  readonly request_id: string
  readonly enterprise_id: string
  readonly user_id: string
  readonly operation: string
  /** What was changed, as JSON. */
  readonly details: string
  /** Empty for the first. */
  readonly previous_hash: string
  readonly hash: string
}

type Unhashed = Omit<AuditRow, "hash">

/** SHA-256 of the JSON of a row without its own hash: no space, the names in their order. */
export const auditHash = (row: Unhashed): string => {
  const { hash: _, ...hashed }: Partial<AuditRow> = row
  return hash("sha256", JSON.stringify(hashed, Object.keys(hashed).sort()))
}

/** Who makes a change, and by what request. */
export interface Author {
  readonly caller: Caller
  readonly request_id: string
}

interface Head {
  readonly number: number
  readonly hash: string
}

// Written first: it makes every other change wait its turn until this one ends.
const takeNumber = Effect.fnUntraced(function* () {
  const sql = yield* SqlClient.SqlClient
  const [head] = yield* sql<Head>`
    UPDATE audit_head SET number = number + 1 WHERE id = 1 RETURNING number, hash`
  return head ?? (yield* Effect.die(new Error("The audit has lost its head")))
})

const append = Effect.fnUntraced(function* (row: Unhashed) {
  const sql = yield* SqlClient.SqlClient
  const hash = auditHash(row)
  yield* sql`INSERT INTO audit ${sql.insert({ ...row, hash })}`
  yield* sql`UPDATE audit_head SET hash = ${hash} WHERE id = 1`
})

/**
 * Makes a change and enters it into the audit, both or neither; a refused one leaves no row. Changes
 * are made one after the other, whatever process makes them.
 */
export const audited = <A>(
  { caller, request_id }: Author,
  operation: OperationName,
  details: (changed: A) => unknown,
  change: Effect.Effect<A, Refusal | SqlError.SqlError, SqlClient.SqlClient>
) =>
  inTransaction(
    Effect.gen(function* () {
      const { hash: previous_hash, number } = yield* takeNumber()
      const changed = yield* change
      yield* append({
        number,
        time: timestamp(yield* Clock.currentTimeMillis),
        request_id,
        enterprise_id: caller.enterprise_id,
        user_id: caller.user_id,
        operation,
        details: JSON.stringify(details(changed)),
        previous_hash
      })
      return changed
    })
  )
