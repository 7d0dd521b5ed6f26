import { Effect } from "effect"
import { TestClock } from "effect/testing"
import { hash } from "node:crypto"
import { setFlagsFromString } from "node:v8"
import { runInNewContext } from "node:vm"
import { expect, it } from "vitest"
import { makeReplayMemory } from "./replayMemory.ts"

const deletion = { access_key: "ADMIN", signature: "a".repeat(64), date: new Date(0) }

const atTestTime = (test: () => Effect.fn.Return<unknown, unknown>) => () =>
  Effect.runPromise(Effect.provide(Effect.gen(test), TestClock.layer()))

const isKnown = (memory: ReturnType<typeof makeReplayMemory>, submission = deletion) =>
  memory.refuse(submission).pipe(
    Effect.as(false),
    Effect.catchTag("Refusal", ({ error_code, status }) => {
      expect([status, error_code]).toEqual([409, "UC.00011022"])
      return Effect.succeed(true)
    })
  )

it(
  "knows what was reserved, by key and signature",
  atTestTime(function* () {
    const memory = makeReplayMemory()
    expect(yield* isKnown(memory)).toBe(false)
    yield* memory.reserve(deletion)
    expect(yield* isKnown(memory)).toBe(true)
    expect(yield* isKnown(memory, { ...deletion, access_key: "SDK" })).toBe(false)
    expect(yield* isKnown(memory, { ...deletion, signature: "b".repeat(64) })).toBe(false)
  })
)

it(
  "lets one of two have it that come together",
  atTestTime(function* () {
    const memory = makeReplayMemory()
    const both = [memory.reserve(deletion), memory.reserve(deletion)].map(Effect.exit)
    const exits = yield* Effect.all(both, { concurrency: "unbounded" })
    expect(exits.map(({ _tag }) => _tag).toSorted()).toEqual(["Failure", "Success"])
  })
)

it(
  "forgets what is released",
  atTestTime(function* () {
    const memory = makeReplayMemory()
    yield* memory.reserve(deletion)
    yield* memory.release(deletion)
    expect(yield* isKnown(memory)).toBe(false)
    yield* memory.reserve(deletion)
  })
)

it(
  "remembers as long as a date 15 minutes ahead is good for, and no longer",
  atTestTime(function* () {
    const memory = makeReplayMemory()
    yield* memory.reserve(deletion)
    yield* TestClock.adjust("30 minutes")
    expect((yield* Effect.exit(memory.reserve(deletion)))._tag).toBe("Failure")
    yield* TestClock.adjust("1 millis")
    yield* memory.reserve(deletion)
  })
)

it(
  "does not forget early when the clock is set back",
  atTestTime(function* () {
    const memory = makeReplayMemory()
    const later = { ...deletion, signature: "b".repeat(64) }
    yield* TestClock.setTime(3_600_000)
    yield* memory.reserve(deletion)
    yield* TestClock.setTime(0)
    yield* memory.reserve(later)
    yield* TestClock.adjust("30 minutes")
    expect((yield* Effect.exit(memory.reserve(later)))._tag).toBe("Failure")
    expect((yield* Effect.exit(memory.reserve(deletion)))._tag).toBe("Failure")
  })
)

// As many as half an hour brings at 200 a second; fewer take as much each.
const amount = process.env["CODEARTS_LONG"] === undefined ? 36_000 : 360_000

/** Bytes that are in use, and not merely waiting to be collected. */
const heapInUse = (): number => {
  setFlagsFromString("--expose-gc")
  runInNewContext("gc")()
  return process.memoryUsage().heapUsed
}

it(
  "keeps 360,000 deletions in less than 64 MB, and none of them once their dates are too old",
  atTestTime(function* () {
    const memory = makeReplayMemory()
    const before = heapInUse()
    for (let index = 0; index < amount; index += 1)
      yield* memory.reserve({ ...deletion, signature: hash("sha256", String(index)) })
    const full = heapInUse() - before
    yield* TestClock.adjust("31 minutes")
    yield* memory.reserve(deletion)
    const emptied = heapInUse() - before
    expect(yield* isKnown(memory)).toBe(true)
    console.log(`${full} bytes in use, ${emptied} afterwards`)
    expect(full).toBeLessThan((64 * 1_048_576 * amount) / 360_000)
    expect(emptied).toBeLessThan(1_048_576)
  }),
  60_000
)
