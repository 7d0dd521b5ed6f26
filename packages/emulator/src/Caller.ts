/** Who sends a request: a user of a tenant. */
export interface Caller {
  readonly enterprise_id: string
  readonly domain_id: string
  /** Name of the account, which is the tenant's. */
  readonly domain_name: string
  readonly user_id: string
  readonly user_name: string
  readonly owner: boolean
  /** Whether the account is frozen: known, and refused every operation on its list. */
  readonly frozen: boolean
}

/** A caller as the store tells it. */
export interface CallerRow extends Omit<Caller, "owner" | "frozen"> {
  readonly owner: number
  readonly frozen: number
}

/** The columns of a `CallerRow`, where `tenant` and `iam_user` are joined. */
export const callerColumns = `
  tenant.enterprise_id, tenant.domain_id, tenant.name AS domain_name, tenant.frozen,
  iam_user.id AS user_id, iam_user.name AS user_name, iam_user.owner`

export const callerOf = (row: CallerRow): Caller => ({
  enterprise_id: row.enterprise_id,
  domain_id: row.domain_id,
  domain_name: row.domain_name,
  user_id: row.user_id,
  user_name: row.user_name,
  owner: row.owner === 1,
  frozen: row.frozen === 1
})
