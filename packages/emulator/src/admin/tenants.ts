import { Effect } from "effect"
import { SqlClient } from "effect/sql"
import type { AdminInput } from "./contract.ts"
import { notThere, storing } from "./storing.ts"

/** An account as the store has it. */
export interface TenantRow {
  readonly enterprise_id: string
  readonly name: string
  readonly domain_id: string
  readonly frozen: number
  readonly vpcep_quota: number | null
}

/** The columns of a `TenantRow`. */
export const tenantColumns = "enterprise_id, name, domain_id, frozen, vpcep_quota"

/** An account as the admin API tells it. */
export const tenantOf = ({ frozen, ...tenant }: TenantRow) => ({ ...tenant, frozen: frozen === 1 })

/** The account of an id, 404 when there is none. */
export const findTenant = Effect.fnUntraced(function* (enterprise_id: string) {
  const sql = yield* SqlClient.SqlClient
  const [row] = yield* sql<TenantRow>`
    SELECT ${sql.literal(tenantColumns)} FROM tenant
    WHERE enterprise_id = ${enterprise_id}`
  return row === undefined ? yield* notThere("such tenant") : tenantOf(row)
})

export const createTenant = (input: AdminInput<"createTenant">) =>
  storing(
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      const { enterprise_id, name, vpcep_quota = null } = input
      const domain_id = input.domain_id ?? enterprise_id
      const row = { enterprise_id, name, domain_id, vpcep_total: 0, frozen: 0, vpcep_quota }
      yield* sql`INSERT INTO tenant ${sql.insert(row)}`
      return yield* findTenant(enterprise_id)
    })
  )

export const updateTenant = ({ enterprise_id, frozen, vpcep_quota }: AdminInput<"updateTenant">) =>
  storing(
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      const before = yield* findTenant(enterprise_id)
      const after = {
        frozen: Number(frozen ?? before.frozen),
        vpcep_quota: vpcep_quota === undefined ? before.vpcep_quota : vpcep_quota
      }
      yield* sql`UPDATE tenant SET ${sql.update(after)} WHERE enterprise_id = ${enterprise_id}`
      return yield* findTenant(enterprise_id)
    })
  )

// Each before what it refers to.
const ofUsers = ["token", "access_key", "iam_role", "iam_group"] as const

export const deleteTenant = ({ enterprise_id }: AdminInput<"deleteTenant">) =>
  storing(
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      yield* findTenant(enterprise_id)
      for (const table of ofUsers)
        yield* sql`
          DELETE FROM ${sql(table)} WHERE user_id IN (
            SELECT id FROM iam_user WHERE enterprise_id = ${enterprise_id})`
      for (const table of ["iam_user", "project", "vpcep", "tenant"])
        yield* sql`DELETE FROM ${sql(table)} WHERE enterprise_id = ${enterprise_id}`
      return {}
    })
  )

export const createProject = ({ enterprise_id, id, name }: AdminInput<"createProject">) =>
  storing(
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      yield* findTenant(enterprise_id)
      yield* sql`INSERT INTO project ${sql.insert({ id, enterprise_id, name })}`
      return { id, name }
    })
  )

export const deleteProject = ({ enterprise_id, id }: AdminInput<"deleteProject">) =>
  storing(
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      const found = yield* sql`
        SELECT 1 FROM project WHERE id = ${id} AND enterprise_id = ${enterprise_id}`
      if (found.length === 0) return yield* notThere("such project of the tenant")
      yield* sql`DELETE FROM token WHERE project_id = ${id}`
      yield* sql`DELETE FROM project WHERE id = ${id}`
      return {}
    })
  )
