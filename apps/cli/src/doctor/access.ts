import { type Client, make, type Searched } from "@codearts/client"
import { Effect, Result } from "effect"
import { printable } from "../printable.ts"
import { credentials } from "../settings.ts"
import { Transport } from "../Transport.ts"
import { fail, type Finding, notAsked, ok, warn } from "./Finding.ts"

/** Where calls go, as far as settings say. */
export interface Target {
  readonly region: string | undefined
  readonly origin: string | undefined
  readonly endpoint: string | undefined
  readonly enterprise_id: string | undefined
}

interface Failed {
  readonly _tag: string
  readonly message: string
}

const codeOf = (failure: Failed) =>
  "error_code" in failure ? String(failure.error_code) : undefined

const said = ({ message }: Failed) => printable(message.split("\n")[0] ?? "").slice(0, 300)

const explainer = (failure: Failed) => {
  const code = codeOf(failure)
  return code === undefined ? "codearts auth status" : `codearts error explain ${printable(code)}`
}

const refused = (check: string, failure: Failed) =>
  failure._tag === "NoAnswer"
    ? notAsked(check, said(failure))
    : fail(check, said(failure), explainer(failure))

/** Of a token, what it is good for; of a key or a user, which account it is of. */
const checkScope = Effect.fnUntraced(function* (
  client: Client,
  { credentials }: Searched,
  { enterprise_id, region }: Target
) {
  if (credentials._tag === "Token") {
    const shown = yield* Effect.result(
      client.showToken({ "x-subject-token": credentials.token, nocatalog: "true" })
    )
    if (Result.isFailure(shown)) return refused("token", shown.failure)
    const { expires_at, project, roles = [] } = shown.success.token
    const told = `project ${project?.name}, roles ${roles.map(({ name }) => name).join(", ") || "none"}, until ${expires_at}`
    if (project === undefined)
      return fail("token", "global: for no project", `ask for a token of the project ${region}`)
    return project.name.split("_")[0] === region
      ? ok("token", told)
      : fail("token", told, `ask for a token of the project ${region}`)
  }
  const listed = yield* Effect.result(client.listAuthDomains())
  if (Result.isFailure(listed)) return refused("account", listed.failure)
  const accounts = listed.success.domains.map(({ id, name }) => `${name} (${id})`).join(", ")
  const isOwn = listed.success.domains.some(({ id }) => id === enterprise_id)
  return enterprise_id === undefined || isOwn
    ? ok("account", accounts)
    : warn("account", accounts, `the enterprise id is another: ${enterprise_id}`)
})

/** By the list itself: the one proof that the role, the tenant and the region fit. */
const checkList = Effect.fnUntraced(function* (
  client: Client,
  region: string,
  enterprise_id: string
) {
  const input = { enterprise_id, region, limit: 1 }
  const listed = yield* Effect.result(client.listVpcepAccessControlRecords(input))
  if (Result.isSuccess(listed)) {
    const role = ok(
      "role",
      `may read the list of ${enterprise_id}: ${listed.success.total} entries`
    )
    return [role, ok("api", `${region} offers it`)]
  }
  const { failure } = listed
  const code = codeOf(failure)
  if (code === "UC.00010002")
    return [
      fail("role", said(failure), "give the user the role Tenant Administrator, in IAM"),
      ok("api", `${region} offers it`)
    ]
  if (code === "APIGW.0101")
    return [
      notAsked("role", "the API is not there"),
      fail(
        "api",
        `${region} does not offer it: ${said(failure)}`,
        "name another region, or the endpoint"
      )
    ]
  return [refused("role", failure), notAsked("api", "the list was not read")]
})

const missing = (why: string) => ["token", "role", "api"].map((check) => notAsked(check, why))

const ask = Effect.fnUntraced(function* (found: Searched, target: Target) {
  const { endpoint, enterprise_id, origin, region } = target
  if (region === undefined || origin === undefined) return missing("there is no region")
  const dispatcher = yield* Transport
  const client = yield* make({
    credentials: found.credentials,
    region,
    deadline: 10_000,
    ...(endpoint !== undefined && { endpoint }),
    ...(dispatcher !== undefined && { dispatcher })
  })
  const scope = yield* checkScope(client, found, target)
  if (enterprise_id === undefined)
    return [
      scope,
      notAsked("role", "there is no enterprise id"),
      notAsked("api", "there is no enterprise id")
    ]
  return [scope, ...(yield* checkList(client, region, enterprise_id))]
}, Effect.scoped)

const loginFix = "codearts auth login, or set HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK"

/** Who calls, and what they may. */
export const checkAccess = Effect.fnUntraced(function* (target: Target) {
  const found = yield* Effect.result((yield* credentials).find)
  if (Result.isFailure(found)) {
    const broken = found.failure.tried.find((_, index, all) =>
      all[index + 1]?.why.startsWith("not asked")
    )
    const told = broken === undefined ? "no source has any" : `${broken.source}: ${broken.why}`
    return [fail("credentials", printable(told), loginFix), ...missing("there are no credentials")]
  }
  const { source } = found.success
  const findings: ReadonlyArray<Finding> = yield* Effect.orDie(ask(found.success, target))
  return [ok("credentials", source), ...findings]
})
