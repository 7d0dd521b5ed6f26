import { Effect } from "effect"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { expect, it } from "vitest"
import { make } from "../src/index.ts"
import { schemaVersion } from "../src/schema.ts"
import { stored } from "./stored.ts"
import { atBeginning, keys, newFile, region, worldOf } from "./world.ts"

const oldStore = (more = ""): string => {
  const filename = newFile()
  const database = new DatabaseSync(filename)
  database.exec(readFileSync(join(import.meta.dirname, "version1.sql"), "utf8") + more)
  database.close()
  return filename
}

it(
  "serves what a store of version 1 holds, and audits from then on",
  atBeginning(function* () {
    const filename = oldStore()
    yield* Effect.scoped(
      Effect.gen(function* () {
        const world = worldOf(yield* make({ filename }))
        expect(yield* world.entries()).toHaveLength(3)
        const remove = { method: "DELETE", target: "/v2/vpceps", headers: { region } }
        const body = { vpceps: [{ vpcep_id: "vp-1" }] }
        expect((yield* world.send({ ...remove, body, by: keys.owner })).status).toBe(200)
      })
    )
    const { audit, total, vpcep_ids, version } = stored(filename)
    expect([version, total, audit.length]).toEqual([schemaVersion, 2, 1])
    expect(vpcep_ids).toEqual(["vp-0", "vp-2"])
  })
)

it(
  "leaves an old store as it was when it cannot be brought to this version",
  atBeginning(function* () {
    const filename = oldStore("CREATE TABLE audit_head (id INTEGER PRIMARY KEY)")
    const { message } = yield* Effect.scoped(Effect.flip(make({ filename })))
    expect(message).toBe(`Cannot use the store ${filename}: SQLite refused it.`)
    const database = new DatabaseSync(filename)
    const audit = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'audit'").all()
    expect(audit).toEqual([])
    expect(database.prepare("PRAGMA user_version").get()).toEqual({ user_version: 1 })
    database.close()
  })
)
