import type { Callers } from "@codearts/admission"
import type { Answer, ReceivedRequest } from "@codearts/ingress"
import { Clock, Context, Effect, Scope, Tracer } from "effect"
import { SqlClient } from "effect/sql"
import { handleAdmin } from "./admin/handle.ts"
import { backup, type BackupError, restore } from "./backup.ts"
import type { Caller } from "./Caller.ts"
import { callers } from "./callers.ts"
import { makeSettableClock } from "./clock.ts"
import { type ConnectionReset, CurrentFaults, makeFaults } from "./faults.ts"
import { handle } from "./handle.ts"
import { makeMemories, Memories } from "./memories.ts"
import { checkSeed, type Seed } from "./seed.ts"
import { seedRows } from "./seedRows.ts"
import { openStore } from "./store.ts"
import { checkSwitches } from "./checkSwitches.ts"
import { CurrentSwitches, type Switches } from "./switches.ts"
import { World, type WorldState } from "./world.ts"

/** The documented API over a store of its own. */
export interface Emulator {
  /**
   * Answers one request, whole. What goes wrong inside is a 500 `UC.00010005`, and logged; only a
   * fault that was asked for ends it without an answer.
   */
  readonly handle: (request: ReceivedRequest) => Effect.Effect<Answer, ConnectionReset>
  /** Answers one request to the admin API, without asking for a token: `serveAdmin` does. */
  readonly admin: (request: ReceivedRequest) => Effect.Effect<Answer>
  /** For a gateway in front of it: everyone whom the emulator knows. */
  readonly callers: Callers<Caller>
  /** Writes what the store holds at one moment to a new file, which is a store itself. */
  readonly backup: (filename: string) => Effect.Effect<void, BackupError>
  /**
   * Puts what `backup` wrote in the place of all that the store holds, or changes nothing. Deletions
   * that were carried out cannot be replayed afterwards either.
   */
  readonly restore: (filename: string) => Effect.Effect<void, BackupError>
}

/** Where an emulator keeps its store, what a new store starts with, and where it departs from strictness. */
export interface EmulatorOptions {
  /**
   * Path of a file that no other process uses; `:memory:` for a store that ends with the scope; or
   * `postgres://USER:PASSWORD@HOST/DATABASE`, which several processes may serve from together.
   */
  readonly filename: string
  /** Put in when the store is new; checked always. A new store without one is empty. */
  readonly seed?: Seed
  /** Each is strict where it is not named. */
  readonly switches?: Partial<Switches>
}

/** What surrounds a store and ends with the process. */
export const makeWorld = Effect.fnUntraced(function* (switches: Switches, seed: Seed) {
  const world: WorldState = {
    clock: makeSettableClock(yield* Clock.Clock),
    faults: makeFaults(),
    memories: makeMemories(),
    madeWith: switches,
    switches,
    fill: yield* Effect.cached(seedRows(seed))
  }
  return world
})

/** The switches as they hold now: a clock that stands still would make every deletion a replay. */
const holding = ({ clock, switches }: WorldState): Switches =>
  clock.setting().mode === "frozen" ? { ...switches, replay: "allow" } : switches

/** The API over a store that is open, in the world around it. */
export const emulatorOver = Effect.fnUntraced(function* (
  sql: SqlClient.SqlClient,
  world: WorldState
) {
  const services = (yield* Effect.context()).pipe(
    Context.omit(Scope.Scope, Tracer.ParentSpan),
    Context.add(Clock.Clock, world.clock.clock),
    Context.add(SqlClient.SqlClient, sql),
    Context.add(CurrentFaults, world.faults),
    Context.add(Memories, world.memories),
    Context.add(World, world)
  )
  const now = () => Context.add(services, CurrentSwitches, holding(world))
  const emulator: Emulator = {
    handle: (request) => Effect.suspend(() => Effect.provideContext(handle(request), now())),
    admin: (request) => Effect.provideContext(handleAdmin(request), services),
    callers: yield* Effect.provideContext(callers, services),
    backup: (filename) => Effect.provideContext(backup(filename), services),
    restore: (filename) => Effect.provideContext(restore(filename), services)
  }
  return emulator
})

/**
 * Opens the store and serves from it until the scope closes. Time, randomness and logging are those
 * of the fiber that calls this, whoever calls the emulator later.
 */
export const make = Effect.fnUntraced(function* ({
  filename,
  seed = { tenants: [] },
  switches = {}
}: EmulatorOptions) {
  const world = yield* makeWorld(yield* checkSwitches(switches), yield* checkSeed(seed))
  return yield* emulatorOver(yield* openStore(filename, world.fill), world)
})
