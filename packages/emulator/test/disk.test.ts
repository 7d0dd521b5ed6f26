import { Effect } from "effect"
import { closeSync, copyFileSync, fstatSync, mkdirSync, openSync, rmSync, writeSync } from "node:fs"
import { join } from "node:path"
import { Agent, request } from "undici"
import { afterAll, describe, expect, it, onTestFinished } from "vitest"
import { make } from "../src/index.ts"
import { startChild } from "./child.ts"
import { askForIds, askToDelete, type Deletion } from "./signedCall.ts"
import { obstacleOf, strace } from "./strace.ts"
import { stored } from "./stored.ts"
import { wideIds, wideSeed } from "./wideSeed.ts"
import { directory, newFile } from "./world.ts"

const patient = { timeout: 120_000 }
const agent = new Agent({ connections: 1 })
afterAll(() => agent.close())

const makeStore = async (filename: string, size: number) => {
  await Effect.runPromise(Effect.scoped(make({ filename, seed: wideSeed(size) })))
  return filename
}

/** Says why a machine cannot make a disk fail. */
const isMissing = (obstacle: string): boolean => {
  if (obstacle !== "") console.log(`Not tested on this machine: ${obstacle}`)
  return obstacle !== ""
}

/** What is in the store is what was answered, and nothing else. */
const expectKept = (filename: string, size: number, asked: ReadonlyArray<Deletion>) => {
  const { audit, check, total, vpcep_ids } = stored(filename)
  const deleted = asked.filter(({ status }) => status === 200).flatMap(({ ids }) => ids)
  const gone = new Set(deleted)
  expect(vpcep_ids).toEqual(wideIds(size).filter((id) => !gone.has(id)))
  expect(audit.flatMap(({ details }) => JSON.parse(details).vpcep_ids)).toEqual(deleted)
  expect([total, check]).toEqual([size - deleted.length, ["ok"]])
}

const inTurn = async (origin: string, ids: ReadonlyArray<string>) => {
  const asked: Array<Deletion> = []
  for (const id of ids) asked.push(await askToDelete(origin, [id], agent))
  return asked
}

const told = (asked: ReadonlyArray<Deletion>) =>
  new Set(asked.map(({ error_code, status }) => `${status} ${error_code ?? ""}`.trim()))

describe("a disk that is full", () => {
  const disk = join(directory, "disk")
  const filler = join(disk, "filler")

  const fill = () => {
    const file = openSync(filler, "w")
    try {
      for (;;) writeSync(file, Buffer.alloc(4096))
    } catch {
      closeSync(file)
    }
  }

  it("refuses deletions whole, goes on reading, and recovers by itself", patient, async () => {
    mkdirSync(disk)
    if (isMissing(obstacleOf("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk))) return
    onTestFinished(() => expect(obstacleOf("umount", disk)).toBe(""))
    const size = 60
    const filename = await makeStore(join(disk, "store.db"), size)
    const child = startChild(filename)
    const origin = await child.said
    const ids = wideIds(size)
    const asked = await inTurn(origin, ids.slice(0, 5))
    fill()
    const refused = await inTurn(origin, ids.slice(5, 15))
    expect(told(refused.slice(-5))).toEqual(new Set(["503 KIT.0003"]))
    expect((await askForIds(origin, 0, agent)).status).toBe(200)
    rmSync(filler)
    const later = await inTurn(origin, ids.slice(15, 25))
    expect(told(later)).toEqual(new Set(["200"]))
    await child.kill()
    expectKept(filename, size, [...asked, ...refused, ...later])
  })
})

// The emulator stays a child of the test, not of what traces it.
const trace = ["-f", "-D", "-qq", "-o", "/dev/null", "--seccomp-bpf"]

describe("a disk that fails", () => {
  // Some calls after the start, then one in so many.
  const faults = [
    { what: "does not keep what was written", calls: "fsync,fdatasync", fault: "EIO:when=12+4" },
    { what: "cannot be written to", calls: "pwrite64", fault: "EIO:when=60+61" },
    { what: "runs out of room now and then", calls: "pwrite64", fault: "ENOSPC:when=60+61" }
  ]

  it.each(faults)(
    "$what: no deletion is answered that is not there, and none is half there",
    patient,
    async ({ calls, fault }) => {
      if (isMissing(strace.obstacle)) return
      const size = 80
      const filename = await makeStore(newFile(), size)
      const inject = ["-e", `trace=${calls}`, "-e", `inject=${calls}:error=${fault}`]
      const child = startChild(filename, [...strace.command, ...trace, ...inject])
      const asked = await inTurn(await child.said, wideIds(size))
      expect(told(asked)).toEqual(new Set(["200", "503 KIT.0003"]))
      await child.kill()
      const last = asked.findLastIndex(({ status }) => status === 200)
      expect(last).toBeGreaterThan(size / 2)
      expectKept(filename, size, asked)
    }
  )
})

it(
  "waits for a slow disk in a thread of its own: what needs no store is answered meanwhile",
  patient,
  async () => {
    if (isMissing(strace.obstacle)) return
    const filename = await makeStore(newFile(), 40)
    const slow = [
      "-e",
      "trace=fsync,fdatasync",
      "-e",
      "inject=fsync,fdatasync:delay_enter=1000000:when=20+"
    ]
    const child = startChild(filename, [...strace.command, ...trace, ...slow])
    const origin = await child.said
    const progress = { ended: false }
    const deletions = inTurn(origin, wideIds(20)).finally(() => {
      progress.ended = true
    })
    let answers = 0
    let longest = 0
    while (!progress.ended) {
      const begun = performance.now()
      await (await request(`${origin}/nowhere`)).body.dump()
      longest = Math.max(longest, performance.now() - begun)
      answers += 1
    }
    expect(told(await deletions)).toEqual(new Set(["200"]))
    await child.kill()
    expect(answers).toBeGreaterThan(100)
    expect(longest).toBeLessThan(1000)
  }
)

describe("a file that is damaged while it is served", () => {
  it("is answered from as it was, or with a fault, never wrongly", patient, async () => {
    const size = 20_000
    const filename = await makeStore(newFile(), size)
    const child = startChild(filename)
    const origin = await child.said
    const right = wideIds(size)
    const file = openSync(filename, "r+")
    const pages = fstatSync(file).size / 4096
    for (let page = 8; page < pages; page += 2)
      writeSync(file, Buffer.alloc(4096, 0xa5), 0, 4096, page * 4096)
    closeSync(file)
    const answers = []
    for (let offset = 0; offset < 9_900; offset += 300)
      answers.push({ offset, ...(await askForIds(origin, offset, agent)) })
    const wrong = answers.filter(({ error_code, ids, offset, status }) =>
      status === 200
        ? ids.join() !== right.slice(offset, offset + 100).join()
        : error_code !== "KIT.0003"
    )
    expect(wrong).toEqual([])
    expect(answers.map(({ status }) => status)).toContain(503)
    // Found damaged, it is only read from: a change would do more harm.
    const { error_code, status } = await askToDelete(origin, [right.at(-1) ?? ""], agent)
    expect([status, error_code]).toEqual([503, "KIT.0003"])
    await child.kill()
    const again = newFile()
    copyFileSync(filename, again)
    const { reason } = await Effect.runPromise(
      Effect.scoped(Effect.flip(make({ filename: again })))
    )
    expect(reason).toBe("Damaged")
  })
})
