import * as PgClient from "@effect/sql-pg/PgClient"
import { withPassword } from "@codearts/emulator"
import { type Refusal, refuse } from "@codearts/admission"
import { Effect, Redacted, type Scope } from "effect"
import { Reactivity } from "effect/reactivity"
import type { SqlClient, SqlError } from "effect/sql"
import { StateUnavailable } from "./StateUnavailable.ts"

/** A database that gateways share. */
export interface Database {
  readonly sql: SqlClient.SqlClient
  /** One connection of its own, until the scope closes. */
  readonly connect: Effect.Effect<SqlClient.SqlClient, SqlError.SqlError, Scope.Scope>
}

/** Longer than this no request waits for one answer of the database. */
export const statementPatience = "2 seconds"

// What it tells is on its disk. A gateway that has vanished in the middle of something holds up
// nobody: neither its locks nor its transaction outlive this.
const startupParameters = {
  synchronous_commit: "on",
  statement_timeout: "2s",
  lock_timeout: "2s",
  idle_in_transaction_session_timeout: "4s",
  tcp_keepalives_idle: "5",
  tcp_keepalives_interval: "2",
  tcp_keepalives_count: "2"
}

const tables = [
  "CREATE TABLE IF NOT EXISTS gateway_state (version INTEGER NOT NULL)",
  "INSERT INTO gateway_state SELECT 1 WHERE NOT EXISTS (SELECT FROM gateway_state)",
  `CREATE TABLE IF NOT EXISTS gateway_deletion (
    mark TEXT COLLATE "C" PRIMARY KEY, forget_at TIMESTAMPTZ NOT NULL)`,
  "CREATE INDEX IF NOT EXISTS gateway_deletion_end ON gateway_deletion (forget_at)",
  `CREATE TABLE IF NOT EXISTS gateway_audit (
    row BIGINT PRIMARY KEY, line TEXT NOT NULL)`,
  `CREATE TABLE IF NOT EXISTS gateway_change (
    row BIGINT PRIMARY KEY, plan TEXT, targets TEXT NOT NULL, open BOOLEAN NOT NULL,
    began_at TIMESTAMPTZ NOT NULL DEFAULT now())`,
  "CREATE INDEX IF NOT EXISTS gateway_change_of_plan ON gateway_change (plan) WHERE plan IS NOT NULL",
  "CREATE INDEX IF NOT EXISTS gateway_change_open ON gateway_change (began_at) WHERE open",
  `CREATE TABLE IF NOT EXISTS gateway_snapshot (
    digest TEXT COLLATE "C" PRIMARY KEY, text TEXT NOT NULL, kept_at TIMESTAMPTZ NOT NULL DEFAULT now())`
]

/** Locks of gateways, told from all others in the database by their first half. */
export const lockClass = 0x43416777

const placeOf = (url: string) => {
  const { host, pathname } = new URL(url)
  return `postgres://${host}${pathname}`
}

const adviceByTag: Readonly<Record<string, string>> = {
  ConnectionError: "it cannot be reached",
  AuthenticationError: "it refuses this user or password",
  AuthorizationError: "this user may not make tables in it"
}

const unavailable =
  (url: string) =>
  ({ reason }: SqlError.SqlError) =>
    new StateUnavailable({
      message: `Cannot use the database ${placeOf(url)}: ${adviceByTag[reason._tag] ?? "PostgreSQL refused a statement"}.`,
      cause: reason.cause
    })

const prepare = Effect.fnUntraced(function* (sql: SqlClient.SqlClient, url: string) {
  yield* sql`SELECT pg_advisory_xact_lock(${lockClass}::integer, 0)`
  for (const statement of tables) yield* sql.unsafe(statement)
  const [found] = yield* sql<{ readonly version: number }>`SELECT version FROM gateway_state`
  if (found?.version !== 1)
    return yield* new StateUnavailable({
      message: `Cannot use the database ${placeOf(url)}: a newer version of this program wrote it.`
    })
  return undefined
})

/** Opens a database that gateways share, and makes its tables where they are not there yet. */
export const openDatabase = Effect.fnUntraced(function* (
  address: string,
  password: Redacted.Redacted
) {
  const url = Redacted.make(withPassword(address, Redacted.value(password)))
  const options = {
    url,
    applicationName: "codearts-gateway",
    connectTimeout: statementPatience,
    startupParameters
  } as const
  const sql = yield* PgClient.make(options).pipe(
    Effect.provide(Reactivity.layer),
    Effect.mapError(unavailable(address))
  )
  yield* sql
    .withTransaction(prepare(sql, address))
    .pipe(Effect.catchTag("SqlError", (error) => Effect.fail(unavailable(address)(error))))
  const database: Database = {
    sql,
    connect: PgClient.makeClient(options).pipe(Effect.provide(Reactivity.layer))
  }
  return database
})

const unreachable = () =>
  refuse("KIT.0003", 503, "The database of the gateway cannot be reached; nothing was sent.", [
    ["Retry-After", "5"]
  ])

/** What the database answers in time; where it does not, the log tells why, and nothing may be sent. */
export const asked = <A, E extends { readonly _tag: string }>(
  statement: Effect.Effect<A, E>
): Effect.Effect<A, Refusal> =>
  Effect.timeout(statement, statementPatience).pipe(
    Effect.tapError((error) =>
      Effect.logError(`the database of the gateway cannot be used: ${error._tag}`)
    ),
    Effect.mapError(unreachable)
  )
