import { Effect } from "effect"
import { SqlClient } from "effect/sql"
import { hashPassword } from "../password.ts"
import { RandomBytes } from "../randomBytes.ts"
import type { AdminInput } from "./contract.ts"
import { notThere, storing } from "./storing.ts"
import { findTenant } from "./tenants.ts"
import { type UserRow, userOf } from "./userState.ts"

/** The id of a user of an account, 404 when there is none of that name. */
export const findUserId = Effect.fnUntraced(function* (enterprise_id: string, name: string) {
  const sql = yield* SqlClient.SqlClient
  const [row] = yield* sql<{ readonly id: string }>`
    SELECT id FROM iam_user WHERE enterprise_id = ${enterprise_id} AND name = ${name}`
  return row === undefined ? yield* notThere("such user of the tenant") : row.id
})

const told = Effect.fnUntraced(function* (id: string) {
  const sql = yield* SqlClient.SqlClient
  const [row] = yield* sql<UserRow>`SELECT id, name, owner FROM iam_user WHERE id = ${id}`
  return row === undefined ? yield* notThere("such user of the tenant") : yield* userOf(row)
})

const setNames = Effect.fnUntraced(function* (
  table: "iam_role" | "iam_group",
  user_id: string,
  names: ReadonlyArray<string> | undefined
) {
  if (names === undefined) return
  const sql = yield* SqlClient.SqlClient
  yield* sql`DELETE FROM ${sql(table)} WHERE user_id = ${user_id}`
  for (const name of new Set(names))
    yield* sql`INSERT INTO ${sql(table)} ${sql.insert({ user_id, name })}`
})

const isFirst = Effect.fnUntraced(function* (enterprise_id: string) {
  const sql = yield* SqlClient.SqlClient
  const found = yield* sql`SELECT 1 FROM iam_user WHERE enterprise_id = ${enterprise_id} LIMIT 1`
  return found.length === 0
})

export const createUser = Effect.fnUntraced(function* ({
  enterprise_id,
  groups,
  name,
  password,
  roles
}: AdminInput<"createUser">) {
  const id = (yield* RandomBytes)(16).toString("hex")
  const password_hash = yield* hashPassword(password)
  return yield* storing(
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      yield* findTenant(enterprise_id)
      const owner = Number(yield* isFirst(enterprise_id))
      yield* sql`INSERT INTO iam_user ${sql.insert({ id, enterprise_id, name, password_hash, owner })}`
      yield* setNames("iam_role", id, roles)
      yield* setNames("iam_group", id, groups)
      return yield* told(id)
    })
  )
})

export const updateUser = Effect.fnUntraced(function* ({
  enterprise_id,
  groups,
  password,
  roles,
  user
}: AdminInput<"updateUser">) {
  const password_hash = password === undefined ? undefined : yield* hashPassword(password)
  return yield* storing(
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      const id = yield* findUserId(enterprise_id, user)
      if (password_hash !== undefined)
        yield* sql`UPDATE iam_user SET ${sql.update({ password_hash })} WHERE id = ${id}`
      yield* setNames("iam_role", id, roles)
      yield* setNames("iam_group", id, groups)
      return yield* told(id)
    })
  )
})

export const deleteUser = ({ enterprise_id, user }: AdminInput<"deleteUser">) =>
  storing(
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      const id = yield* findUserId(enterprise_id, user)
      for (const table of ["token", "access_key", "iam_role", "iam_group"])
        yield* sql`DELETE FROM ${sql(table)} WHERE user_id = ${id}`
      yield* sql`DELETE FROM iam_user WHERE id = ${id}`
      return {}
    })
  )
