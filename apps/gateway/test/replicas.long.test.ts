import { auditBeginning, auditHead, readAudit, writeSealed } from "@codearts/access"
import { setTimeout as pause } from "node:timers/promises"
import { describe, expect, it, vi } from "vitest"
import { call, type Reply, requestOf, sendAgain } from "./caller.ts"
import { region } from "./gate.ts"
import { deletionOf as deletionBy, ids, seedOf } from "./guarded.ts"
import { counted, postgresOfTest, replicaCaller, replicasOver } from "./replicas.ts"

vi.setConfig({ testTimeout: 60_000 })

const open = async (entries: number, more: Readonly<Record<string, unknown>> = {}) => {
  const server = await postgresOfTest()
  const database = await server.newDatabase()
  const { startReplica } = await replicasOver(seedOf(entries), { state: { database }, ...more })
  const lines = async () => {
    const rows = await server.query(database, "SELECT line FROM gateway_audit ORDER BY row")
    return rows.map((row) => (row as { readonly line: string }).line) // one text column
  }
  return { server, database, startReplica, lines }
}

const deletionOf = (vpcep_ids: ReadonlyArray<string>) => ({
  ...deletionBy(vpcep_ids),
  by: replicaCaller
})

const told = ({ body, status }: Reply) => `${status} ${body?.error_code ?? ""}`.trim()

/** The rows of an audit whose chain holds. */
const verified = (lines: ReadonlyArray<string>) => {
  const { hash: head, row: rows } =
    lines.length === 0
      ? { hash: auditBeginning.head, row: 0 }
      : (JSON.parse(lines.at(-1) ?? "") as { hash: string; row: number }) // as it is written
  const seal = writeSealed(auditHead({ head, rows }, new Date()))
  const { problems, rows: read } = readAudit(`${lines.join("")}${seal}`)
  expect(problems).toEqual([])
  return read.map(({ event }) => event)
}

const listed = async (port: number) => {
  const target = "/v2/vpceps?enterprise_id=tenant-a&limit=100"
  return call(port, { target, headers: { region }, by: replicaCaller })
}

describe("two gateways over one PostgreSQL", () => {
  it("pass a captured deletion on once of 1,000, also when one is started anew", async () => {
    const { lines, startReplica } = await open(20)
    const first = await startReplica()
    const second = await startReplica(first.port, "::1")
    const headers = { region, Host: `localhost:${first.port}` }
    const request = requestOf(first.port, { ...deletionOf(["vp-000"]), headers })
    const sent = async (amount: number, hosts: ReadonlyArray<string>) => {
      const all: Array<string> = []
      for (let at = 0; at < amount; at += 50) {
        const batch = Array.from({ length: 50 }, (_, index) =>
          sendAgain(first.port, request, hosts[index % hosts.length])
        )
        all.push(...(await Promise.all(batch)).map(told))
      }
      return counted(all)
    }
    expect(await sent(500, ["127.0.0.1", "::1"])).toEqual({
      "200": 1,
      "409 UC.00011022": 499
    })
    await second.end("SIGKILL")
    await startReplica(first.port, "::1")
    expect(await sent(500, ["127.0.0.1", "::1"])).toEqual({ "409 UC.00011022": 500 })
    expect((await listed(first.port)).body.total).toBe(19)
    const events = verified(await lines())
    expect(events.filter(({ event }) => event === "accepted").length).toBe(1)
    expect(events.filter(({ event }) => event === "refused").length).toBe(999)
  })

  it("let one of two deletions of the same entry win, ninety times", async () => {
    const { lines, startReplica } = await open(100, { guards: {} })
    const [one, other] = [await startReplica(), await startReplica()]
    const outcomes: Array<string> = []
    for (const id of ids(90)) {
      const both = [one, other].map(({ port }, index) =>
        call(port, { ...deletionOf([id]), seconds: index })
      )
      outcomes.push((await Promise.all(both)).map(told).toSorted().join(", "))
    }
    expect(counted(outcomes)).toEqual({ "200, 404 UC.00011005": 90 })
    expect((await listed(one.port)).body.total).toBe(10)
    expect(verified(await lines()).filter(({ event }) => event === "accepted").length).toBe(90)
  })

  it("never leave less than the guards let them together", async () => {
    const { startReplica } = await open(6)
    const [one, other] = [await startReplica(), await startReplica()]
    const all = ids(6).map((id, index) => call((index % 2 ? one : other).port, deletionOf([id])))
    const statuses = (await Promise.all(all)).map(({ status }) => status)
    expect(statuses.filter((status) => status === 200).length).toBe(5)
    expect((await listed(one.port)).body.total).toBe(1)
  })

  it("refuse deletions with 503 while it is away, serve reads, and recover within 5 s", async () => {
    const { lines, server, startReplica } = await open(20)
    const replicas = [await startReplica(), await startReplica()]
    await server.halt()
    for (const { port } of replicas) {
      const refused = await call(port, deletionOf(["vp-000"]))
      expect([told(refused), refused.header("retry-after")]).toEqual(["503 KIT.0003", "5"])
      expect((await listed(port)).body.total).toBe(20)
    }
    await server.begin()
    const back = performance.now()
    for (const [index, { port }] of replicas.entries()) {
      const id = `vp-00${index}`
      let reply = await call(port, deletionOf([id]))
      while (reply.status !== 200 && performance.now() - back < 5000) {
        await pause(100)
        reply = await call(port, deletionOf([id]))
      }
      expect(reply.status).toBe(200)
    }
    console.info(`recovered after ${Math.round(performance.now() - back)} ms`)
    expect(verified(await lines()).filter(({ event }) => event === "accepted").length).toBe(2)
  })
})
