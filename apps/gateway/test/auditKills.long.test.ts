import { readAudit } from "@codearts/access"
import { make, serve } from "@codearts/emulator"
import { Effect } from "effect"
import { spawn } from "node:child_process"
import { once } from "node:events"
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { expect, it } from "vitest"
import { auditOver } from "../src/audit/Audit.ts"
import { auditInFile } from "../src/audit/auditInFile.ts"
import { auditPage } from "../src/audit/auditPage.ts"
import { call } from "./caller.ts"
import { inTest, keys, region } from "./gate.ts"
import { deletionOf, directory, ids, seedOf } from "./guarded.ts"

const kills = 100

/** Few pages, so that a deletion is done before its gateway is killed, or just not. */
const entries = 900

const main = join(import.meta.dirname, "../src/main.ts")

const by = { accessKey: "ADMIN", secretKey: "secret-of-the-admin" }

/** Where everything of the test lies, and the settings of its gateway. */
const settled = (home: string, upstream: string) => {
  const config = join(home, "gateway.json")
  writeFileSync(join(home, "admin.secret"), by.secretKey, { mode: 0o600 })
  const callers = [
    {
      access_key: by.accessKey,
      secret_key_file: "admin.secret",
      allow: [{ verbs: ["list", "delete"] }]
    }
  ]
  writeFileSync(config, JSON.stringify({ upstream, callers, audit: { file: "audit.db" } }))
  return { config, file: join(home, "audit.db") }
}

/** A gateway in a process of its own. */
const start = async (config: string, home: string) => {
  const child = spawn(process.execPath, [main, "--port", "0", "--config", config], {
    env: {
      ...process.env,
      HUAWEICLOUD_SDK_AK: keys.upstream.accessKey,
      HUAWEICLOUD_SDK_SK: keys.upstream.secretKey,
      NODE_COMPILE_CACHE: join(home, "cache")
    },
    stdio: ["ignore", "pipe", "inherit"]
  })
  const exited = once(child, "exit")
  const [line] = await once(createInterface({ input: child.stdout }), "line")
  const port = Number(new URL(/http:\S+/u.exec(String(line))?.[0] ?? "").port)
  const kill = async (signal: NodeJS.Signals) => {
    child.kill(signal)
    await exited
  }
  return { port, kill }
}

const exportOf = (file: string) =>
  Effect.runPromise(
    Effect.scoped(
      Effect.gen(function* () {
        const audit = yield* auditOver(yield* auditInFile(file))
        const { body } = yield* auditPage(audit, { query: "" })
        return String(body)
      })
    )
  )

it("has exactly one row for every deletion that was let pass, however often its process is killed", async () => {
  const home = directory()
  const emulator = await inTest(make({ filename: ":memory:", seed: seedOf(entries) }))
  const { port: upstream } = await inTest(serve(emulator, { host: "127.0.0.1", port: 0 }))
  const { config, file } = settled(home, `http://127.0.0.1:${upstream}`)
  const waiting = [...ids(entries - 1)]
  for (let count = 0; count < kills; count += 1) {
    const { kill, port } = await start(config, home)
    const dead = new Promise((resolve) => setTimeout(resolve, 100 + Math.random() * 900))
    const sending = Array.from({ length: 4 }, async () => {
      let answered = true
      while (answered && waiting.length > 0) {
        const { status } = await call(port, { ...deletionOf(waiting.splice(0, 1)), by })
        answered = status > 0
      }
    })
    await dead
    await kill("SIGKILL")
    await Promise.allSettled(sending)
  }
  const last = await start(config, home)
  await last.kill("SIGTERM")
  const { open, problems, rows } = readAudit(await exportOf(file))
  expect([problems, open]).toEqual([[], []])

  const left = new Set<string>()
  for (let offset = 0; offset < entries; offset += 100) {
    const target = `/v2/vpceps?enterprise_id=tenant-a&limit=100&offset=${offset}`
    const { body } = await call(upstream, { target, headers: { region }, by: keys.admin })
    for (const { vpcep_id } of body.data.vpceps) left.add(vpcep_id)
  }
  const gone = ids(entries).filter((id) => !left.has(id))
  const accepted = rows.flatMap(({ event, row }) =>
    event.event === "accepted" ? [{ row, id: event.vpcep_ids.join() }] : []
  )
  const times = Map.groupBy(accepted, ({ id }) => id)
  expect(gone.filter((id) => times.get(id)?.length !== 1)).toEqual([])

  const outcomes = new Map(
    rows.flatMap(({ event }) => (event.event === "answered" ? [[event.of, event.outcome]] : []))
  )
  const told = (outcome: string) =>
    accepted.filter(({ row }) => outcomes.get(row) === outcome).map(({ id }) => id)
  expect(told("done").filter((id) => left.has(id))).toEqual([])
  expect(told("unsent").filter((id) => !left.has(id))).toEqual([])
  const unknown = told("unknown")
  const made = unknown.filter((id) => !left.has(id)).length
  console.log(
    `${kills} kills: ${gone.length} deleted, ${accepted.length} accepted, ${unknown.length} unknown, of which ${made} were made`
  )
  expect(accepted.length).toBeGreaterThan(kills)
}, 600_000)
