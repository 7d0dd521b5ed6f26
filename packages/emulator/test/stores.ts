import { type Installation, installations, type Postgres, startPostgres } from "./postgres.ts"
import { newFile } from "./world.ts"

/** A kind of store that the emulator serves from. */
export interface StoreKind {
  readonly name: string
  /** The name of a new, empty store. */
  readonly newStore: () => Promise<string>
  readonly start: () => Promise<void>
  readonly stop: () => Promise<void>
}

const nothing = async () => {}

const sqlite = (name: string, newStore: () => string): StoreKind => ({
  name,
  newStore: async () => newStore(),
  start: nothing,
  stop: nothing
})

const postgres = (installation: Installation): StoreKind => {
  let started: Postgres | undefined
  return {
    name: installation.name,
    newStore: async () => started?.newDatabase() ?? "",
    start: async () => {
      started = await startPostgres(installation)
    },
    stop: async () => started?.stop()
  }
}

/** Every kind that there is on this machine. */
export const storeKinds: ReadonlyArray<StoreKind> = [
  sqlite("SQLite in memory", () => ":memory:"),
  sqlite("SQLite in a file", newFile),
  ...installations.map(postgres)
]
