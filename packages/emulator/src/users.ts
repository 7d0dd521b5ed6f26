import { refuse } from "@codearts/admission"
import type { Input, Success } from "@codearts/api"
import { Clock, Effect, Redacted } from "effect"
import { SqlClient } from "effect/sql"
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

const insert = Effect.fnUntraced(function* ({ enterprise_id }: Caller, user: NewUser) {
  const sql = yield* SqlClient.SqlClient
  const row = {
    id: (yield* RandomBytes)(16).toString("hex"),
    enterprise_id,
    name: user.name,
    password_hash: yield* hashPassword(yield* passwordOf(user)),
    owner: 0
  }
  const added = yield* sql`
    INSERT INTO iam_user ${sql.insert(row)} ON CONFLICT DO NOTHING RETURNING id`.pipe(Effect.orDie)
  return added.length > 0
    ? row.id
    : yield* refuse("UC.00011009", 409, "A user of the account has this name")
})

/**
 * Makes a user, who has no role. The answer tells the mail address and the description once: the
 * store does not keep them. Section 3.3.
 */
export const createUser = Effect.fnUntraced(function* (
  caller: Caller,
  { user }: Input<"createUser">
) {
  if (user.domain_id !== caller.domain_id)
    return yield* refuse("APIGW.0302", 403, "user.domain_id is not the account of the caller")
  const now = yield* Clock.currentTimeMillis
  return {
    user: {
      id: yield* insert(caller, user),
      name: user.name,
      description: user.description ?? "",
      areacode: "",
      phone: "",
      email: user.email ?? "",
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

const findUsers = Effect.fnUntraced(function* ({ enterprise_id }: Caller) {
  const sql = yield* SqlClient.SqlClient
  return yield* sql<{ readonly id: string; readonly name: string; readonly owner: number }>`
    SELECT id, name, owner FROM iam_user WHERE enterprise_id = ${enterprise_id} ORDER BY name`
}, Effect.orDie)

/** The users of the account, by name, with what the store keeps of them. */
export const listUsers = Effect.fnUntraced(function* (caller: Caller) {
  const users = yield* findUsers(caller)
  return {
    users: users.map(({ id, name, owner }) => ({
      id,
      name,
      domain_id: caller.domain_id,
      enabled: true,
      is_domain_owner: owner === 1
    }))
  } satisfies Success<"listUsers">
})
