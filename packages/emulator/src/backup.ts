import { Data, Effect } from "effect"
import { SqlClient, SqlError } from "effect/sql"
import {
  closeSync,
  copyFileSync,
  fsyncSync,
  linkSync,
  mkdtempSync,
  openSync,
  rmSync
} from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { copyRows } from "./copyRows.ts"
import { migrate } from "./migrate.ts"
import { openSqlite } from "./sqlite.ts"
import { inSnapshot } from "./transaction.ts"

/** A backup was not made, or not put back; store and files are as they were. */
export class BackupError extends Data.TaggedError("BackupError")<{
  /** What happened and what to do about it, for a person. */
  readonly message: string
  readonly cause: unknown
}> {}

const reasonOf = (cause: unknown): string => {
  const inner = cause instanceof SqlError.SqlError ? cause.reason.cause : cause
  return inner instanceof Error ? inner.message : String(inner)
}

const failed = (what: string) => (cause: unknown) =>
  new BackupError({ message: `${what}: ${reasonOf(cause)}`, cause })

const attempt = <A>(step: () => A) =>
  Effect.try({
    try: step,
    catch: (cause) => new BackupError({ message: reasonOf(cause), cause })
  })

const nothing = Effect.succeed(Effect.void)

const openBackup = Effect.fnUntraced(function* (filename: string) {
  const database = yield* openSqlite(filename)
  yield* migrate(database, nothing)
  return database.sql
})

const syncFile = (path: string) => {
  const file = openSync(path, "r")
  fsyncSync(file)
  closeSync(file)
}

// Whole on the disk before it has its name; an older file of that name is kept.
const publish = (partial: string, filename: string) =>
  attempt(() => {
    syncFile(partial)
    linkSync(partial, filename)
    syncFile(dirname(filename))
  })

const folderIn = (parent: string) =>
  Effect.acquireRelease(
    attempt(() => mkdtempSync(join(parent, ".codearts-backup-"))),
    (folder) => Effect.sync(() => rmSync(folder, { recursive: true, force: true }))
  )

const copyTo = Effect.fnUntraced(function* (sql: SqlClient.SqlClient, filename: string) {
  const file = yield* openBackup(filename)
  yield* file.withTransaction(inSnapshot(sql, copyRows(sql, file)))
}, Effect.scoped)

const isInFile = (sql: SqlClient.SqlClient) =>
  Effect.map(sql`SELECT 1 FROM pragma_database_list WHERE file <> ''`, ({ length }) => length > 0)

// A copy of the pages is sealed where they are; what is in memory has no seal.
const writeSqlite = Effect.fnUntraced(function* (sql: SqlClient.SqlClient, filename: string) {
  if (yield* isInFile(sql)) return yield* Effect.asVoid(sql`VACUUM INTO ${filename}`)
  return yield* copyTo(sql, filename)
})

const write = (sql: SqlClient.SqlClient, filename: string) =>
  sql.onDialectOrElse({
    pg: () => copyTo(sql, filename),
    orElse: () => writeSqlite(sql, filename)
  })

/**
 * Writes what the store holds at one moment to a new file, which is a store itself, while it is
 * served. It holds secret keys in clear, so the file is for its owner alone.
 */
export const backup = (filename: string) =>
  Effect.gen(function* () {
    const partial = join(yield* folderIn(dirname(filename)), "store.db")
    yield* attempt(() => closeSync(openSync(partial, "wx", 0o600)))
    yield* write(yield* SqlClient.SqlClient, partial)
    yield* publish(partial, filename)
  }).pipe(Effect.scoped, Effect.mapError(failed(`Could not back up to ${filename}`)))

/**
 * Puts a file that `backup` wrote in the place of all that the store holds, while it is served: all
 * of it or nothing. A backup of an older version is brought to this one, a newer one is refused.
 */
export const restore = (filename: string) =>
  Effect.gen(function* () {
    const sql = yield* SqlClient.SqlClient
    const copy = join(yield* folderIn(tmpdir()), "store.db") // the backup itself stays as it is
    yield* attempt(() => copyFileSync(filename, copy))
    const database = yield* openSqlite(copy)
    if ((yield* database.version) === 0)
      return yield* new BackupError({ message: "it holds nothing", cause: undefined })
    yield* migrate(database, nothing)
    yield* sql.withTransaction(copyRows(database.sql, sql))
  }).pipe(Effect.scoped, Effect.mapError(failed(`Could not restore ${filename}`)))
