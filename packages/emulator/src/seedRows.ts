import { Array, Effect } from "effect"
import { SqlClient } from "effect/sql"
import { hashPassword, isOfPresentCost } from "./password.ts"
import { RandomBytes } from "./randomBytes.ts"
import { samplePasswords } from "./samplePasswords.ts"
import { type CopiedTable, keys } from "./schema.ts"
import type { Seed } from "./seed.ts"
import type { SeedTenant } from "./SeedTenant.ts"
import { timestamp } from "./timestamp.ts"
import { tokenHash } from "./token.ts"

type Row = Readonly<Record<string, string | number | null>>
type Rows = Partial<Readonly<Record<CopiedTable, ReadonlyArray<Row>>>>
type User = SeedTenant["users"][number] & { readonly id: string; readonly password_hash: string }

const kept = Effect.fnUntraced(function* (password: string) {
  const known = samplePasswords.get(password)
  return known !== undefined && (yield* isOfPresentCost(known))
    ? known
    : yield* hashPassword(password)
})

const identified = Effect.fnUntraced(function* (user: SeedTenant["users"][number]) {
  const id = (yield* RandomBytes)(16).toString("hex")
  return { ...user, id, password_hash: yield* kept(user.password) }
})

/** An access key as it is kept. */
export const keyRow = (key: User["access_keys"][number], user_id: string): Row => ({
  access_key: key.access_key,
  secret_key: key.secret_key,
  security_token: key.security_token ?? null,
  enabled: Number(key.enabled),
  sdk_compat: Number(key.sdk_compat),
  user_id
})

const ownerOf = (users: ReadonlyArray<User>) =>
  users.find(({ owner }) => owner === true) ?? users[0]

const userRows = (enterprise_id: string, users: ReadonlyArray<User>): Rows => ({
  iam_user: users.map((user) => ({
    id: user.id,
    enterprise_id,
    name: user.name,
    password_hash: user.password_hash,
    owner: Number(user === ownerOf(users))
  })),
  iam_role: users.flatMap(({ id, roles }) =>
    [...new Set(roles)].map((name) => ({ user_id: id, name }))
  ),
  iam_group: users.flatMap(({ groups = [], id }) =>
    [...new Set(groups)].map((name) => ({ user_id: id, name }))
  ),
  access_key: users.flatMap(({ access_keys, id }) => access_keys.map((key) => keyRow(key, id)))
})

const tokenRows = ({ tokens }: SeedTenant, users: ReadonlyArray<User>): Rows => ({
  token: (tokens ?? []).flatMap(({ expires_at, scope, token, user }) =>
    users
      .filter(({ name }) => name === user)
      .map(({ id }) => ({
        token_hash: tokenHash(token),
        user_id: id,
        project_id: scope === "domain" ? null : scope,
        expires_at: timestamp(Date.parse(expires_at))
      }))
  )
})

const tenantRows = Effect.fnUntraced(function* (tenant: SeedTenant) {
  const { domain_id, enterprise_id, name, projects, vpceps } = tenant
  const users = yield* Effect.forEach(tenant.users, identified, { concurrency: 4 })
  return {
    tenant: [
      { enterprise_id, name, domain_id: domain_id ?? enterprise_id, vpcep_total: vpceps.length }
    ],
    project: projects.map((project) => ({ ...project, enterprise_id })),
    ...userRows(enterprise_id, users),
    ...tokenRows(tenant, users),
    vpcep: vpceps.map((vpcep) => ({ ...vpcep, enterprise_id }))
  } satisfies Rows
})

// A table comes after those it refers to; an object of ours has no other keys.
const inOrder = Object.keys(keys) as ReadonlyArray<CopiedTable>

// SQLite binds at most 32,766 values in a statement.
const rowsInStatement = 1000

const insert = Effect.fnUntraced(function* (rows: Rows) {
  const sql = yield* SqlClient.SqlClient
  for (const table of inOrder)
    for (const chunk of Array.chunksOf(rows[table] ?? [], rowsInStatement))
      yield* sql`INSERT INTO ${sql(table)} ${sql.insert(chunk)}`
})

/** What puts a seed into a new store. Passwords are hashed here, before any transaction begins. */
export const seedRows = (seed: Seed) =>
  Effect.forEach(seed.tenants, tenantRows).pipe(
    Effect.map((rows) => Effect.forEach(rows, insert, { discard: true }))
  )
