import { Effect } from "effect"
import { SqlClient } from "effect/sql"
import { keyRow } from "../seedRows.ts"
import { type AccessKeyRow, accessKeyColumns, accessKeyOf } from "./accessKeyRow.ts"
import type { AdminInput } from "./contract.ts"
import { notThere, storing } from "./storing.ts"
import { findUserId } from "./users.ts"

const find = Effect.fnUntraced(function* (access_key: string) {
  const sql = yield* SqlClient.SqlClient
  const [row] = yield* sql<AccessKeyRow>`
    SELECT ${sql.literal(accessKeyColumns)} FROM access_key WHERE access_key = ${access_key}`
  return row === undefined ? yield* notThere("such access key") : accessKeyOf(row)
})

export const createAccessKey = ({
  enabled = true,
  enterprise_id,
  sdk_compat = false,
  user,
  ...key
}: AdminInput<"createAccessKey">) =>
  storing(
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      const id = yield* findUserId(enterprise_id, user)
      const row = keyRow({ ...key, enabled, sdk_compat }, id)
      yield* sql`INSERT INTO access_key ${sql.insert(row)}`
      return yield* find(key.access_key)
    })
  )

export const updateAccessKey = ({
  access_key,
  enabled,
  sdk_compat
}: AdminInput<"updateAccessKey">) =>
  storing(
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      const before = yield* find(access_key)
      const after = {
        enabled: Number(enabled ?? before.enabled),
        sdk_compat: Number(sdk_compat ?? before.sdk_compat)
      }
      yield* sql`UPDATE access_key SET ${sql.update(after)} WHERE access_key = ${access_key}`
      return yield* find(access_key)
    })
  )

export const deleteAccessKey = ({ access_key }: AdminInput<"deleteAccessKey">) =>
  storing(
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      yield* find(access_key)
      yield* sql`DELETE FROM access_key WHERE access_key = ${access_key}`
      return {}
    })
  )
