import { Effect, Logger } from "effect"
import { createHash } from "node:crypto"
import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs"
import { DatabaseSync } from "node:sqlite"
import { inspect } from "node:util"
import { describe, expect, it } from "vitest"
import { emulatorOver, makeWorld } from "../src/Emulator.ts"
import {
  type EmulatorStartError,
  make,
  RandomBytes,
  sampleSeed,
  strictSwitches
} from "../src/index.ts"
import { schemaVersion } from "../src/schema.ts"
import { openStore } from "../src/store.ts"
import {
  atBeginning,
  beginning,
  directory,
  keys,
  newFile,
  received,
  region,
  seed,
  send,
  type Wanted
} from "./world.ts"

const remove: Wanted = {
  method: "DELETE",
  target: "/v2/vpceps",
  headers: { region },
  body: { vpceps: [{ vpcep_id: "vp-0" }] },
  by: keys.owner
}
const list: Wanted = {
  target: "/v2/vpceps?enterprise_id=tenant-a",
  headers: { region },
  by: keys.owner
}

const request = (wanted: Wanted) => received(wanted, new Date(beginning))
const hashOf = (filename: string) =>
  createHash("sha256").update(readFileSync(filename)).digest("hex")
const failureOf = (filename: string) => Effect.scoped(Effect.flip(make({ filename, seed })))
const alter = (filename: string, statement: string) => {
  const database = new DatabaseSync(filename)
  database.exec(statement)
  database.close()
}

describe("a store in a file", () => {
  it(
    "keeps what was done, and takes a seed only while it is new",
    atBeginning(function* () {
      const filename = newFile()
      const first = Effect.scoped(
        Effect.flatMap(make({ filename, seed }), (emulator) => send(emulator, request(remove)))
      )
      const second = Effect.scoped(
        Effect.flatMap(make({ filename, seed: sampleSeed }), (emulator) =>
          send(emulator, request(list))
        )
      )
      expect((yield* first).status).toBe(200)
      expect((yield* second).body.total).toBe(4)
    })
  )

  it(
    "holds no password and no token as it was given",
    atBeginning(function* () {
      const filename = newFile()
      yield* Effect.scoped(make({ filename, seed }))
      const bytes = readFileSync(filename, "latin1")
      expect(bytes).toContain("admin-secret")
      expect(bytes).not.toContain("admin-password")
      expect(bytes).not.toContain("token-a-sub")
    })
  )

  it(
    "is written through to the disk before an answer",
    atBeginning(function* () {
      const filename = newFile()
      yield* make({ filename, seed })
      expect(readFileSync(filename).subarray(18, 20)).toEqual(Buffer.from([2, 2])) // WAL, by the file format
    })
  )
})

const refusal = ({ message, reason }: EmulatorStartError) => `${reason}: ${message}`

describe("refuses to start", () => {
  it(
    "on a file that another emulator has open, until that one ends",
    atBeginning(function* () {
      const filename = newFile()
      const first = Effect.scoped(
        Effect.flatMap(make({ filename, seed }), () => failureOf(filename))
      )
      expect(refusal(yield* first)).toBe(
        `Locked: Cannot use the store ${filename}: another process has it open. ` +
          "One process serves a file: stop the other one, or name another file."
      )
      yield* Effect.scoped(make({ filename }))
    })
  )

  it(
    "on the store of a newer version, which stays as it was",
    atBeginning(function* () {
      const filename = newFile()
      yield* Effect.scoped(make({ filename, seed }))
      alter(filename, `PRAGMA user_version = ${schemaVersion + 1}`)
      const before = hashOf(filename)
      expect(refusal(yield* failureOf(filename))).toMatch(/^NewerSchema: .* a newer version/)
      expect(hashOf(filename)).toBe(before)
    })
  )

  it(
    "on a database of something else, which stays as it was",
    atBeginning(function* () {
      const filename = newFile()
      alter(filename, "CREATE TABLE notes (text TEXT)")
      const before = hashOf(filename)
      expect(refusal(yield* failureOf(filename))).toMatch(/^NotOurs: /)
      expect(hashOf(filename)).toBe(before)
    })
  )

  it(
    "on a file that is no database, which stays as it was",
    atBeginning(function* () {
      const filename = newFile()
      writeFileSync(filename, "name,region\n".repeat(100))
      const before = hashOf(filename)
      expect(refusal(yield* failureOf(filename))).toMatch(/^NotOurs: /)
      expect(hashOf(filename)).toBe(before)
    })
  )

  it(
    "on a damaged store",
    atBeginning(function* () {
      const filename = newFile()
      yield* Effect.scoped(make({ filename, seed }))
      const bytes = readFileSync(filename)
      writeFileSync(filename, bytes.fill(0xa5, 4096))
      expect(refusal(yield* failureOf(filename))).toMatch(/^Damaged: .* Put back a backup/)
    })
  )

  it(
    "in a directory that does not exist, and on a directory",
    atBeginning(function* () {
      const lost = yield* failureOf(`${directory}/nowhere/store.db`)
      expect(refusal(lost)).toMatch(
        /^CannotOpen: .* it is a directory, or its directory does not exist or is read-only/
      )
      mkdirSync(`${directory}/folder`)
      expect((yield* failureOf(`${directory}/folder`)).reason).toBe("CannotOpen")
    })
  )
})

describe("what goes wrong inside", () => {
  const loggedTo = (lines: Array<string>) =>
    Logger.layer([Logger.make(({ message }) => lines.push(inspect(message, { depth: 9 })))])

  it(
    "is a 500 UC.00010005 that tells nothing, and a line in the log of whoever made the emulator",
    atBeginning(function* () {
      const lines: Array<string> = []
      const world = yield* makeWorld(strictSwitches, seed)
      const sql = yield* openStore(newFile(), world.fill)
      yield* sql`DROP TABLE vpcep`
      const emulator = yield* emulatorOver(sql, world).pipe(Effect.provide(loggedTo(lines)))
      const { body, status } = yield* send(emulator, request(list))
      expect([status, body.error_code]).toEqual([500, "UC.00010005"])
      expect(body.error_msg).toBe("Internal service error.")
      expect(lines.join()).toContain("no such table: vpcep")
      expect(lines.join()).toContain(body.request_id)
      expect(lines.join()).not.toContain("owner-secret")
    })
  )

  it(
    "is a 500 in the identity service's own shape where tokens are issued",
    atBeginning(function* () {
      const filename = newFile()
      yield* Effect.scoped(make({ filename, seed }))
      const broken = (): never => {
        throw new Error("no entropy")
      }
      const emulator = yield* make({ filename }).pipe(
        Effect.provideService(RandomBytes, broken),
        Effect.provide(loggedTo([]))
      )
      const user = { name: "admin", password: "admin-password", domain: { name: "account-a" } }
      const identity = { methods: ["password"], password: { user } }
      const logIn = { method: "POST", target: "/v3/auth/tokens", body: { auth: { identity } } }
      expect((yield* send(emulator, request(logIn))).body).toEqual({
        error: { code: 500, message: "Internal service error.", title: "Internal Server Error" }
      })
    })
  )
})

it(
  "keeps a new file for its owner alone: it holds secret keys in clear",
  atBeginning(function* () {
    const filename = newFile()
    yield* make({ filename, seed })
    const modes = ["", "-wal", "-shm"].flatMap(
      (suffix) => statSync(`${filename}${suffix}`, { throwIfNoEntry: false })?.mode ?? []
    )
    expect(modes.map((mode) => mode & 0o077)).toEqual(modes.map(() => 0))
  })
)
