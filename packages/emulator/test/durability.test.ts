import { Effect } from "effect"
import { setTimeout } from "node:timers/promises"
import { Agent } from "undici"
import { expect, it } from "vitest"
import { make } from "../src/index.ts"
import { brokenAt } from "./auditChain.ts"
import { type Child, startChild } from "./child.ts"
import { askToDelete, type Deletion } from "./signedCall.ts"
import { stored } from "./stored.ts"
import { wideIds, wideSeed } from "./wideSeed.ts"
import { newFile } from "./world.ts"

const kills = process.env["CODEARTS_LONG"] === undefined ? 60 : 500
const lanes = 2
const clients = 4
const idsForOneKill = 250

const between = (least: number, most: number) => least + Math.random() * (most - least)

/** Several clients ask for the deletion of a few ids at a time until the server is gone, or no id is left. */
const deleteUntilKilled = async (
  url: string,
  ids: Iterator<string>,
  heard: (deletion: Deletion) => void
) => {
  const agent = new Agent({ connections: clients })
  const client = async () => {
    for (;;) {
      const some = Array.from({ length: between(1, 5) }, () => ids.next()).flatMap(
        ({ done, value }) => (done === true ? [] : [value])
      )
      if (some.length === 0) return
      const deletion = await askToDelete(url, some, agent)
      heard(deletion)
      if (deletion.status === undefined) return
    }
  }
  await Promise.all(Array.from({ length: clients }, client))
  await agent.destroy()
}

/** Kills the server at some moment after some number of answers. */
const killAtWork = async (child: Child, ids: Iterator<string>, asked: Array<Deletion>) => {
  const { promise: busy, resolve } = Promise.withResolvers<void>()
  const enough = asked.length + between(0, 60)
  const deleted = deleteUntilKilled(await child.said, ids, (deletion) => {
    asked.push(deletion)
    if (asked.length > enough) resolve()
  })
  await Promise.race([busy, deleted])
  await setTimeout(between(0, 5))
  await child.kill()
  return deleted
}

const killOnce = async (filename: string, ids: Iterator<string>, asked: Array<Deletion>) => {
  const child = startChild(filename)
  if (Math.random() > 0.1) return killAtWork(child, ids, asked)
  // One in ten ends before it can say where it listens.
  await setTimeout(between(0, 500))
  return child.kill()
}

const idsOf = (details: string): string => JSON.parse(details).vpcep_ids.join()

/** What the store says, beside what its clients were told. */
const verdict = (filename: string, all: ReadonlyArray<string>, asked: ReadonlyArray<Deletion>) => {
  const { audit, check, head, total, vpcep_ids } = stored(filename)
  const left = new Set(vpcep_ids)
  const wanted = new Set(asked.flatMap(({ ids }) => ids))
  const done = asked.filter(({ ids }) => ids.every((id) => !left.has(id)))
  const answered = asked.filter(({ status }) => status !== undefined)
  const audited = new Set(audit.map(({ details }) => idsOf(details)))
  return {
    refused: answered.filter(({ status }) => status !== 200),
    lost: answered.filter(({ ids, status }) => status === 200 && ids.some((id) => left.has(id))),
    torn: asked.filter((each) => each.ids.some((id) => !left.has(id)) && !done.includes(each)),
    ghosts: all.filter((id) => !left.has(id) && !wanted.has(id)),
    miscounted: total !== left.size,
    unaudited: done.filter(({ ids }) => !audited.has(ids.join())),
    unchangedButAudited: audit.length - done.length,
    audit: brokenAt(audit),
    headless: head?.["number"] !== audit.length || head["hash"] !== (audit.at(-1)?.hash ?? ""),
    check
  }
}

const sound: ReturnType<typeof verdict> = {
  refused: [],
  lost: [],
  torn: [],
  ghosts: [],
  miscounted: false,
  unaudited: [],
  unchangedButAudited: 0,
  audit: 0,
  headless: false,
  check: ["ok"]
}

const killAgainAndAgain = async (times: number): Promise<ReadonlyArray<Deletion>> => {
  const filename = newFile()
  const all = wideIds(times * idsForOneKill)
  const seed = wideSeed(all.length)
  await Effect.runPromise(Effect.scoped(make({ filename, seed })))
  const ids = all.values()
  const asked: Array<Deletion> = []
  for (let kill = 0; kill < times; kill += 1) {
    await killOnce(filename, ids, asked)
    expect(verdict(filename, all, asked)).toEqual(sound)
  }
  return asked
}

it(`loses nothing it has answered when it is killed, and does nothing by halves: ${kills} kills`, async () => {
  const lane = () => killAgainAndAgain(kills / lanes)
  const asked = (await Promise.all(Array.from({ length: lanes }, lane))).flat()
  const answered = asked.filter(({ status }) => status === 200)
  console.log(`${kills} kills, ${answered.length} answered, ${asked.length - answered.length} open`)
  expect(answered.length).toBeGreaterThan(kills * 5)
}, 1_200_000)

it("refuses a second process on its file, and goes on", async () => {
  const filename = newFile()
  await Effect.runPromise(Effect.scoped(make({ filename, seed: wideSeed(2) })))
  const first = startChild(filename)
  const url = await first.said
  const second = startChild(filename)
  expect(await second.said).toContain("another process has it open")
  await second.kill()
  const agent = new Agent()
  expect((await askToDelete(url, wideIds(2), agent)).status).toBe(200)
  await agent.close()
  await first.kill()
}, 60_000)
