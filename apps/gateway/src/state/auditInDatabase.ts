import { auditBeginning, type Target } from "@codearts/access"
import { Effect } from "effect"
import type { Audit } from "../audit/Audit.ts"
import {
  type AuditStore,
  cameToNothing,
  type Link,
  type StoredRow,
  tailIn,
  targetsOf
} from "../audit/AuditStore.ts"
import type { Turns } from "../deletion/turns.ts"
import { asked, type Database, lockClass, statementPatience } from "./database.ts"

type Sql = Database["sql"]

/** Of all locks of gateways the one for the end of the chain. */
const chainLock = 1

const tail = Effect.fnUntraced(function* (sql: Sql) {
  const [last] = yield* sql<{
    readonly line: string
  }>`SELECT line FROM gateway_audit ORDER BY row DESC LIMIT 1`
  return last === undefined ? auditBeginning : tailIn(last.line)
})

const insert = Effect.fnUntraced(function* (sql: Sql, { event, line, row }: StoredRow) {
  yield* sql`INSERT INTO gateway_audit ${sql.insert({ row, line })}`
  if (event.event === "accepted") {
    const targets = JSON.stringify(targetsOf(event))
    const change = { row, plan: event.plan ?? null, targets, open: true }
    yield* sql`INSERT INTO gateway_change ${sql.insert(change)}`
  }
  if (event.event !== "answered") return
  if (cameToNothing(event)) yield* sql`DELETE FROM gateway_change WHERE row = ${event.of}`
  else {
    yield* sql`DELETE FROM gateway_change WHERE row = ${event.of} AND plan IS NULL`
    yield* sql`UPDATE gateway_change SET open = false WHERE row = ${event.of}`
  }
})

/** Nobody else may write until it is there: one chain, whoever adds to it. */
const append = (sql: Sql, link: Link) =>
  sql.withTransaction(
    Effect.gen(function* () {
      yield* sql`SELECT pg_advisory_xact_lock(${lockClass}::integer, ${chainLock}::integer)`
      const rows = link(yield* tail(sql))
      yield* Effect.forEach(rows, (row) => insert(sql, row), { discard: true })
      return rows
    })
  )

const inTime = <A, E>(statement: Effect.Effect<A, E>): Promise<A> =>
  Effect.runPromise(Effect.timeout(statement, statementPatience))

/** The one audit of all gateways that share a database. */
export const auditInDatabase = ({ sql }: Database): AuditStore => ({
  open: [], // others may be about to answer them
  write: (link) => inTime(append(sql, link)),
  rows: () => inTime(Effect.map(tail(sql), ({ rows }) => rows)),
  read: async (after, most) => {
    const page = sql<{
      readonly line: string
    }>`SELECT line FROM gateway_audit WHERE row > ${after} ORDER BY row LIMIT ${most}`
    return (await inTime(page)).map(({ line }) => line)
  },
  goneBy: async (plan) => {
    const changes = sql<{
      readonly targets: string
    }>`SELECT targets FROM gateway_change WHERE plan = ${plan}`
    return (await inTime(changes)).flatMap(
      ({ targets }) => JSON.parse(targets) as ReadonlyArray<Target> // our own text
    )
  }
})

/** No change is under way as long as this: who was to answer it has ended. */
const longestChange = "3 minutes"

/** Tells of changes that a gateway left without an answer that nobody knows what became of them. */
export const tellAbandoned = (
  { sql }: Database,
  turns: Turns,
  audit: Audit,
  age: string = longestChange
) =>
  turns.inTurn(
    "the audit's abandoned changes",
    Effect.gen(function* () {
      const abandoned = yield* asked(sql<{ readonly row: number | string }>`
        SELECT CAST(row AS TEXT) AS row FROM gateway_change
        WHERE open AND began_at < now() - CAST(${age} AS interval) ORDER BY row LIMIT 1000`)
      for (const { row } of abandoned)
        yield* audit.append({
          event: "answered",
          of: Number(row),
          outcome: "unknown",
          reason: "the gateway ended before it heard what became of it"
        })
      return abandoned.length
    })
  )
