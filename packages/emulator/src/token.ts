import type { TokenGrant } from "@codearts/admission"
import { Clock, Effect } from "effect"
import { SqlClient } from "effect/sql"
import { hash } from "node:crypto"
import { type Caller, callerColumns, callerOf, type CallerRow } from "./Caller.ts"
import { RandomBytes } from "./randomBytes.ts"
import { timestamp } from "./timestamp.ts"

interface TokenRow extends CallerRow {
  readonly project_id: string | null
  readonly project_name: string | null
  readonly expires_at: string
}

/** How long a token lives. Section 3.2. */
export const lifetime = 24 * 60 * 60 * 1000

/** What the store knows of a token: who reads the store gets none. */
export const tokenHash = (token: string): string => hash("sha256", token)

const grantOf = (row: TokenRow): TokenGrant<Caller> => ({
  caller: callerOf(row),
  ...(row.project_id !== null &&
    row.project_name !== null && { project: { id: row.project_id, name: row.project_name } }),
  expires_at: row.expires_at
})

/** What a token grants; an expired one too, which is to be refused by the time it ended. */
export const findToken = Effect.fnUntraced(function* (token: string) {
  const sql = yield* SqlClient.SqlClient
  const [row] = yield* sql<TokenRow>`
    SELECT project.id AS project_id, project.name AS project_name, expires_at,
           ${sql.literal(callerColumns)}
    FROM token
    JOIN iam_user ON iam_user.id = token.user_id
    JOIN tenant ON tenant.enterprise_id = iam_user.enterprise_id
    LEFT JOIN project ON project.id = token.project_id
    WHERE token_hash = ${tokenHash(token)}`
  return row === undefined ? undefined : grantOf(row)
}, Effect.orDie)

/** A new token of 24 hours. */
export const issueToken = Effect.fnUntraced(function* (user_id: string, project_id: string | null) {
  const sql = yield* SqlClient.SqlClient
  const now = yield* Clock.currentTimeMillis
  // The letters that the cloud's tokens begin with.
  const token = `MII${(yield* RandomBytes)(48).toString("base64url")}`
  const expires_at = timestamp(now + lifetime)
  // An ended one is kept for a day more, so that its holder is told when it ended.
  yield* sql`DELETE FROM token WHERE expires_at < ${timestamp(now - lifetime)}`
  yield* sql`INSERT INTO token ${sql.insert({
    token_hash: tokenHash(token),
    user_id,
    project_id,
    expires_at
  })}`
  return { token, expires_at }
}, Effect.orDie)
