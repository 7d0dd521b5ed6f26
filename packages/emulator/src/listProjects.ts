import type { TokenProject } from "@codearts/admission"
import { type Input, maximum, type Success } from "@codearts/api"
import { Effect } from "effect"
import { SqlClient } from "effect/sql"
import type { Caller } from "./Caller.ts"

type Filters = Input<"listProjects">

// A project is enabled, is no account, and lies under its account alone.
const excludesAll = (
  { domain_id: own }: Caller,
  { domain_id = own, enabled, is_domain, parent_id = own }: Filters
) => domain_id !== own || parent_id !== own || enabled === "false" || is_domain === "true"

const findProjects = Effect.fnUntraced(function* (
  { enterprise_id }: Caller,
  { name, page = 1, per_page = maximum.per_page }: Filters
) {
  const sql = yield* SqlClient.SqlClient
  return yield* sql<TokenProject>`
    SELECT id, name FROM project
    WHERE enterprise_id = ${enterprise_id} AND ${name === undefined ? sql.literal("1 = 1") : sql`name = ${name}`}
    ORDER BY name LIMIT ${per_page} OFFSET ${(page - 1) * per_page}`
}, Effect.orDie)

const links = (self: string) => ({ next: null, previous: null, self })

/** The projects of the caller's account. Section 6.3.1. */
export const listProjects = Effect.fnUntraced(function* (
  caller: Caller,
  filters: Filters,
  host: string
) {
  const self = `https://${host}/v3/projects`
  const found = excludesAll(caller, filters) ? [] : yield* findProjects(caller, filters)
  return {
    projects: found.map(({ id, name }) => ({
      domain_id: caller.domain_id,
      is_domain: false,
      parent_id: caller.domain_id,
      name,
      description: "",
      links: links(`${self}/${id}`),
      id,
      enabled: true
    })),
    links: links(self)
  } satisfies Success<"listProjects">
})
