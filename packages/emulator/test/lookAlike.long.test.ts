import { Effect } from "effect"
import { expect, it } from "vitest"
import { make } from "../src/index.ts"
import { keys, received, region, seed } from "./world.ts"

// Two kinds of request in turns, and Welch's t over the times of each: what dudect does.

const calls = 2000
const limit = 4.5

const strangers = {
  unknown: keys.unknown,
  disabled: keys.disabled,
  wrong: { ...keys.owner, secretKey: "a-wrong-secret" }
}

const meanAndError = (times: ReadonlyArray<number>) => {
  // What the machine did meanwhile is in the slowest.
  const kept = times.toSorted((a, b) => a - b).slice(0, Math.ceil(times.length * 0.8))
  const mean = kept.reduce((sum, time) => sum + time, 0) / kept.length
  const variance = kept.reduce((sum, time) => sum + (time - mean) ** 2, 0) / (kept.length - 1)
  return { mean, error: variance / kept.length }
}

const welch = (one: ReadonlyArray<number>, other: ReadonlyArray<number>): number => {
  const [a, b] = [meanAndError(one), meanAndError(other)]
  return Math.abs(a.mean - b.mean) / Math.sqrt(a.error + b.error)
}

type Kind = keyof typeof strangers

const measure = Effect.fnUntraced(function* () {
  const emulator = yield* make({ filename: ":memory:", seed })
  const target = "/v2/vpceps?enterprise_id=tenant-a"
  const timeOf = Effect.fnUntraced(function* (kind: Kind) {
    // Names of one length: a longer one is echoed longer.
    const request = received({ target, headers: { region }, by: strangers[kind] }, new Date())
    const begun = process.hrtime.bigint()
    const answer = yield* Effect.orDie(emulator.handle(request))
    const taken = Number(process.hrtime.bigint() - begun)
    if (answer.status !== 401) throw new Error(`${kind}: ${answer.status}`)
    return taken
  })
  const kinds = Object.keys(strangers) as ReadonlyArray<Kind> // an object of ours has no other keys
  const times: Record<Kind, Array<number>> = { unknown: [], disabled: [], wrong: [] }
  for (let call = -200; call < calls; call += 1) {
    for (const kind of kinds.toSorted(() => Math.random() - 0.5)) {
      const taken = yield* timeOf(kind)
      if (call >= 0) times[kind].push(taken)
    }
  }
  return times
})

// Noise is not repeated, a leak is.
it(
  "an unknown key, a disabled one and a wrong secret take the same time",
  { retry: 3, timeout: 120_000 },
  async () => {
    const { disabled, unknown, wrong } = await Effect.runPromise(Effect.scoped(measure()))
    const found = { disabled: welch(disabled, wrong), unknown: welch(unknown, wrong) }
    console.log(`t to a wrong secret: ${JSON.stringify(found)}, ${meanAndError(wrong).mean} ns`)
    expect(found.disabled).toBeLessThan(limit)
    expect(found.unknown).toBeLessThan(limit)
  }
)
