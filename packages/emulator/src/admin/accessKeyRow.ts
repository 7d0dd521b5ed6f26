/** An access key as it is kept, without its secret. */
export interface AccessKeyRow {
  readonly access_key: string
  readonly enabled: number
  readonly sdk_compat: number
  readonly temporary: number
}

/** The columns of an `AccessKeyRow`. */
export const accessKeyColumns =
  "access_key, enabled, sdk_compat, CASE WHEN security_token IS NULL THEN 0 ELSE 1 END AS temporary"

/** An access key as the admin API tells it. */
export const accessKeyOf = ({ access_key, enabled, sdk_compat, temporary }: AccessKeyRow) => ({
  access_key,
  enabled: enabled === 1,
  sdk_compat: sdk_compat === 1,
  temporary: temporary === 1
})
