import { Effect, Predicate } from "effect"
import type { SqlError } from "effect/sql"
import { closeSync, existsSync, openSync } from "node:fs"
import { EmulatorStartError, type StartProblem } from "./EmulatorStartError.ts"
import { schemaVersion } from "./schema.ts"
import { isUnbroken, keepSealed } from "./seal.ts"
import { openInMemory, openInThread, type SqliteDriver } from "./sqliteDriver.ts"

// "CAem": tells a store of ours from every other SQLite file.
const applicationId = 0x4341656d

type Advice = readonly [reason: StartProblem, advice: string]

const inUse: Advice = [
  "Locked",
  "another process has it open. One process serves a file: stop the other one, or name another file"
]
const damaged: Advice = [
  "Damaged",
  "it is damaged, or another program has changed it. Put back a backup of it; or start with another file, and put a snapshot into that: codearts emulator restore SNAPSHOT"
]
const foreign: Advice = ["NotOurs", "it is not a store of this emulator. Name another file"]
const newer: Advice = [
  "NewerSchema",
  "a newer version of this program wrote it. Start that version, or name another file"
]

/** By SQLite's primary result code. */
const adviceByCode: ReadonlyMap<number, Advice> = new Map<number, Advice>([
  [5, inUse],
  [6, inUse],
  [8, ["CannotOpen", "it is read-only. Check the permissions of the file and its directory"]],
  [10, ["CannotOpen", "reading or writing it failed. Check the disk"]],
  [11, damaged],
  [13, ["CannotOpen", "the disk is full"]],
  [
    14,
    ["CannotOpen", "it is a directory, or its directory does not exist or is read-only. Check both"]
  ],
  [26, foreign]
])

const startError = (filename: string, [reason, advice]: Advice, cause?: unknown) =>
  new EmulatorStartError({ reason, message: `Cannot use the store ${filename}: ${advice}.`, cause })

const codeOf = (cause: unknown): number =>
  Predicate.hasProperty(cause, "errcode") && typeof cause.errcode === "number"
    ? cause.errcode & 0xff
    : -1

/** What SQLite's refusal of a file means for the one who named it. */
export const explainFailure =
  (filename: string) =>
  ({ reason: { cause } }: SqlError.SqlError): EmulatorStartError =>
    startError(
      filename,
      adviceByCode.get(codeOf(cause)) ?? ["CannotOpen", "SQLite refused it"],
      cause
    )

const stateQuery = `
  SELECT (SELECT application_id FROM pragma_application_id) AS application,
         (SELECT user_version FROM pragma_user_version) AS version,
         (SELECT count(*) FROM sqlite_schema) AS objects`

interface State {
  readonly application: number
  readonly version: number
  readonly objects: number
}

const isNew = ({ application, objects, version }: State) =>
  application === 0 && version === 0 && objects === 0

const objection = (state: State): Advice | undefined => {
  if (isNew(state)) return undefined
  if (state.application !== applicationId) return foreign
  return state.version > schemaVersion ? newer : undefined
}

// SQLite keeps the lock until the file is closed, so a second process cannot come in between.
const lock = Effect.fnUntraced(function* ({ run }: SqliteDriver) {
  yield* run("PRAGMA locking_mode = EXCLUSIVE")
  const [state] = yield* run(stateQuery)
  return state as unknown as State // the columns of the query above
})

/** Refuses a file that does not hold what was written to it, and keeps the checksums of one that does. */
export const guard = Effect.fnUntraced(function* (filename: string, driver: SqliteDriver) {
  if (!(yield* isUnbroken(driver))) return yield* startError(filename, damaged)
  yield* keepSealed(driver)
})

const isSound = ({ run }: SqliteDriver) =>
  Effect.map(run("PRAGMA integrity_check(1)"), ([found]) => found?.["integrity_check"] === "ok")

// An answer means that the change is on the disk, hence FULL.
const settings = [
  "PRAGMA journal_mode = WAL",
  "PRAGMA synchronous = FULL",
  "PRAGMA busy_timeout = 5000",
  "PRAGMA foreign_keys = ON"
]

/** Marks a file as a store of this version; part of the transaction that makes its tables. */
export const versionMark = [
  `PRAGMA application_id = ${applicationId}`,
  `PRAGMA user_version = ${schemaVersion}`
]

/** It holds secret keys in clear: for its owner alone, from the moment it is there. */
const makePrivate = (filename: string) => {
  if (filename === ":memory:" || existsSync(filename)) return
  try {
    closeSync(openSync(filename, "wx", 0o600))
  } catch {
    // SQLite fails at it too, and knows why.
  }
}

/** A file of our own, locked for this process; nothing is written to one that is not. */
export const openFile = Effect.fnUntraced(
  function* (filename: string) {
    makePrivate(filename)
    const driver = yield* filename === ":memory:" ? openInMemory : openInThread(filename)
    const state = yield* lock(driver)
    const refused = objection(state) ?? ((yield* isSound(driver)) ? undefined : damaged)
    if (refused !== undefined) return yield* startError(filename, refused)
    yield* Effect.forEach(settings, (setting) => driver.run(setting), { discard: true })
    return driver
  },
  (effect, filename) =>
    Effect.catchTag(effect, "SqlError", (error) => Effect.fail(explainFailure(filename)(error)))
)
