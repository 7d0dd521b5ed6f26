import { refuse, type Submission } from "@codearts/admission"
import type { Input, Success, VpceInfo } from "@codearts/api"
import { Effect } from "effect"
import { SqlClient } from "effect/sql"
import { audited, type Author } from "./audit.ts"
import type { Caller } from "./Caller.ts"
import { remember } from "./replay.ts"
import { CurrentSwitches } from "./switches.ts"

type List = "listVpcepAccessControlRecords"
type Delete = "deleteVpcepAccessControlRecords"

/** Whose entries a list is of, in which region if in one alone, and which of them. */
interface Wanted {
  readonly enterprise_id: string
  readonly region: string | undefined
  readonly ids: Input<List>["vpcep_ids"]
}

const matching = (sql: SqlClient.SqlClient, { enterprise_id, ids, region }: Wanted) =>
  sql.and([
    sql`enterprise_id = ${enterprise_id}`,
    ...(region === undefined ? [] : [sql`region = ${region}`]),
    ...(ids === undefined ? [] : [sql.in("vpcep_id", ids)])
  ])

// The whole of a tenant is never counted: its number is kept with its entries.
const counted = (sql: SqlClient.SqlClient, wanted: Wanted) =>
  wanted.ids === undefined && wanted.region === undefined
    ? sql`SELECT vpcep_total FROM tenant WHERE enterprise_id = ${wanted.enterprise_id}`
    : sql`SELECT CAST(count(*) AS INTEGER) FROM vpcep WHERE ${matching(sql, wanted)}`

interface Page {
  readonly order: "ASC" | "DESC"
  readonly limit: number
  readonly offset: number
}

const columns = ["vpcep_id", "description", "creator", "create_time", "modify_time", "region"]

const members = columns.map((name) => `'${name}', ${name}`).join(", ")

const inOrder = (order: Page["order"]) => `ORDER BY vpcep_id ${order}, region ${order}`

const asJson = (sql: SqlClient.SqlClient, order: Page["order"]) =>
  sql.literal(
    sql.onDialectOrElse({
      pg: () => `CAST(coalesce(json_agg(page ${inOrder(order)}), '[]') AS TEXT)`,
      orElse: () => `json_group_array(json_object(${members}) ${inOrder(order)})`
    })
  )

// One statement, so that page and total are of one moment. The database writes the page as JSON: one
// text costs far less on its way here than its rows.
const listed = (sql: SqlClient.SqlClient, wanted: Wanted, { limit, offset, order }: Page) =>
  sql<{ readonly total: number | null; readonly vpceps: string }>`
    SELECT (${counted(sql, wanted)}) AS total, (SELECT ${asJson(sql, order)} FROM (
      SELECT ${sql.literal(columns.join(", "))} FROM vpcep WHERE ${matching(sql, wanted)}
      ${sql.literal(inOrder(order))} LIMIT ${limit} OFFSET ${offset}) AS page) AS vpceps`

/** The tenant's entries, by `vpcep_id`, then `region`. Section 4.1.2. */
export const list = Effect.fnUntraced(function* ({ enterprise_id }: Caller, input: Input<List>) {
  const sql = yield* SqlClient.SqlClient
  const { defaultLimit, emptyList, regionHeader } = yield* CurrentSwitches
  const { limit = defaultLimit, offset = 0, sort, vpcep_ids: ids } = input
  const region = regionHeader === "filter" ? input.region : undefined
  const order = sort?.toLowerCase() === "desc" ? "DESC" : "ASC"
  const [row] = yield* listed(sql, { enterprise_id, region, ids }, { order, limit, offset }).pipe(
    Effect.catchTag("SqlError", Effect.die)
  )
  const total = row?.total ?? 0
  if (total === 0 && ids === undefined && emptyList === "notFound")
    return yield* refuse("UC.00011005", 404, "The tenant has no entries")
  const vpceps: ReadonlyArray<VpceInfo> = JSON.parse(row?.vpceps ?? "[]")
  return {
    status: "ok",
    data: { enterprise_id, vpceps },
    offset,
    limit,
    total
  } satisfies Success<List>
})

const named = Effect.fnUntraced(function* (ids: ReadonlyArray<string>) {
  const sql = yield* SqlClient.SqlClient
  if (ids.length > 0) return sql.in("vpcep_id", ids)
  // Only a switch lets an empty list come as far as this.
  const { emptyDelete } = yield* CurrentSwitches
  return sql.literal(emptyDelete === "all" ? "1 = 1" : "1 = 0")
})

const deleteNamed = Effect.fnUntraced(function* (
  enterprise_id: string,
  { region, vpceps }: Input<Delete>
) {
  const sql = yield* SqlClient.SqlClient
  const { partialDelete } = yield* CurrentSwitches
  const ids = vpceps.map(({ vpcep_id }) => vpcep_id)
  const deleted = yield* sql<{ readonly vpcep_id: string }>`
    DELETE FROM vpcep
    WHERE enterprise_id = ${enterprise_id} AND region = ${region} AND ${yield* named(ids)}
    RETURNING vpcep_id`
  const found = new Set(deleted.map(({ vpcep_id }) => vpcep_id))
  const absent = ids.filter((id) => !found.has(id))
  if (absent.length > 0 && partialDelete === "reject")
    return yield* refuse("UC.00011005", 404, `Not in ${region}: ${absent.join(", ")}`)
  yield* sql`
    UPDATE tenant SET vpcep_total = vpcep_total - ${found.size} WHERE enterprise_id = ${enterprise_id}`
  return ids.length > 0 ? ids.filter((id) => found.has(id)) : [...found].sort()
})

const removeOnce = Effect.fnUntraced(function* (
  { enterprise_id }: Caller,
  input: Input<Delete>,
  submission: Submission | undefined
) {
  const { replay } = yield* CurrentSwitches
  if (submission !== undefined && replay === "refuse") yield* remember(submission)
  return yield* deleteNamed(enterprise_id, input)
})

/**
 * Deletes entries of the request's region, all of them or, when one is not there, none. The request
 * is remembered together with its change. Section 4.1.1.
 */
export const remove = Effect.fnUntraced(function* (
  author: Author,
  input: Input<Delete>,
  submission: Submission | undefined
) {
  const { region } = input
  const deleted = yield* audited(
    author,
    "deleteVpcepAccessControlRecords",
    (vpcep_ids) => ({ region, vpcep_ids }),
    removeOnce(author.caller, input, submission)
  )
  return { status: "ok", total: deleted.length } satisfies Success<Delete>
})
