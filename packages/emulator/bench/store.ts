import { Effect } from "effect"
import { DatabaseSync } from "node:sqlite"
import { make } from "../src/index.ts"
import { seal } from "../src/seal.ts"
import { openInThread } from "../src/sqliteDriver.ts"

/** Whose entries are listed and deleted. */
export const enterprise_id = "tenant-bench"
export const region = "ap-southeast-3"
export const user = "owner"
export const password = "bench-password"
export const credentials = { accessKey: "BENCH", secretKey: "bench-secret" }

const seed = {
  tenants: [
    {
      enterprise_id,
      name: "bench",
      projects: [],
      users: [
        {
          name: user,
          password,
          roles: [],
          access_keys: [
            {
              access_key: credentials.accessKey,
              secret_key: credentials.secretKey,
              enabled: true,
              sdk_compat: false
            }
          ]
        }
      ],
      vpceps: []
    }
  ]
}

/** The id of an entry that stays. */
export const keptId = (index: number): string => `kept-${String(index).padStart(8, "0")}`

/** The id of an entry that is there to be deleted. */
export const spareId = (index: number): string => `spare-${String(index).padStart(8, "0")}`

const fill = (database: DatabaseSync, prefix: string, count: number) =>
  database
    .prepare(`
      WITH RECURSIVE numbers (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < ?)
      INSERT INTO vpcep
        (enterprise_id, vpcep_id, region, description, creator, create_time, modify_time)
      SELECT ?, ? || printf('%08d', n), ?, 'Build executors - pool ' || n, 'owner',
             '2026-05-01T10:30:00Z', '2026-05-01T10:30:00Z' FROM numbers`)
    .run(count, enterprise_id, prefix, region)

// A store that somebody else has written to is refused, unless its sums are made anew.
const add = async (filename: string, prefix: string, count: number): Promise<void> => {
  const database = new DatabaseSync(filename)
  database.exec("BEGIN")
  fill(database, prefix, count)
  database.prepare("UPDATE tenant SET vpcep_total = vpcep_total + ?").run(count)
  database.exec("COMMIT")
  database.close()
  await Effect.runPromise(Effect.scoped(Effect.flatMap(openInThread(filename), seal)))
}

/** Makes a store of so many entries. */
export const makeStore = async (filename: string, count: number): Promise<void> => {
  await Effect.runPromise(Effect.scoped(make({ filename, seed })))
  await add(filename, "kept-", count)
}

/** Adds so many entries, to be deleted. */
export const addSpare = (filename: string, count: number): Promise<void> =>
  add(filename, "spare-", count)
