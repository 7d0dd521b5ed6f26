import { Context, type Effect } from "effect"
import type { SqlClient, SqlError } from "effect/sql"
import type { SettableClock } from "./clock.ts"
import type { Faults } from "./faults.ts"
import type { Memories } from "./memories.ts"
import type { Switches } from "./switches.ts"

/** Puts a seed into an empty store, once its rows have been made. */
type Fill = Effect.Effect<Effect.Effect<void, SqlError.SqlError, SqlClient.SqlClient>>

/** What an emulator is beside its store, as its admin API changes it. */
export interface WorldState {
  readonly clock: SettableClock
  readonly faults: Faults
  readonly memories: Memories
  /** As the emulator was made. */
  readonly madeWith: Switches
  switches: Switches
  /** Of the seed that a reset goes back to. */
  fill: Fill
}

/** The world that the admin API acts on. */
export class World extends Context.Service<World, WorldState>()("@codearts/emulator/World") {}
