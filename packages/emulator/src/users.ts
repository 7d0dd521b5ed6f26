import { refuse } from "@codearts/admission"
import type { Input, Success } from "@codearts/api"
import { Clock, Effect, Redacted } from "effect"
import { SqlClient } from "effect/sql"
import { audited, type Author } from "./audit.ts"
import type { Caller } from "./Caller.ts"
import { hashPassword } from "./password.ts"
import { RandomBytes } from "./randomBytes.ts"
import { timestamp } from "./timestamp.ts"

type NewUser = Input<"createUser">["user"]

// No one knows the password of a user who was given none, so none fits.
const passwordOf = ({ password }: NewUser) =>
  password === undefined
    ? Effect.map(RandomBytes, (bytes) => bytes(32).toString("hex"))
    : Effect.succeed(Redacted.value(password))

// The password is hashed before a transaction begins: it takes its time.
const rowOf = Effect.fnUntraced(function* ({ enterprise_id }: Caller, user: NewUser) {
  return {
    id: (yield* RandomBytes)(16).toString("hex"),
    enterprise_id,
    name: user.name,
    description: user.description ?? "",
    email: user.email ?? "",
    password_hash: yield* hashPassword(yield* passwordOf(user)),
    owner: 0
  }
})

const insert = Effect.fnUntraced(function* (row: Effect.Success<ReturnType<typeof rowOf>>) {
  const sql = yield* SqlClient.SqlClient
  const added = yield* sql`
    INSERT INTO iam_user ${sql.insert(row)} ON CONFLICT DO NOTHING RETURNING id`
  if (added.length === 0)
    return yield* refuse("UC.00011009", 409, "A user of the account has this name")
  return row
})

/** Makes a user, who has no role, together with its row of the audit. Section 3.3. */
export const createUser = Effect.fnUntraced(function* (
  author: Author,
  { user }: Input<"createUser">
) {
  const { caller } = author
  if (user.domain_id !== caller.domain_id)
    return yield* refuse("APIGW.0302", 403, "user.domain_id is not the account of the caller")
  const now = yield* Clock.currentTimeMillis
  const { description, email, id, name } = yield* audited(
    author,
    "createUser",
    (made) => ({ id: made.id, name: made.name }),
    insert(yield* rowOf(caller, user))
  )
  return {
    user: {
      id,
      name,
      description,
      areacode: "",
      phone: "",
      email,
      status: null,
      enabled: true,
      pwd_status: false,
      access_mode: "default",
      is_domain_owner: false,
      xuser_id: "",
      xuser_type: "",
      password_expires_at: null,
      create_time: timestamp(now).replace("Z", ""), // as the reference prints it
      domain_id: caller.domain_id,
      xdomain_id: "",
      xdomain_type: "",
      default_project_id: null
    }
  } satisfies Success<"createUser">
})

interface UserRow {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly email: string
  readonly owner: number
}

const findUsers = Effect.fnUntraced(function* ({ enterprise_id }: Caller) {
  const sql = yield* SqlClient.SqlClient
  return yield* sql<UserRow>`
    SELECT id, name, description, email, owner FROM iam_user
    WHERE enterprise_id = ${enterprise_id} ORDER BY name`
}, Effect.orDie)

/** The users of the account, by name, with what the store keeps of them. */
export const listUsers = Effect.fnUntraced(function* (caller: Caller) {
  const users = yield* findUsers(caller)
  return {
    users: users.map(({ owner, ...user }) => ({
      ...user,
      domain_id: caller.domain_id,
      enabled: true,
      is_domain_owner: owner === 1
    }))
  } satisfies Success<"listUsers">
})
