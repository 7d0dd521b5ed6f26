import { Effect } from "effect"
import { SqlClient } from "effect/sql"
import { timestamp } from "../timestamp.ts"
import { tokenHash } from "../token.ts"
import type { AdminInput } from "./contract.ts"
import { notThere, storing } from "./storing.ts"
import { findUserId } from "./users.ts"

const findProject = Effect.fnUntraced(function* (enterprise_id: string, scope: string) {
  if (scope === "domain") return null
  const sql = yield* SqlClient.SqlClient
  const found = yield* sql`
    SELECT 1 FROM project WHERE id = ${scope} AND enterprise_id = ${enterprise_id}`
  return found.length === 0 ? yield* notThere("such project of the tenant") : scope
})

export const createToken = ({
  enterprise_id,
  expires_at,
  scope,
  token,
  user
}: AdminInput<"createToken">) =>
  storing(
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      const row = {
        token_hash: tokenHash(token),
        user_id: yield* findUserId(enterprise_id, user),
        project_id: yield* findProject(enterprise_id, scope),
        expires_at: timestamp(Date.parse(expires_at))
      }
      yield* sql`INSERT INTO token ${sql.insert(row)}`
      return { user, scope, expires_at: row.expires_at }
    })
  )

export const revokeToken = ({ token }: AdminInput<"revokeToken">) =>
  storing(
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      const revoked = yield* sql`
        DELETE FROM token WHERE token_hash = ${tokenHash(token)} RETURNING token_hash`
      return revoked.length === 0 ? yield* notThere("such token") : {}
    })
  )
