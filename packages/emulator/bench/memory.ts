// Watches the emulator's memory under mixed load, for as many minutes as are named (10), and prints a verdict.
import { fork } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { sign } from "@codearts/signing"
import { credentials, enterprise_id, makeStore, password, region, spareId, user } from "./store.ts"

const minutes = Number(process.argv[2] ?? 10)
const between = 10_000
const clients = 4
const adminToken = "bench-admin-token-of-the-memory-watch"
const mebi = 2 ** 20

/** Growth past this is no noise of a collector. */
const allowed = 1.1

const directory = mkdtempSync(join(tmpdir(), "codearts-memory-"))
const filename = join(directory, "store.db")
await makeStore(filename, 1000)
const server = fork(join(import.meta.dirname, "server.ts"), [filename, adminToken])
const [{ adminUrl, url }] = await once(server, "message")

const send = async (address: string, init: RequestInit): Promise<void> => {
  const response = await fetch(address, init)
  const text = await response.text()
  if (!response.ok) throw new Error(`${address}: ${response.status} ${text}`)
}

const signed = (method: string, path: string, body = "") => {
  const given: ReadonlyArray<readonly [string, string]> = [
    ["region", region],
    ...(body === "" ? [] : ([["content-type", "application/json"]] as const))
  ]
  const request = { method, url: `${url}${path}`, headers: given, body }
  const { headers } = sign(request, credentials, new Date())
  // `fetch` writes Host itself, as it was signed.
  const sent = [...given, ...headers].filter(([name]) => name.toLowerCase() !== "host")
  return { method, headers: Object.fromEntries(sent), ...(body !== "" && { body }) }
}

const list = (): Promise<void> => {
  const path = `/v2/vpceps?enterprise_id=${enterprise_id}&limit=100`
  return send(`${url}${path}`, signed("GET", path))
}

const create = (vpcep_id: string): Promise<void> =>
  send(`${adminUrl}/admin/v1/tenants/${enterprise_id}/vpceps`, {
    method: "POST",
    headers: { authorization: `Bearer ${adminToken}`, "content-type": "application/json" },
    body: JSON.stringify({ vpcep_id, region })
  })

const remove = (vpcep_id: string): Promise<void> => {
  const body = JSON.stringify({ vpceps: [{ vpcep_id }] })
  return send(`${url}/v2/vpceps`, signed("DELETE", "/v2/vpceps", body))
}

const logIn = (): Promise<void> => {
  const named = { name: user, password, domain: { name: "bench" } }
  const auth = {
    identity: { methods: ["password"], password: { user: named } },
    scope: { domain: { name: "bench" } }
  }
  const headers = { "content-type": "application/json" }
  const body = JSON.stringify({ auth })
  return send(`${url}/v3/auth/tokens`, { method: "POST", headers, body })
}

const end = Date.now() + minutes * 60_000
let asked = 0
let next = 0

/** The same four steps again and again; the same deletion within a second would be a replay. */
const client = async (): Promise<void> => {
  while (Date.now() < end) {
    await list()
    const vpcep_id = spareId(next++)
    await create(vpcep_id)
    await remove(vpcep_id)
    await logIn()
    asked += 4
  }
}

interface Sample {
  readonly rss: number
  readonly heapUsed: number
}

const sample = async (): Promise<Sample> => {
  server.send({ ask: "usage" })
  const [{ memory }] = await once(server, "message")
  return { rss: memory.rss / mebi, heapUsed: memory.heapUsed / mebi }
}

const watch = async (): Promise<ReadonlyArray<Sample>> => {
  const samples: Array<Sample> = []
  for (let passed = 0; passed < minutes * 60_000; passed += between) {
    await sleep(between)
    const taken = await sample()
    samples.push(taken)
    process.stdout.write(
      `${(passed + between) / 1000} s: ${asked} requests, RSS ${taken.rss.toFixed(0)} MiB, heap ${taken.heapUsed.toFixed(0)} MiB\n`
    )
  }
  return samples
}

const highest = (samples: ReadonlyArray<Sample>) => Math.max(...samples.map(({ rss }) => rss))

const [samples] = await Promise.all([watch(), ...Array.from({ length: clients }, client)])
// The first quarter warms up; then the highest of the next is held against that of the last.
const quarter = Math.floor(samples.length / 4)
const early = highest(samples.slice(quarter, 2 * quarter))
const late = highest(samples.slice(-quarter))
const flat = late <= early * allowed
process.stdout.write(
  `Highest RSS after warm-up ${early.toFixed(0)} MiB, at the end ${late.toFixed(0)} MiB, ${asked} requests: ${flat ? "flat" : "NOT flat"}\n`
)
server.disconnect()
await once(server, "exit")
rmSync(directory, { recursive: true })
process.exitCode = flat ? 0 : 1
