import { Effect, Redacted } from "effect"
import { Reactivity } from "effect/reactivity"
import type { SqlClient, SqlError } from "effect/sql"
import { EmulatorStartError, type StartProblem } from "./EmulatorStartError.ts"
import type { Database } from "./migrate.ts"
import { schemaVersion } from "./schema.ts"

const scheme = /^postgres(?:ql)?:\/\//u

/** Whether a store is named by the address of a PostgreSQL database. */
export const isPostgresUrl = (name: string): boolean => scheme.test(name)

// An answer means that the change is on the server's disk. Nobody waits for ever, neither for a
// change of another process nor for a process that has vanished in the middle of one.
const startupParameters = {
  synchronous_commit: "on",
  lock_timeout: "5s",
  idle_in_transaction_session_timeout: "10s"
}

const foreign = "it holds tables that are not of this emulator. Name another database"
const newer =
  "a newer version of this program wrote it. Start that version, or name another database"
const adviceByTag: Readonly<Record<string, string>> = {
  ConnectionError: "it cannot be reached. Check that the server runs and that the address is right",
  AuthenticationError: "it refuses this user or password. Check both",
  AuthorizationError:
    "this user may not make tables in it. Let its owner grant CREATE on its schema"
}

/** Without the user and the password. */
const placeOf = (url: string): string => {
  if (!URL.canParse(url)) return "that the address names"
  const { host, pathname } = new URL(url)
  return `postgres://${host}${pathname}`
}

const startError = (url: string, reason: StartProblem, advice: string, cause?: unknown) =>
  new EmulatorStartError({
    reason,
    message: `Cannot use the database ${placeOf(url)}: ${advice}.`,
    cause
  })

const explainError =
  (url: string) =>
  ({ reason }: SqlError.SqlError): EmulatorStartError =>
    startError(
      url,
      "CannotOpen",
      adviceByTag[reason._tag] ?? "PostgreSQL refused a statement",
      reason.cause
    )

// Any number, the same for every process: a database has one.
const migrationLock = "4837462910573"

const versionOf = Effect.fnUntraced(function* (sql: SqlClient.SqlClient, url: string) {
  yield* sql.unsafe(`SELECT pg_advisory_xact_lock(${migrationLock})`)
  const [found] = yield* sql<{ readonly ours: string | null; readonly tables: number }>`
    SELECT CAST(to_regclass('store_version') AS TEXT) AS ours,
           (SELECT CAST(count(*) AS INTEGER) FROM pg_tables WHERE schemaname = current_schema()) AS tables`
  if (found?.ours === null && found.tables === 0) return 0
  if (found?.ours === null) return yield* startError(url, "NotOurs", foreign)
  const [row] = yield* sql<{ readonly version: number }>`SELECT version FROM store_version`
  const version = row?.version ?? 0
  return version > schemaVersion ? yield* startError(url, "NewerSchema", newer) : version
})

const mark = Effect.fnUntraced(function* (sql: SqlClient.SqlClient) {
  yield* sql`CREATE TABLE IF NOT EXISTS store_version (version INTEGER NOT NULL)`
  yield* sql`DELETE FROM store_version`
  yield* sql`INSERT INTO store_version ${sql.insert({ version: schemaVersion })}`
})

// Text sorts by its bytes, whatever language the database is set to.
const adapt = (definition: string) => definition.replaceAll(/\bTEXT\b/gu, 'TEXT COLLATE "C"')

/** A database that several processes may serve from together. The driver is loaded only here. */
export const openPostgres = Effect.fnUntraced(function* (url: string) {
  if (!URL.canParse(url)) return yield* startError(url, "CannotOpen", "the address is no URL")
  const driver = yield* Effect.promise(() => import("@effect/sql-pg/PgClient"))
  const options = { url: Redacted.make(url), applicationName: "codearts-emulator" }
  const sql = yield* driver
    .make({ ...options, startupParameters })
    .pipe(Effect.provide(Reactivity.layer), Effect.mapError(explainError(url)))
  const opened: Database = {
    sql,
    version: versionOf(sql, url),
    mark: mark(sql),
    // The server has checksums of its own.
    seal: Effect.void,
    guard: Effect.void,
    adapt,
    explain: explainError(url)
  }
  return opened
})
