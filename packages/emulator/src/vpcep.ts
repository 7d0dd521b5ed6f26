import { refuse, type Submission } from "@codearts/admission"
import type { Input, Success, VpceInfo } from "@codearts/api"
import { Effect } from "effect"
import { SqlClient } from "effect/sql"
import { audited, type Author } from "./audit.ts"
import type { Caller } from "./Caller.ts"
import { remember } from "./replay.ts"
import { ofOneMoment } from "./transaction.ts"

type List = "listVpcepAccessControlRecords"
type Delete = "deleteVpcepAccessControlRecords"

const defaultLimit = 10

const count = Effect.fnUntraced(function* (enterprise_id: string, ids: Input<List>["vpcep_ids"]) {
  const sql = yield* SqlClient.SqlClient
  const [row] = yield* ids === undefined
    ? sql<{ readonly total: number }>`
        SELECT vpcep_total AS total FROM tenant WHERE enterprise_id = ${enterprise_id}`
    : sql<{ readonly total: number }>`
        SELECT CAST(count(*) AS INTEGER) AS total FROM vpcep
        WHERE enterprise_id = ${enterprise_id} AND ${sql.in("vpcep_id", ids)}`
  return row?.total ?? 0
})

const page = Effect.fnUntraced(function* (
  enterprise_id: string,
  { limit = defaultLimit, offset = 0, sort, vpcep_ids }: Input<List>
) {
  const sql = yield* SqlClient.SqlClient
  const order = sql.literal(sort?.toLowerCase() === "desc" ? "DESC" : "ASC")
  const vpceps = yield* sql<VpceInfo>`
    SELECT vpcep_id, description, creator, create_time, modify_time, region FROM vpcep
    WHERE enterprise_id = ${enterprise_id}
      AND ${vpcep_ids === undefined ? sql.literal("1 = 1") : sql.in("vpcep_id", vpcep_ids)}
    ORDER BY vpcep_id ${order}, region ${order}
    LIMIT ${limit} OFFSET ${offset}`
  const total = yield* count(enterprise_id, vpcep_ids)
  return {
    status: "ok",
    data: { enterprise_id, vpceps },
    offset,
    limit,
    total
  } satisfies Success<List>
})

/** The tenant's entries of every region, by `vpcep_id`, then `region`. Section 4.1.2. */
export const list = ({ enterprise_id }: Caller, input: Input<List>) =>
  ofOneMoment(page(enterprise_id, input))

const deleteAll = Effect.fnUntraced(function* (
  enterprise_id: string,
  { region, vpceps }: Input<Delete>
) {
  const sql = yield* SqlClient.SqlClient
  const ids = vpceps.map(({ vpcep_id }) => vpcep_id)
  const deleted = yield* sql<{ readonly vpcep_id: string }>`
    DELETE FROM vpcep
    WHERE enterprise_id = ${enterprise_id} AND region = ${region} AND ${sql.in("vpcep_id", ids)}
    RETURNING vpcep_id`
  const found = new Set(deleted.map(({ vpcep_id }) => vpcep_id))
  const absent = ids.filter((id) => !found.has(id))
  if (absent.length > 0)
    return yield* refuse("UC.00011005", 404, `Not in ${region}: ${absent.join(", ")}`)
  yield* sql`
    UPDATE tenant SET vpcep_total = vpcep_total - ${ids.length} WHERE enterprise_id = ${enterprise_id}`
  return ids.length
})

const removeOnce = Effect.fnUntraced(function* (
  { enterprise_id }: Caller,
  input: Input<Delete>,
  submission: Submission | undefined
) {
  if (submission !== undefined) yield* remember(submission)
  return yield* deleteAll(enterprise_id, input)
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
  const { region, vpceps } = input
  const details = { region, vpcep_ids: vpceps.map(({ vpcep_id }) => vpcep_id) }
  const total = yield* audited(
    author,
    "deleteVpcepAccessControlRecords",
    details,
    removeOnce(author.caller, input, submission)
  )
  return { status: "ok", total } satisfies Success<Delete>
})
