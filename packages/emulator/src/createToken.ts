import { readInput, refuse, type TokenProject } from "@codearts/admission"
import type { Input } from "@codearts/api"
import { parseJson, type ReceivedRequest } from "@codearts/ingress"
import { Effect, Predicate, Redacted } from "effect"
import { SqlClient } from "effect/sql"
import { type Caller, callerColumns, callerOf, type CallerRow } from "./Caller.ts"
import { leniency } from "./leniency.ts"
import { isPassword } from "./password.ts"
import { describeToken } from "./describeToken.ts"
import { CurrentSwitches } from "./switches.ts"
import { issueToken } from "./token.ts"

type Auth = Input<"createToken">["auth"]
type Scope = NonNullable<Auth["scope"]>

const invalidBody = () => refuse("400", 400)

/** The reference prints `scope` beside `auth` (3.2) where the identity service reads it inside. */
const withScopeInside = (request: ReceivedRequest): ReceivedRequest => {
  const parsed = parseJson(request.body)
  if (!parsed.ok || !Predicate.hasProperty(parsed.value, "scope")) return request
  if (!Predicate.hasProperty(parsed.value, "auth")) return request
  const { auth, scope, ...others } = parsed.value
  if (!Predicate.isObject(auth) || "scope" in auth) return request
  return { ...request, body: Buffer.from(JSON.stringify({ ...others, auth: { ...auth, scope } })) }
}

const read = Effect.fnUntraced(
  function* (request: ReceivedRequest) {
    const query = [...new URLSearchParams(request.query)]
    const rules = leniency("createToken", yield* CurrentSwitches)
    return yield* readInput("createToken", withScopeInside(request), query, rules)
  },
  Effect.mapError((refusal) => (refusal.status === 400 ? invalidBody() : refusal))
)

interface UserRow extends CallerRow {
  readonly password_hash: string
}

const findUser = Effect.fnUntraced(function* (domain_name: string, name: string) {
  const sql = yield* SqlClient.SqlClient
  const [row] = yield* sql<UserRow>`
    SELECT ${sql.literal(callerColumns)}, password_hash
    FROM iam_user
    JOIN tenant ON tenant.enterprise_id = iam_user.enterprise_id
    WHERE tenant.name = ${domain_name} AND iam_user.name = ${name}`
  return row
}, Effect.orDie)

const logIn = Effect.fnUntraced(function* ({
  domain,
  name,
  password
}: Auth["identity"]["password"]["user"]) {
  const user = yield* findUser(domain.name, name)
  const right = yield* isPassword(Redacted.value(password), user?.password_hash)
  return user !== undefined && right ? callerOf(user) : yield* refuse("401", 401)
})

const findProject = Effect.fnUntraced(function* (
  { enterprise_id }: Caller,
  wanted: NonNullable<Scope["project"]>
) {
  const sql = yield* SqlClient.SqlClient
  const [row] = yield* sql<TokenProject>`
    SELECT id, name FROM project
    WHERE enterprise_id = ${enterprise_id}
      AND ${"id" in wanted ? sql`id = ${wanted.id}` : sql`name = ${wanted.name}`}`
  return row
}, Effect.orDie)

const isOwnDomain = ({ domain_id, domain_name }: Caller, domain: NonNullable<Scope["domain"]>) =>
  "id" in domain ? domain.id === domain_id : domain.name === domain_name

/** The project a token is for, none for a global one; a project wins over an account. */
const projectOf = Effect.fnUntraced(function* (caller: Caller, { domain, project }: Scope) {
  if (project !== undefined) return (yield* findProject(caller, project)) ?? (yield* invalidBody())
  if (domain !== undefined && !isOwnDomain(caller, domain)) return yield* invalidBody()
  return undefined
})

/** Exchanges a user's password for a token. Section 3.2. */
export const createToken = Effect.fnUntraced(function* (request: ReceivedRequest) {
  const { auth, nocatalog } = yield* read(request)
  const caller = yield* logIn(auth.identity.password.user)
  const project = yield* projectOf(caller, auth.scope ?? {})
  const { expires_at, token } = yield* issueToken(caller.user_id, project?.id ?? null)
  const grant = { caller, expires_at, ...(project !== undefined && { project }) }
  return { token, body: yield* describeToken(grant, nocatalog === undefined) }
})
