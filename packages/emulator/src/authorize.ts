import { type Authenticated, refuse, refuseCredentials } from "@codearts/admission"
import { header, type ReceivedRequest } from "@codearts/ingress"
import { Effect } from "effect"
import { SqlClient } from "effect/sql"
import type { Caller } from "./Caller.ts"

type Sender = Authenticated<Caller>

/** Section 5.1 of the reference. */
const neededRole = "Tenant Administrator"

/** The group that an account has from its beginning, whose members may do everything. */
const administrators = "admin"

const rolesOf = Effect.fnUntraced(function* (user_id: string) {
  const sql = yield* SqlClient.SqlClient
  return yield* sql<{ readonly name: string }>`
    SELECT name FROM iam_role WHERE user_id = ${user_id} ORDER BY name`
}, Effect.orDie)

/** The names of a user's roles. */
export const roleNames = (user_id: string) =>
  rolesOf(user_id).pipe(Effect.map((roles) => roles.map(({ name }) => name)))

const ownsProject = Effect.fnUntraced(function* ({ caller, token }: Sender, id: string) {
  if (token?.project !== undefined) return token.project.id === id
  const sql = yield* SqlClient.SqlClient
  const found = yield* sql`
    SELECT 1 FROM project WHERE id = ${id} AND enterprise_id = ${caller.enterprise_id}`
  return found.length > 0
}, Effect.orDie)

/** Refuses a request that names a project or an account other than the caller's own. */
export const requireOwnProjectAndDomain = Effect.fnUntraced(function* (
  sender: Sender,
  request: ReceivedRequest
) {
  const project = header(request, "x-project-id")
  if (project !== undefined && !(yield* ownsProject(sender, project)))
    return yield* refuseCredentials("APIGW.0301", "X-Project-Id is not a project of the caller")
  const domain = header(request, "x-domain-id")
  if (domain !== undefined && domain !== sender.caller.domain_id)
    return yield* refuseCredentials("APIGW.0301", "X-Domain-Id is not the account of the caller")
})

const isAdministrator = Effect.fnUntraced(function* (user_id: string) {
  const sql = yield* SqlClient.SqlClient
  const found = yield* sql`
    SELECT 1 FROM iam_role WHERE user_id = ${user_id} AND name = ${neededRole}
    UNION ALL
    SELECT 1 FROM iam_group WHERE user_id = ${user_id} AND name = ${administrators}`
  return found.length > 0
}, Effect.orDie)

/** Refuses everyone of an account that is frozen. */
export const refuseFrozenAccount = ({ frozen }: Caller) =>
  frozen ? refuse("UC.00011017", 401) : Effect.void

/** Refuses a user who may not see or change the list of the account. */
export const requireTenantAdministrator = Effect.fnUntraced(function* (caller: Caller) {
  if (caller.owner || (yield* isAdministrator(caller.user_id))) return
  return yield* refuse("UC.00010002", 401, `The role ${neededRole} is needed`)
})

/** As the identity service's own reference asks for its users. */
const administratorOfUsers = "Security Administrator"

/** Whether a user may see and make the users of the account, and see their tokens. */
export const mayAdministerUsers = Effect.fnUntraced(function* ({ owner, user_id }: Caller) {
  return owner || (yield* roleNames(user_id)).includes(administratorOfUsers)
})

/** Refuses a user who may not see or make the users of the account. */
export const requireAdministratorOfUsers = Effect.fnUntraced(function* (caller: Caller) {
  if (yield* mayAdministerUsers(caller)) return
  return yield* refuse("APIGW.0302", 403, `The role ${administratorOfUsers} is needed`)
})

/** Refuses a signed request to a global service that names no account. Section 3.1. */
export const requireDomainOfSignature = ({ token }: Sender, request: ReceivedRequest) =>
  token === undefined && header(request, "x-domain-id") === undefined
    ? refuseCredentials("APIGW.0301", "a signed request to a global service needs X-Domain-Id")
    : Effect.void

/** Refuses another tenant's id and one that no tenant has, alike. */
export const requireOwnTenant = ({ enterprise_id: own }: Caller, enterprise_id = own) =>
  enterprise_id === own
    ? Effect.void
    : refuse("UC.00011003", 401, "enterprise_id is not the caller's own")
