import type { AccessKey } from "@codearts/signing"
import { Effect } from "effect"
import { SqlClient } from "effect/sql"
import { callerColumns, callerOf, type CallerRow } from "./Caller.ts"

interface KeyRow extends CallerRow {
  readonly access_key: string
  readonly secret_key: string
  readonly security_token: string | null
  readonly enabled: number
  readonly sdk_compat: number
}

const keyOf = (row: KeyRow): AccessKey => ({
  accessKey: row.access_key,
  secretKey: row.secret_key,
  ...(row.security_token !== null && { securityToken: row.security_token }),
  enabled: row.enabled === 1,
  sdk_compat: row.sdk_compat === 1
})

/**
 * The access key of a name, and whose it is; a disabled one too, for the verifier to refuse. An
 * unknown one leads to a row too, with somebody in it, and as much is made of that: it must not cost
 * less.
 */
export const findAccessKey = Effect.fnUntraced(function* (access_key: string) {
  const sql = yield* SqlClient.SqlClient
  const [row] = yield* sql<KeyRow>`
    SELECT access_key, secret_key, security_token, enabled, sdk_compat, ${sql.literal(callerColumns)}
    FROM (SELECT CAST(${access_key} AS TEXT) AS name) AS wanted
    LEFT JOIN access_key ON access_key.access_key = wanted.name
    LEFT JOIN iam_user
      ON iam_user.id = coalesce(access_key.user_id, (SELECT id FROM iam_user LIMIT 1))
    LEFT JOIN tenant ON tenant.enterprise_id = iam_user.enterprise_id`
  const found = row === undefined ? undefined : { key: keyOf(row), caller: callerOf(row) }
  return row?.access_key == null ? undefined : found
}, Effect.orDie)
