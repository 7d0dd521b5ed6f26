import type { TokenProject } from "@codearts/admission"
import { type Input, maximum, type Success } from "@codearts/api"
import { Effect } from "effect"
import { SqlClient } from "effect/sql"
import type { Caller } from "./Caller.ts"
import { linksOf } from "./links.ts"

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

/** The projects of the caller's account. Section 6.3.1. */
export const listProjects = Effect.fnUntraced(function* (
  caller: Caller,
  filters: Filters,
  self: string
) {
  const found = excludesAll(caller, filters) ? [] : yield* findProjects(caller, filters)
  return {
    projects: found.map(({ id, name }) => ({
      domain_id: caller.domain_id,
      is_domain: false,
      parent_id: caller.domain_id,
      name,
      description: "",
      links: linksOf(`${self}/${id}`),
      id,
      enabled: true
    })),
    links: linksOf(self)
  } satisfies Success<"listProjects">
})
