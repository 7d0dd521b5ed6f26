import type { Callers } from "@codearts/admission"
import type { Answer, ReceivedRequest } from "@codearts/ingress"
import { Clock, Context, Effect, Scope, Tracer } from "effect"
import { SqlClient } from "effect/sql"
import type { Caller } from "./Caller.ts"
import { callers } from "./callers.ts"
import { handle } from "./handle.ts"
import { checkSeed, type Seed } from "./seed.ts"
import { seedRows } from "./seedRows.ts"
import { openStore } from "./store.ts"

/** The documented API over a store of its own. */
export interface Emulator {
  /** Answers one request, whole; never fails: what goes wrong inside is a 500 `UC.00010005`, and logged. */
  readonly handle: (request: ReceivedRequest) => Effect.Effect<Answer>
  /** For a gateway in front of it: everyone whom the emulator knows. */
  readonly callers: Callers<Caller>
}

/** Where an emulator keeps its store, and what a new store starts with. */
export interface EmulatorOptions {
  /**
   * Path of a file that no other process uses; `:memory:` for a store that ends with the scope; or
   * `postgres://USER:PASSWORD@HOST/DATABASE`, which several processes may serve from together.
   */
  readonly filename: string
  /** Put in when the store is new; checked always. A new store without one is empty. */
  readonly seed?: Seed
}

/** The API over a store that is open. */
export const emulatorOver = Effect.fnUntraced(function* (sql: SqlClient.SqlClient) {
  const services = (yield* Effect.context()).pipe(
    Context.omit(Scope.Scope, Tracer.ParentSpan),
    Context.add(Clock.Clock, yield* Clock.Clock),
    Context.add(SqlClient.SqlClient, sql)
  )
  const emulator: Emulator = {
    handle: (request) => Effect.provideContext(handle(request), services),
    callers: yield* Effect.provideContext(callers, services)
  }
  return emulator
})

/**
 * Opens the store and serves from it until the scope closes. Time, randomness and logging are those
 * of the fiber that calls this, whoever calls the emulator later.
 */
export const make = Effect.fnUntraced(function* ({
  filename,
  seed = { tenants: [] }
}: EmulatorOptions) {
  const checked = yield* checkSeed(seed)
  return yield* emulatorOver(yield* openStore(filename, seedRows(checked)))
})
