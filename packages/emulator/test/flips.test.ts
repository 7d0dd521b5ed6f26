import { Effect } from "effect"
import { readFileSync, writeFileSync } from "node:fs"
import { DatabaseSync } from "node:sqlite"
import { expect, it } from "vitest"
import { make } from "../src/index.ts"
import { wideKey, wideSeed } from "./wideSeed.ts"
import { atBeginning, newFile, region, worldOf } from "./world.ts"

const flips = process.env["CODEARTS_LONG"] === undefined ? 40 : 1000
const seed = Number(process.env["CODEARTS_SEED"] ?? Date.now() % 2 ** 31)

const original = Effect.gen(function* () {
  const filename = newFile()
  yield* Effect.scoped(make({ filename, seed: wideSeed(90) }))
  return readFileSync(filename)
})

/** What a store of these bytes answers: its list, or why it does not start. */
const answerOf = Effect.fnUntraced(function* (bytes: Buffer) {
  const filename = newFile()
  writeFileSync(filename, bytes)
  return yield* make({ filename }).pipe(
    Effect.flatMap((emulator) =>
      worldOf(emulator).send({
        target: "/v2/vpceps?enterprise_id=tenant-wide&limit=100",
        headers: { region },
        by: wideKey
      })
    ),
    Effect.map(({ text }) => text),
    Effect.catchTag("EmulatorStartError", ({ reason }) => Effect.succeed(reason)),
    Effect.scoped
  )
})

const flipped = (bytes: Buffer, offset: number, bit: number) => {
  const copy = Buffer.from(bytes)
  copy[offset] = (copy[offset] ?? 0) ^ (1 << bit)
  return copy
}

/** Numbers below a limit, the same ones for the same seed. */
const drawsOf = (state: number) => (limit: number) => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0
  return Math.floor(((state >>> 0) / 2 ** 32) * limit)
}

it(
  `lists what was written or does not start, whatever bit of its file has flipped: ${flips} flips`,
  atBeginning(function* () {
    const bytes = yield* original
    const right = yield* answerOf(bytes)
    expect(JSON.parse(right).total).toBe(90)
    const used = [...bytes.keys()].filter((offset) => bytes[offset] !== 0) // the rest is mostly empty
    const draw = drawsOf(seed)
    const told = new Map<string, number>()
    for (let flip = 0; flip < flips; flip += 1) {
      const offset = used[draw(used.length)] ?? 0
      const bit = draw(8)
      const answer = yield* answerOf(flipped(bytes, offset, bit))
      const outcome = answer === right ? "right" : answer
      expect(outcome, `seed ${seed}, byte ${offset}`).toMatch(/^\w+$/u)
      told.set(outcome, (told.get(outcome) ?? 0) + 1)
    }
    console.log(`${flips} flips, seed ${seed}:`, Object.fromEntries(told))
    expect(told.get("Damaged")).toBeGreaterThan(0)
  }),
  600_000
)

it(
  "finds one letter that has changed inside a text, which SQLite's own check reads over",
  atBeginning(function* () {
    const bytes = yield* original
    for (const text of ["vp-000042", "account-wide", "wide-secret", "2026-05-02T14:20:00Z"]) {
      // Where pages were split, what had moved away is still there.
      let damaged = bytes
      for (let at = bytes.indexOf(text); at !== -1; at = bytes.indexOf(text, at + 1))
        damaged = flipped(damaged, at + 8, 0)
      const filename = newFile()
      writeFileSync(filename, damaged)
      const database = new DatabaseSync(filename)
      expect(database.prepare("PRAGMA quick_check").all()).toEqual([{ quick_check: "ok" }])
      database.close()
      expect([text, yield* answerOf(damaged)]).toEqual([text, "Damaged"])
    }
  })
)
