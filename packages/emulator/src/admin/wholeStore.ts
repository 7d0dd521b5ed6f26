import { refuse } from "@codearts/admission"
import { Array, Effect } from "effect"
import { SqlClient } from "effect/sql"
import { isOutage } from "../outage.ts"
import { ensureAuditHead, schemaVersion, type Table, tables } from "../schema.ts"
import { seedRows } from "../seedRows.ts"
import { World } from "../world.ts"
import type { AdminInput } from "./contract.ts"
import { type Snapshot, snapshotVersion } from "./Snapshot.ts"
import { reading, storing } from "./storing.ts"

const empty = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  for (const table of tables.toReversed()) yield* sql`DELETE FROM ${sql(table)}`
})

const refill = <E, R>(fill: Effect.Effect<unknown, E, R>) =>
  Effect.gen(function* () {
    const sql = yield* SqlClient.SqlClient
    yield* empty
    yield* fill
    yield* sql.unsafe(ensureAuditHead)
  })

/** Back to how the emulator was made, or to the seed put in since: memories, faults, clock and switches too. */
export const reset = Effect.gen(function* () {
  const world = yield* World
  const fill = yield* world.fill
  yield* storing(refill(fill))
  world.memories.backOff.clear()
  world.memories.throttle.clear()
  world.faults.clear()
  world.clock.set({ mode: "real" })
  world.switches = world.madeWith
  return {}
})

/** Puts a seed in place of everything; a reset goes back to it from now on. */
export const seed = Effect.fnUntraced(function* (wanted: AdminInput<"seed">) {
  const world = yield* World
  world.fill = yield* Effect.cached(seedRows(wanted))
  return yield* reset
})

/** The whole store, of one moment. */
export const takeSnapshot = reading(
  Effect.gen(function* () {
    const sql = yield* SqlClient.SqlClient
    const read = (table: Table) =>
      Effect.map(sql<Snapshot["tables"][string][number]>`SELECT * FROM ${sql(table)}`, (rows) => [
        table,
        rows
      ])
    const entries = yield* Effect.forEach(tables, read)
    return {
      version: snapshotVersion,
      schema_version: schemaVersion,
      tables: Object.fromEntries(entries)
    } satisfies Snapshot
  })
)

const newer = (field: string, ours: number) =>
  refuse(
    "UC.00011002",
    400,
    `${field}: must be at most ${ours}; a newer version of this program wrote it`
  )

const put = Effect.fnUntraced(function* (stored: Snapshot["tables"]) {
  const sql = yield* SqlClient.SqlClient
  for (const table of tables)
    for (const rows of Array.chunksOf(stored[table] ?? [], 1000))
      yield* sql`INSERT INTO ${sql(table)} ${sql.insert(rows)}`
})

/** Puts a snapshot in place of the store, whole or not at all; those of older versions are read too. */
export const restore = Effect.fnUntraced(function* (snapshot: Snapshot) {
  const { schema_version, tables: stored, version } = snapshot
  if (version > snapshotVersion) return yield* newer("version", snapshotVersion)
  if (schema_version > schemaVersion) return yield* newer("schema_version", schemaVersion)
  const strange = Object.keys(stored).find((name) => !tables.some((table) => table === name))
  if (strange !== undefined)
    return yield* refuse("UC.00011002", 400, "tables: has one unknown here")
  const sql = yield* SqlClient.SqlClient
  yield* sql
    .withTransaction(refill(put(stored)))
    .pipe(
      Effect.catchTag("SqlError", (error) =>
        isOutage(error)
          ? Effect.die(error)
          : Effect.fail(
              refuse("UC.00011002", 400, "tables: do not fit together; nothing was changed")
            )
      )
    )
  const { memories } = yield* World
  memories.backOff.clear()
  memories.throttle.clear()
  return {}
})
