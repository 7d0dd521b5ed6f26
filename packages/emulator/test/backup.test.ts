import { Effect } from "effect"
import { expect, it } from "vitest"
import { make } from "../src/index.ts"
import { brokenAt } from "./auditChain.ts"
import { stored } from "./stored.ts"
import { wideIds, wideKey, wideSeed } from "./wideSeed.ts"
import { newFile, region, worldOf } from "./world.ts"

const size = 3000

it("a backup while deletions go on is a whole store of one moment, which serves", () =>
  Effect.gen(function* () {
    const emulator = yield* make({ filename: newFile(), seed: wideSeed(size) })
    const { send } = worldOf(emulator)
    const copy = newFile()
    const ids = wideIds(size).values()
    const answered: Array<string> = []
    const deleteOne = Effect.gen(function* () {
      const { value: vpcep_id = "" } = ids.next()
      const body = { vpceps: [{ vpcep_id }] }
      const wanted = { method: "DELETE", target: "/v2/vpceps", headers: { region }, body }
      expect((yield* send({ ...wanted, by: wideKey })).status).toBe(200)
      answered.push(vpcep_id)
    })
    const load = yield* Effect.forkScoped(
      Effect.all(
        Array.from({ length: 4 }, () => Effect.forever(deleteOne)),
        { concurrency: "unbounded" }
      )
    )
    while (answered.length < 20) yield* Effect.sleep(1)
    const before = new Set(answered)
    yield* emulator.backup(copy)
    const during = answered.length - before.size
    const after = answered.length
    while (answered.length < after + 20) yield* Effect.sleep(1)
    expect(load.pollUnsafe()).toBeUndefined()

    const { audit, check, total, vpcep_ids } = stored(copy)
    const gone = audit.flatMap(({ details }) => JSON.parse(details).vpcep_ids)
    expect(check).toEqual(["ok"])
    expect(brokenAt(audit)).toBe(0)
    expect([vpcep_ids.length, total]).toEqual([size - gone.length, size - gone.length])
    expect(new Set([...vpcep_ids, ...gone]).size).toBe(size)
    expect([...before].filter((id) => !gone.includes(id))).toEqual([])
    expect(gone.length - before.size).toBeLessThanOrEqual(during + 8)

    const restored = worldOf(yield* make({ filename: copy }))
    const list = {
      target: "/v2/vpceps?enterprise_id=tenant-wide",
      headers: { region },
      by: wideKey
    }
    expect((yield* restored.send(list)).body.total).toBe(total)
  }).pipe(Effect.scoped, Effect.runPromise))
