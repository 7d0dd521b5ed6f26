import { Effect } from "effect"
import { spawnSync } from "node:child_process"
import { readdirSync, writeFileSync } from "node:fs"
import { hostname } from "node:os"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { homeWith } from "../../test/files.ts"
import { live } from "../../test/run.ts"
import { withLock } from "./lock.ts"

/** A process that has been and gone. */
const deadPid = () => spawnSync(process.execPath, ["-e", ""]).pid

const nonce = "00000000-0000-4000-8000-000000000000"

const heldBy = (path: string, pid: number, host = hostname()) =>
  writeFileSync(path, `${pid} ${host} ${nonce}\n`)

describe("a lock", () => {
  it(
    "lets one in at a time, and leaves nothing",
    live(function* () {
      const home = yield* homeWith()
      let [inside, most] = [0, 0]
      const work = Effect.gen(function* () {
        most = Math.max(most, ++inside)
        yield* Effect.sleep(5)
        inside--
      })
      const all = Array.from({ length: 10 }, () => withLock(join(home, "lock"), work))
      yield* Effect.all(all, { concurrency: "unbounded" })
      expect([most, readdirSync(home)]).toEqual([1, []])
    })
  )

  it(
    "of a process that has died is taken by one of those who wait",
    live(function* () {
      const home = yield* homeWith()
      const path = join(home, "lock")
      heldBy(path, deadPid())
      let [inside, most] = [0, 0]
      const work = Effect.gen(function* () {
        most = Math.max(most, ++inside)
        yield* Effect.sleep(5)
        inside--
      })
      const all = Array.from({ length: 10 }, () => withLock(path, work))
      yield* Effect.all(all, { concurrency: "unbounded" })
      expect([most, readdirSync(home)]).toEqual([1, []])
    })
  )

  it(
    "of one that died while it took a dead one's away is taken too",
    live(function* () {
      const home = yield* homeWith()
      const path = join(home, "lock")
      heldBy(path, deadPid())
      heldBy(`${path}.${nonce}.dead`, deadPid())
      heldBy(`${path}.${nonce}`, deadPid())
      yield* withLock(path, Effect.void)
      expect(readdirSync(home)).toEqual([])
    })
  )

  for (const [whose, pid, host] of [
    ["a process that runs", process.pid, hostname()],
    ["another machine", deadPid(), "elsewhere"]
  ] as const) {
    it(
      `of ${whose} is waited for`,
      live(function* () {
        const home = yield* homeWith()
        heldBy(join(home, "lock"), pid, host)
        const waited = yield* withLock(join(home, "lock"), Effect.succeed("in")).pipe(
          Effect.timeoutOrElse({ duration: 200, orElse: () => Effect.succeed("waiting") })
        )
        expect([waited, readdirSync(home)]).toEqual(["waiting", ["lock"]])
      })
    )
  }
})
