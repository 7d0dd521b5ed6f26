import { Effect } from "effect"
import { migrate, type Prepare } from "./migrate.ts"
import { isPostgresUrl, openPostgres } from "./postgres.ts"
import { openSqlite } from "./sqlite.ts"

/** The store of a name, with the tables of this version; a new one gets the rows that `prepare` leads to. */
export const openStore = Effect.fnUntraced(function* (name: string, prepare: Prepare) {
  const database = yield* isPostgresUrl(name) ? openPostgres(name) : openSqlite(name)
  yield* migrate(database, prepare)
  return database.sql
})
