import { Effect } from "effect"
import { Agent } from "undici"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { make } from "../src/index.ts"
import { schemaVersion } from "../src/schema.ts"
import type { AuditRow } from "../src/audit.ts"
import { brokenAt } from "./auditChain.ts"
import { startChild } from "./child.ts"
import { askForIds, askToDelete } from "./signedCall.ts"
import { installations, type Postgres, startPostgres } from "./postgres.ts"
import { wideIds, wideSeed } from "./wideSeed.ts"

const failureOf = (filename: string) =>
  Effect.runPromise(Effect.scoped(Effect.flip(make({ filename }))))

const makeOnce = (filename: string, size: number) =>
  Effect.runPromise(Effect.scoped(make({ filename, seed: wideSeed(size) })))

describe.each(installations.slice(0, 1))(
  "a store in $name",
  { timeout: 60_000 },
  (installation) => {
    let server: Postgres
    beforeAll(async () => {
      server = await startPostgres(installation)
    }, 60_000)
    afterAll(() => server.stop())

    const total = async (url: string): Promise<unknown> =>
      (
        await server.query(
          url,
          "SELECT vpcep_total, (SELECT CAST(count(*) AS INTEGER) FROM vpcep) AS entries FROM tenant"
        )
      )[0]

    const untilLocked = async (url: string): Promise<void> => {
      const locks = await server.query(
        url,
        "SELECT 1 FROM pg_locks JOIN pg_class ON pg_class.oid = relation WHERE relname = 'audit_head'"
      )
      return locks.length > 0 ? undefined : untilLocked(url)
    }

    const audit = (url: string) =>
      server.query(url, "SELECT * FROM audit ORDER BY number") as Promise<ReadonlyArray<AuditRow>> // its columns

    it("is served by two processes that delete the same entries: each goes once, for one of them", async () => {
      const url = await server.newDatabase()
      const size = 200
      await makeOnce(url, size)
      const children = [startChild(url), startChild(url)]
      const origins = await Promise.all(children.map(({ said }) => said))
      const agent = new Agent({ connections: 4 })
      const asked = wideIds(size).flatMap((id) =>
        origins.map((origin) => askToDelete(origin, [id], agent))
      )
      const answers = await Promise.all(asked)
      const told = answers.map(({ error_code, status }) => `${status} ${error_code ?? ""}`)
      expect(told.filter((each) => each === "200 ")).toHaveLength(size)
      // The very same signature, or one of another second.
      expect(told.filter((each) => /^404 UC.00011005|^409 UC.00011022/.test(each))).toHaveLength(
        size
      )
      expect(await total(url)).toEqual({ vpcep_total: 0, entries: 0 })
      const rows = await audit(url)
      expect([rows.length, brokenAt(rows)]).toEqual([size, 0])
      await agent.close()
      await Promise.all(children.map(({ kill }) => kill()))
    })

    it("loses nothing it has answered when one of its processes is killed; the other goes on", async () => {
      const url = await server.newDatabase()
      const size = 120
      await makeOnce(url, size)
      const [first, second] = [startChild(url), startChild(url)]
      const origins = [await first.said, await second.said]
      const agent = new Agent({ connections: 4 })
      const answers = wideIds(size).map((id, index) =>
        askToDelete(origins[index % 2] ?? "", [id], agent)
      )
      await answers[20]
      await first.kill()
      const deleted = (await Promise.all(answers)).filter(({ status }) => status === 200)
      const rows = await audit(url)
      const audited = new Set(rows.flatMap(({ details }) => JSON.parse(details).vpcep_ids))
      expect(deleted.filter(({ ids }) => ids.some((id) => !audited.has(id)))).toEqual([])
      expect(await total(url)).toEqual({
        vpcep_total: size - rows.length,
        entries: size - rows.length
      })
      expect(brokenAt(rows)).toBe(0)
      const open = wideIds(size).filter((id) => !audited.has(id))
      for (const id of open)
        expect((await askToDelete(origins[1] ?? "", [id], agent)).status).toBe(200)
      await agent.close()
      await second.kill()
    })

    it("that somebody holds locked refuses a deletion after 5 s with 503 KIT.0003, changes nothing, and is read meanwhile", async () => {
      const url = await server.newDatabase()
      await makeOnce(url, 2)
      const child = startChild(url)
      const origin = await child.said
      const agent = new Agent({ connections: 4 })
      const [id = ""] = wideIds(1)
      // Whoever holds the head of the audit lets nobody change anything.
      const held = server.query(
        url,
        "DO $$ BEGIN PERFORM 1 FROM audit_head FOR UPDATE; PERFORM pg_sleep(7); END $$"
      )
      await untilLocked(url)
      const begun = performance.now()
      const refused = askToDelete(origin, [id], agent)
      expect((await askForIds(origin, 0, agent)).status).toBe(200)
      expect(await refused).toMatchObject({ status: 503, error_code: "KIT.0003" })
      expect(performance.now() - begun).toBeGreaterThan(4500)
      await held
      expect(await total(url)).toEqual({ vpcep_total: 2, entries: 2 })
      expect(await audit(url)).toEqual([])
      expect(await askToDelete(origin, [id], agent, "again")).toMatchObject({ status: 200 })
      await agent.close()
      await child.kill()
    })

    it("is made once when processes start together on an empty database", async () => {
      const url = await server.newDatabase()
      await Promise.all([makeOnce(url, 10), makeOnce(url, 10), makeOnce(url, 10)])
      expect(await total(url)).toEqual({ vpcep_total: 10, entries: 10 })
    })

    it("is not started on when a newer version wrote it, and stays as it was", async () => {
      const url = await server.newDatabase()
      await makeOnce(url, 1)
      await server.query(url, `UPDATE store_version SET version = ${schemaVersion + 1}`)
      const { message, reason } = await failureOf(url)
      expect(reason).toBe("NewerSchema")
      expect(message).toContain("a newer version of this program wrote it")
      expect(await total(url)).toEqual({ vpcep_total: 1, entries: 1 })
    })

    it("is not made in a database of something else", async () => {
      const url = await server.newDatabase()
      await server.query(url, "CREATE TABLE notes (text TEXT)")
      expect((await failureOf(url)).reason).toBe("NotOurs")
      expect(
        await server.query(url, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
      ).toEqual([{ tablename: "notes" }])
    })

    it("is not there: the reason names the database, and no password", async () => {
      const { message } = await failureOf("postgres://user:hidden@127.0.0.1:1/store")
      expect(message).toBe(
        "Cannot use the database postgres://127.0.0.1:1/store: it cannot be reached. Check that the server runs and that the address is right."
      )
      const nowhere = (await server.newDatabase()).replace(/store_\d+$/, "nowhere")
      expect((await failureOf(nowhere)).reason).toBe("CannotOpen")
    })
  }
)
