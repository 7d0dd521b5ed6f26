import { Effect } from "effect"
import { SqlClient } from "effect/sql"
import { type AccessKeyRow, accessKeyColumns, accessKeyOf } from "./accessKeyRow.ts"

/** A user as the store has them, less the password. */
export interface UserRow {
  readonly id: string
  readonly name: string
  readonly owner: number
}

const namesIn = Effect.fnUntraced(function* (table: "iam_role" | "iam_group", user_id: string) {
  const sql = yield* SqlClient.SqlClient
  const rows = yield* sql<{ readonly name: string }>`
    SELECT name FROM ${sql(table)} WHERE user_id = ${user_id} ORDER BY name`
  return rows.map(({ name }) => name)
})

/** A user as the admin API tells them. */
export const userOf = Effect.fnUntraced(function* ({ id, name, owner }: UserRow) {
  const sql = yield* SqlClient.SqlClient
  const keys = yield* sql<AccessKeyRow>`
    SELECT ${sql.literal(accessKeyColumns)} FROM access_key
    WHERE user_id = ${id} ORDER BY access_key`
  return {
    id,
    name,
    owner: owner === 1,
    roles: yield* namesIn("iam_role", id),
    groups: yield* namesIn("iam_group", id),
    access_keys: keys.map(accessKeyOf)
  }
})
