import { Effect } from "effect"
import { SqlClient } from "effect/sql"
import type { State } from "./State.ts"
import { reading } from "./storing.ts"
import { type TenantRow, tenantColumns, tenantOf } from "./tenants.ts"
import { type UserRow, userOf } from "./userState.ts"

type Tenant = State["tenants"][number]

const contentsOf = Effect.fnUntraced(function* (row: TenantRow) {
  const sql = yield* SqlClient.SqlClient
  const { enterprise_id } = row
  const users = yield* sql<UserRow>`
    SELECT id, name, owner FROM iam_user WHERE enterprise_id = ${enterprise_id} ORDER BY name`
  return {
    ...tenantOf(row),
    projects: yield* sql<Tenant["projects"][number]>`
      SELECT id, name FROM project WHERE enterprise_id = ${enterprise_id} ORDER BY id`,
    users: yield* Effect.forEach(users, userOf),
    tokens: yield* sql<Tenant["tokens"][number]>`
      SELECT iam_user.name AS "user", COALESCE(project_id, 'domain') AS scope, expires_at FROM token
      JOIN iam_user ON iam_user.id = token.user_id WHERE enterprise_id = ${enterprise_id}
      ORDER BY iam_user.name, scope, expires_at, token_hash`,
    vpceps: yield* sql<Tenant["vpceps"][number]>`
      SELECT vpcep_id, region, description, creator, create_time, modify_time FROM vpcep
      WHERE enterprise_id = ${enterprise_id} ORDER BY vpcep_id, region`
  } satisfies Tenant
})

/** All tenants with what is theirs, of one moment, without a secret, always in the same order. */
export const readState = reading(
  Effect.gen(function* () {
    const sql = yield* SqlClient.SqlClient
    const rows = yield* sql<TenantRow>`
      SELECT ${sql.literal(tenantColumns)} FROM tenant ORDER BY enterprise_id`
    return { tenants: yield* Effect.forEach(rows, contentsOf) }
  })
)
