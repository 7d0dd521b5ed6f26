import { refuse } from "@codearts/admission"
import { Clock, Effect } from "effect"
import { SqlClient } from "effect/sql"
import type { AdminInput, AdminOutput } from "./contract.ts"
import { notThere, storing } from "./storing.ts"
import { findTenant } from "./tenants.ts"

type Entry = AdminInput<"deleteVpcep">

const now = Effect.map(Clock.currentTimeMillis, (milliseconds) =>
  new Date(milliseconds).toISOString()
)

const find = Effect.fnUntraced(function* ({ enterprise_id, region, vpcep_id }: Entry) {
  const sql = yield* SqlClient.SqlClient
  const [row] = yield* sql<AdminOutput<"createVpcep">>`
    SELECT vpcep_id, region, description, creator, create_time, modify_time FROM vpcep
    WHERE enterprise_id = ${enterprise_id} AND vpcep_id = ${vpcep_id} AND region = ${region}`
  return row ?? (yield* notThere("such entry of the tenant in the region"))
})

const count = Effect.fnUntraced(function* (enterprise_id: string, added: 1 | -1) {
  const sql = yield* SqlClient.SqlClient
  yield* sql`
    UPDATE tenant SET vpcep_total = vpcep_total + ${added} WHERE enterprise_id = ${enterprise_id}`
})

const requireRoom = Effect.fnUntraced(function* (enterprise_id: string) {
  const { vpcep_quota } = yield* findTenant(enterprise_id)
  const sql = yield* SqlClient.SqlClient
  const full = yield* sql`
    SELECT 1 FROM tenant WHERE enterprise_id = ${enterprise_id} AND vpcep_total >= vpcep_quota`
  if (full.length > 0)
    return yield* refuse("UC.00011036", 400, `The quota is ${String(vpcep_quota)}`)
})

export const createVpcep = (input: AdminInput<"createVpcep">) =>
  storing(
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      const create_time = input.create_time ?? (yield* now)
      const row = {
        description: "",
        creator: "emulator",
        create_time,
        modify_time: create_time,
        ...input
      }
      yield* requireRoom(input.enterprise_id)
      yield* sql`INSERT INTO vpcep ${sql.insert(row)}`
      yield* count(input.enterprise_id, 1)
      return yield* find(input)
    })
  )

export const updateVpcep = ({
  enterprise_id,
  region,
  vpcep_id,
  ...changes
}: AdminInput<"updateVpcep">) =>
  storing(
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      const place = { enterprise_id, region, vpcep_id }
      yield* find(place)
      yield* sql`
        UPDATE vpcep SET ${sql.update({ modify_time: yield* now, ...changes })}
        WHERE enterprise_id = ${enterprise_id} AND vpcep_id = ${vpcep_id} AND region = ${region}`
      return yield* find(place)
    })
  )

export const deleteVpcep = (place: AdminInput<"deleteVpcep">) =>
  storing(
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      yield* find(place)
      yield* sql`
        DELETE FROM vpcep WHERE enterprise_id = ${place.enterprise_id}
          AND vpcep_id = ${place.vpcep_id} AND region = ${place.region}`
      yield* count(place.enterprise_id, -1)
      return {}
    })
  )
