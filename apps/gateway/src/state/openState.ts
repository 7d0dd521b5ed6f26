import { Config, Effect, Redacted, Schedule } from "effect"
import type { Audit, ReadSecret } from "../audit/Audit.ts"
import type { AuditStore } from "../audit/AuditStore.ts"
import type { Snapshots } from "../deletion/snapshots.ts"
import { patience, type Turns } from "../deletion/turns.ts"
import { invalid } from "../InvalidSettings.ts"
import type { ReplayMemory } from "../replayMemory.ts"
import { auditInDatabase, tellAbandoned } from "./auditInDatabase.ts"
import { openDatabase } from "./database.ts"
import { replayInDatabase } from "./replayInDatabase.ts"
import { snapshotsInDatabase } from "./snapshotsInDatabase.ts"
import type { StateSettings } from "./stateSettings.ts"
import { turnsInDatabase } from "./turnsInDatabase.ts"

/** What gateways share in place of what each has for itself. */
interface SharedState {
  readonly memory: ReplayMemory
  readonly turns: Turns
  readonly snapshots: Snapshots
  readonly auditStore: AuditStore
  /** Looks after changes of gateways that have ended, until the scope closes. */
  readonly watch: (audit: Audit) => Effect.Effect<void>
}

/** A password from a file, or from a variable of the environment. */
const passwordIn = Effect.fnUntraced(function* (
  setting: string,
  file: string | undefined,
  variable: string,
  readSecret: ReadSecret
) {
  if (file !== undefined)
    return yield* Effect.mapError(readSecret(file), (rule) => invalid(setting, `${file} ${rule}`))
  return yield* Effect.orDie(Config.withDefault(Config.Redacted(variable), Redacted.make("")))
})

/** State that several gateways share; nothing where each has its own. */
export const openState = Effect.fnUntraced(function* (
  { state = {} }: StateSettings,
  readSecret: ReadSecret
) {
  if (state.database === undefined) return undefined
  const password = yield* passwordIn(
    "state.database_password_file",
    state.database_password_file,
    "PGPASSWORD",
    readSecret
  )
  const database = yield* openDatabase(state.database, password)
  const scope = yield* Effect.scope
  const turns = yield* turnsInDatabase(database, patience)
  const shared: SharedState = {
    memory: yield* replayInDatabase(database),
    turns,
    snapshots: snapshotsInDatabase(database),
    auditStore: auditInDatabase(database),
    watch: (audit) =>
      Effect.ignore(tellAbandoned(database, turns, audit)).pipe(
        Effect.repeat(Schedule.spaced("1 minute")),
        Effect.forkIn(scope),
        Effect.asVoid
      )
  }
  return shared
})
