import { Effect, Redacted } from "effect"
import { randomUUID } from "node:crypto"
import { setTimeout } from "node:timers/promises"
import { Agent } from "undici"
import { describe, expect, it } from "vitest"
import { type AdminClient, adminClient } from "../src/admin/index.ts"
import { make } from "../src/index.ts"
import { startChild } from "./child.ts"
import { type Act, isLinearizable, type Operation } from "./linearizable.ts"
import { askForId, askToDelete } from "./signedCall.ts"
import { wideIds, wideSeed } from "./wideSeed.ts"
import { newFile, region } from "./world.ts"

const long = process.env["CODEARTS_LONG"] !== undefined
const [operations, kills, clients] = long ? [10_000, 10, 8] : [600, 2, 8]

const at = (called: number, answered: number, act: Act): Operation => ({ ...act, called, answered })
const created = { kind: "create", outcome: "created" } as const
const deleted = { kind: "delete", outcome: "deleted" } as const
const noDelete = { kind: "delete", outcome: "absent" } as const
const lostDelete = { kind: "delete", outcome: "unknown" } as const
const lostCreate = { kind: "create", outcome: "unknown" } as const
const present = { kind: "read", outcome: "present" } as const
const absent = { kind: "read", outcome: "absent" } as const

describe("the checker takes", () => {
  it.each<readonly [string, ReadonlyArray<Operation>]>([
    ["nothing at all", []],
    ["a deletion, then its absence", [at(0, 1, deleted), at(2, 3, absent)]],
    ["a read beside the deletion, before it", [at(0, 5, deleted), at(1, 2, present)]],
    ["a read beside the deletion, after it", [at(0, 5, deleted), at(1, 2, absent)]],
    ["the later of two deletions that overlap", [at(0, 5, noDelete), at(1, 6, deleted)]],
    ["deleted, created, deleted", [at(0, 1, deleted), at(2, 3, created), at(4, 5, deleted)]],
    ["an unheard deletion that was made", [at(0, Infinity, lostDelete), at(2, 3, absent)]],
    ["an unheard deletion that was not", [at(0, Infinity, lostDelete), at(2, 3, present)]],
    [
      "an unheard deletion that is made late",
      [at(0, Infinity, lostDelete), at(2, 3, present), at(4, 5, absent)]
    ]
  ])("%s", (_, history) => expect(isLinearizable(history, true)).toBe(true))
})

describe("the checker refuses", () => {
  it.each<readonly [string, ReadonlyArray<Operation>]>([
    ["a deletion that is lost: it is read afterwards", [at(0, 1, deleted), at(2, 3, present)]],
    ["a ghost: it is gone and nobody deleted it", [at(0, 1, absent)]],
    ["two deletions of one thing", [at(0, 1, deleted), at(2, 3, deleted)]],
    ["two deletions of one thing at once", [at(0, 5, deleted), at(1, 4, deleted)]],
    ["a stale read", [at(0, 9, deleted), at(1, 2, absent), at(3, 4, present)]],
    ["a creation of what is there", [at(0, 1, created)]],
    ["an absence before the deletion was called", [at(0, 1, noDelete), at(2, 3, deleted)]],
    [
      "an unheard deletion that comes and goes",
      [at(0, Infinity, lostDelete), at(2, 3, absent), at(4, 5, present)]
    ],
    [
      "an unheard creation that was made before it was called",
      [at(0, 1, deleted), at(2, 3, present), at(4, Infinity, lostCreate)]
    ]
  ])("%s", (_, history) => expect(isLinearizable(history, true)).toBe(false))
})

const token = "a-token-for-this-test-alone"

interface Server {
  readonly origin: string
  readonly admin: AdminClient
  readonly agent: Agent
}

const create = ({ admin }: Server, vpcep_id: string): Promise<Act> =>
  admin.createVpcep({ enterprise_id: "tenant-wide", region, vpcep_id }).pipe(
    Effect.as("created" as const),
    Effect.catchTag("AdminError", ({ status }) =>
      status === 409 ? Effect.succeed("exists" as const) : Effect.die(`${status} to a creation`)
    ),
    Effect.catchTag("NoAdminAnswer", () => Effect.succeed("unknown" as const)),
    Effect.map((outcome) => ({ kind: "create" as const, outcome })),
    Effect.runPromise
  )

const remove = async ({ agent, origin }: Server, id: string): Promise<Act> => {
  const { status } = await askToDelete(origin, [id], agent, randomUUID())
  if (status === undefined) return { kind: "delete", outcome: "unknown" }
  expect([200, 404]).toContain(status)
  return { kind: "delete", outcome: status === 200 ? "deleted" : "absent" }
}

const read = async ({ agent, origin }: Server, id: string): Promise<Act> => {
  const isThere = await askForId(origin, id, agent)
  const outcome = isThere === undefined ? "unknown" : isThere ? "present" : "absent"
  return { kind: "read", outcome }
}

const kinds = [create, remove, read]
const pick = <A>(some: ReadonlyArray<A>): A => some[Math.floor(Math.random() * some.length)] as A // never empty

type Histories = Map<string, Array<Operation>>

/** One client after another operation, until there were enough or the server is gone. */
const work = async (
  server: Server,
  ids: ReadonlyArray<string>,
  histories: Histories,
  end: number
) => {
  const client = async () => {
    for (let gone = false; !gone && count(histories) < end;) {
      const id = pick(ids)
      const called = performance.now()
      const act = await pick(kinds)(server, id)
      gone = act.outcome === "unknown" && act.kind !== "read"
      const answered = act.outcome === "unknown" ? Infinity : performance.now()
      histories.get(id)?.push({ ...act, called, answered })
    }
  }
  await Promise.all(Array.from({ length: clients }, client))
}

const count = (histories: Histories) =>
  [...histories.values()].reduce((sum, { length }) => sum + length, 0)

const serverOf = async (said: Promise<string>): Promise<Server> => {
  const [origin = "", url = ""] = (await said).split(" ")
  const agent = new Agent({ connections: clients })
  return {
    origin,
    agent,
    admin: adminClient({ url, token: Redacted.make(token), dispatcher: agent })
  }
}

/** Lets clients work until some number of operations, and kills the server in the middle of them. */
const round = async (filename: string, histories: Histories, ids: ReadonlyArray<string>) => {
  const child = startChild(filename, [], token)
  const server = await serverOf(child.said)
  const before = count(histories)
  const share = operations / kills
  const working = work(server, ids, histories, before + share * 2)
  while (count(histories) < before + share) await setTimeout(1)
  await child.kill()
  await working
  await server.agent.destroy()
}

it(`answers as if one operation came after the other, id by id: ${operations} operations, ${clients} clients, ${kills} kills`, async () => {
  const filename = newFile()
  const ids = wideIds(operations / 20)
  await Effect.runPromise(Effect.scoped(make({ filename, seed: wideSeed(ids.length) })))
  const histories: Histories = new Map(ids.map((id) => [id, []]))
  for (let kill = 0; kill < kills; kill += 1) await round(filename, histories, ids)
  const wrong = [...histories].filter(([, history]) => !isLinearizable(history, true))
  expect(wrong).toEqual([])
  const unheard = [...histories.values()].flat().filter(({ outcome }) => outcome === "unknown")
  console.log(`${count(histories)} operations on ${ids.length} ids, ${unheard.length} unheard`)
  expect(count(histories)).toBeGreaterThanOrEqual(operations)
  expect(unheard.length).toBeGreaterThan(0)
}, 600_000)
