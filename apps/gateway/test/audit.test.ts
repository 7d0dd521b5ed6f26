import { type AuditRow, readAudit, signerOf } from "@codearts/access"
import { Effect, Result } from "effect"
import { generateKeyPairSync } from "node:crypto"
import { chmodSync, statSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { describe, expect, it } from "vitest"
import { type Audit, auditOver, makeAudit } from "../src/audit/Audit.ts"
import { auditInFile } from "../src/audit/auditInFile.ts"
import { auditInMemory } from "../src/audit/AuditStore.ts"
import { auditPage } from "../src/audit/auditPage.ts"
import { readSecret } from "../src/settingsFile.ts"
import { inTest, keys, openFor, openGate, region, remoteAt } from "./gate.ts"
import { deletionOf, directory, ids, openGuarded, seedOf } from "./guarded.ts"
import { openRawUpstream, openUpstream, unusedOrigin } from "./upstream.ts"

const exportOf = async (audit: Audit, query = "") => {
  const { body } = await Effect.runPromise(auditPage(audit, { query }))
  return String(body)
}

/** What an audit tells, its chain verified. */
const toldBy = async (audit: Audit) => {
  const { problems, rows } = readAudit(await exportOf(audit))
  expect(problems).toEqual([])
  return rows.map(({ event }) => event)
}

const inMemory = (options: { readonly reads?: boolean } = {}) =>
  Effect.runPromise(auditOver(auditInMemory(), options))

const openAudited = async (entries: number, reads = false) => {
  const audit = await inMemory({ reads })
  const gate = await openGuarded("remote", seedOf(entries), {}, { audit: Effect.succeed(audit) })
  return { ...gate, told: () => toldBy(audit) }
}

const list = { target: "/v2/vpceps?enterprise_id=tenant-a", headers: { region }, by: keys.admin }

const asked = {
  request_id: expect.stringMatching(/^[0-9a-f]{32}$/u),
  principal: "ADMIN",
  source: "127.0.0.1",
  verb: "delete",
  enterprise_id: "tenant-a",
  region
}

const digest = expect.stringMatching(/^sha256:[0-9a-f]{64}$/u)

describe("the audit of a gateway", () => {
  it("has one row for a deletion that was let pass, and one with what came of it", async () => {
    const { call, told } = await openAudited(5)
    const { header } = await call(deletionOf(["vp-000", "vp-001"]))
    expect(await told()).toEqual([
      { event: "accepted", ...asked, vpcep_ids: ["vp-000", "vp-001"], snapshot: digest },
      {
        event: "answered",
        of: 1,
        outcome: "done",
        status: 200,
        upstream_request_id: header("x-request-id")
      }
    ])
  })

  it("has one row for each deletion that was refused, with the reason", async () => {
    const { call, requestOf, sendAgain, told } = await openAudited(5)
    const request = requestOf(deletionOf(["vp-000"]))
    await sendAgain(request)
    await sendAgain(request)
    await call(deletionOf(ids(5).slice(1)))
    await call(deletionOf(["vp-009"]))
    await call({ ...deletionOf([]), body: "[" })
    await call({ ...deletionOf(["vp-001"]), headers: { region, "X-Codearts-Dry-Run": "no" } })
    const events = await told()
    expect(events.slice(2).map((event) => ("error_code" in event ? event.error_code : ""))).toEqual(
      ["UC.00011022", "KIT.0001", "UC.00011005", "UC.00011001", "UC.00011002"]
    )
    expect(events[3]).toEqual({
      event: "refused",
      ...asked,
      vpcep_ids: ids(5).slice(1),
      status: 403,
      error_code: "KIT.0001",
      reason: expect.stringContaining("last-entry: ")
    })
    expect(events[5]).toMatchObject({
      vpcep_ids: [],
      reason: expect.stringContaining("ends early")
    })
  })

  it("tells the reason of a denial that its caller was not told", async () => {
    const { origin } = await openUpstream()
    const audit = await inMemory()
    const gate = await openFor(origin, [], { audit: Effect.succeed(audit) })
    const { body } = await gate.call(deletionOf(["vp-000"]))
    expect(body.error_msg).not.toContain("grant")
    expect(await toldBy(audit)).toEqual([
      expect.objectContaining({
        event: "refused",
        vpcep_ids: ["vp-000"],
        error_code: "APIGW.0302",
        reason: expect.stringMatching(/^ADMIN may not delete "vp-000": it has no grant; /u)
      })
    ])
  })

  it("has no row of strangers, of dry runs, or of reads that it was not to tell", async () => {
    const { call, told } = await openAudited(5)
    await call({ ...deletionOf(["vp-000"]), by: keys.unknown })
    await call({ ...deletionOf(["vp-000"]), headers: { region, "X-Codearts-Dry-Run": "true" } })
    await call(list)
    expect(await told()).toEqual([])
  })

  it("has a row of each read where it is to tell them, refused ones too", async () => {
    const { call, told } = await openAudited(5, true)
    await call(list)
    await call({ ...list, target: "/v2/vpceps" })
    expect(await told()).toEqual([
      {
        event: "read",
        ...asked,
        verb: "list",
        vpcep_ids: [],
        status: 200,
        upstream_request_id: expect.any(String)
      },
      expect.objectContaining({ event: "refused", verb: "list", status: 400 })
    ])
  })

  const fates: ReadonlyArray<readonly [string, () => Promise<string>, object]> = [
    [
      "nobody knows of a 500",
      async () => (await openUpstream((answer) => answer.writeHead(500).end())).origin,
      { outcome: "unknown", status: 500 }
    ],
    [
      "nobody knows where the connection was cut",
      async () => (await openRawUpstream((socket) => socket.destroy())).origin,
      { outcome: "unknown", reason: expect.any(String) }
    ],
    ["was never sent", unusedOrigin, { outcome: "unsent", reason: expect.any(String) }],
    [
      "was refused",
      async () => (await openUpstream((answer) => answer.writeHead(409).end())).origin,
      { outcome: "refused", status: 409 }
    ]
  ]
  for (const [what, open, outcome] of fates) {
    it(`tells a deletion that ${what}`, async () => {
      const audit = await inMemory()
      const gate = await openGate(remoteAt(await open()), { audit: Effect.succeed(audit) })
      await gate.call(deletionOf(["vp-000"]))
      expect(await toldBy(audit)).toEqual([
        { event: "accepted", ...asked, vpcep_ids: ["vp-000"] },
        { event: "answered", of: 1, ...outcome }
      ])
    })
  }

  it("tells a deletion as unsent that was let pass and then not sent, and as nothing else", async () => {
    const { arrived, origin } = await openUpstream()
    const audit = await inMemory()
    const gate = await openGate(remoteAt(origin), { audit: Effect.succeed(audit) })
    // Equal ones are dated into seconds of their own, of which there are a minute's.
    const equal = Array.from({ length: 63 }, (_, index) =>
      gate.call({ ...deletionOf(["vp-000"]), seconds: -index })
    )
    const statuses = (await Promise.all(equal)).map(({ status }) => status)
    const refused = statuses.filter((status) => status === 409).length
    expect([refused > 0, arrived.length]).toEqual([true, 63 - refused])
    const events = await toldBy(audit)
    expect(events.filter(({ event }) => event === "accepted")).toHaveLength(63)
    expect(events.filter(({ event }) => event === "refused")).toEqual([])
    const unsent = events.filter((event) => "outcome" in event && event.outcome === "unsent")
    expect(unsent).toHaveLength(refused)
  })

  it("holds no secret and no signature of what it tells", async () => {
    const audit = await inMemory({ reads: true })
    const gate = await openGuarded("embedded", seedOf(5), {}, { audit: Effect.succeed(audit) })
    const request = gate.requestOf(deletionOf(["vp-000"]))
    await gate.sendAgain(request)
    await gate.call({ ...deletionOf(["vp-001"]), by: "token-a" })
    await gate.call({ ...list, by: "token-a" })
    const text = await exportOf(audit)
    const [signature = ""] = /[0-9a-f]{64}$/u.exec(
      request.headers.find(([name]) => name.toLowerCase() === "authorization")?.[1] ?? ""
    ) ?? [""]
    expect(signature).toHaveLength(64)
    for (const secret of [signature, "token-a", keys.admin.secretKey])
      expect(text).not.toContain(secret)
  })
})

const inFile = (file: string) => Effect.flatMap(auditInFile(file), (store) => auditOver(store))

const change = {
  event: "accepted",
  request_id: "r",
  principal: "p",
  source: "s",
  verb: "delete",
  enterprise_id: "tenant-a",
  region,
  vpcep_ids: ["vp-000"],
  plan: `sha256:${"ab".repeat(32)}`
} as const

/** What was done with an audit in a file, which is closed then. */
const during = <A>(file: string, work: (audit: Audit) => Effect.Effect<A, unknown>): Promise<A> =>
  Effect.runPromise(Effect.scoped(Effect.flatMap(inFile(file), work)))

const outcome = { event: "answered", of: 1, outcome: "done" } as const

describe("an audit in a file", () => {
  it("goes on where it was, for its owner alone", async () => {
    const file = join(directory(), "audit.db")
    await during(file, (audit) => Effect.all([audit.append(change), audit.append(outcome)]))
    const rows = await during(file, (audit) =>
      Effect.andThen(
        audit.append(change),
        Effect.promise(() => toldBy(audit))
      )
    )
    expect(rows).toEqual([change, outcome, change])
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  it("tells a change as unknown whose answer its process did not live to hear", async () => {
    const file = join(directory(), "audit.db")
    await during(file, (audit) => audit.append(change))
    const rows = await during(file, (audit) => Effect.promise(() => toldBy(audit)))
    expect(rows).toEqual([
      change,
      {
        event: "answered",
        of: 1,
        outcome: "unknown",
        reason: "the gateway ended before it heard what became of it"
      }
    ])
    expect(await during(file, (audit) => Effect.promise(() => toldBy(audit)))).toHaveLength(2)
  })

  it.each(["done", "unknown", "refused", "unsent"] as const)(
    "knows what a plan took, or did not, whose deletion was %s",
    async (fate) => {
      const expected = fate === "done" || fate === "unknown" ? 1 : 0
      const file = join(directory(), "audit.db")
      await during(file, (audit) =>
        Effect.all([audit.append(change), audit.append({ ...outcome, outcome: fate })])
      )
      const gone = (audit: Audit) => audit.goneBy(change.plan)
      expect(await during(file, gone)).toHaveLength(expected)
      expect(await during(file, (audit) => audit.goneBy("another"))).toEqual([])
      const memory = await inMemory()
      await Effect.runPromise(memory.append(change))
      await Effect.runPromise(memory.append({ ...outcome, outcome: fate }))
      expect(await Effect.runPromise(gone(memory))).toHaveLength(expected)
    }
  )

  it("is written in the order of its rows, however many come at once", async () => {
    const file = join(directory(), "audit.db")
    const rows = await during(file, (audit) =>
      Effect.all(
        Array.from({ length: 300 }, () => audit.append(change)),
        { concurrency: "unbounded" }
      )
    )
    expect(rows).toEqual(Array.from({ length: 300 }, (_, index) => index + 1))
  })

  const refusalOf = (file: string) =>
    Effect.runPromise(Effect.flip(Effect.scoped(inFile(file)))).then(String)

  it("is refused where another has it open, or where it is something else", async () => {
    const home = directory()
    const file = join(home, "audit.db")
    await inTest(inFile(file))
    expect(await refusalOf(file)).toContain("another process has it open")
    const other = join(home, "other")
    writeFileSync(other, "something else, and long enough to be taken for no database at all")
    expect(await refusalOf(other)).toContain("it is not an audit of this gateway")
    const foreign = join(home, "foreign")
    new DatabaseSync(foreign).exec("CREATE TABLE t (a)")
    expect(await refusalOf(foreign)).toContain("it is not an audit of this gateway")
    expect(await refusalOf(join(home, "missing", "audit.db"))).toContain("cannot be used")
  })

  it("goes on unbroken after rows that could not be written", async () => {
    const file = join(directory(), "audit.db")
    await during(file, () => Effect.void)
    const picky = new DatabaseSync(file)
    picky.exec(
      `CREATE TRIGGER picky BEFORE INSERT ON audit WHEN NEW.line LIKE '%vp-bad%'
       BEGIN SELECT RAISE(ABORT, 'not this one'); END`
    )
    picky.close()
    const bad = { ...change, vpcep_ids: ["vp-bad"] }
    const rows = await during(file, (audit) =>
      Effect.gen(function* () {
        yield* audit.append(change)
        yield* Effect.flip(audit.append(bad))
        yield* audit.append(change)
        return yield* Effect.promise(() => toldBy(audit))
      })
    )
    expect(rows).toEqual([change, change])
  })

  it("that cannot be written lets no deletion pass, nor be refused in silence; reads go on", async () => {
    const file = join(directory(), "audit.db")
    await during(file, () => Effect.void)
    const full = new DatabaseSync(file)
    full.exec(
      "CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'no room'); END"
    )
    full.close()
    const audit = inFile(file)
    const { call, left, log, seen } = await openGuarded("remote", seedOf(2), {}, { audit })
    for (const vpcep_ids of [["vp-000"], ids(2)]) {
      const { body, header, status } = await call(deletionOf(vpcep_ids))
      expect([status, body.error_code, header("retry-after")]).toEqual([503, "KIT.0003", "5"])
    }
    expect(seen).toEqual([])
    expect(log).not.toEqual([])
    expect(await left()).toBe(2)
  })
})

describe("the page of an audit", () => {
  it("begins after any row, and ends with a head that was signed", async () => {
    const { privateKey } = generateKeyPairSync("ed25519")
    const pem = privateKey.export({ format: "pem", type: "pkcs8" })
    const key_file = join(directory(), "key.pem")
    writeFileSync(key_file, pem, { mode: 0o600 })
    const audit = await inTest(makeAudit({ audit: { key_file } }, readSecret))
    const { key } = Result.getOrThrow(signerOf(pem))
    for (let count = 0; count < 3; count += 1) await Effect.runPromise(audit.append(change))
    const whole = readAudit(await exportOf(audit), { key })
    expect(whole).toMatchObject({ problems: [], signedBy: key, open: [1, 2, 3] })
    const hashes = whole.rows.map(({ hash }: AuditRow) => hash)
    for (const after of [1, 2, 3]) {
      const text = await exportOf(audit, `after=${after}`)
      const expected = { key, after: hashes[after - 1] ?? "", head: hashes[2] ?? "" }
      const { problems, rows } = readAudit(text, expected)
      expect([problems, rows.length]).toEqual([[], 3 - after])
    }
  })

  it.each(["after=4", "after=-1", "after=x", "after=1e3"])("refuses %s", async (query) => {
    const audit = await inMemory()
    const refused = await Effect.runPromise(Effect.flip(auditPage(audit, { query })))
    expect(refused).toMatchObject({ status: 400, error_code: "UC.00011002" })
  })

  it("is not signed with a key that others may read, or that is none", async () => {
    const key_file = join(directory(), "key.pem")
    writeFileSync(key_file, "nothing")
    const problem = () =>
      Effect.runPromise(Effect.flip(Effect.scoped(makeAudit({ audit: { key_file } }, readSecret))))
    chmodSync(key_file, 0o604)
    expect(String(await problem())).toContain("chmod 600")
    chmodSync(key_file, 0o600)
    expect(String(await problem())).toContain("must be an unencrypted Ed25519 private key")
  })
})

it("loses the first rows of an audit in memory, and keeps the last 10,000", async () => {
  const audit = await inMemory()
  const many = Array.from({ length: 10_003 }, () => audit.append(change))
  await Effect.runPromise(Effect.all(many, { concurrency: "unbounded" }))
  const { lines, rows } = await Effect.runPromise(audit.page(0, 20_000))
  expect([lines.length, rows]).toEqual([10_000, 10_003])
  expect(lines[0]).toContain('"row":4}')
  expect((await Effect.runPromise(audit.page(10_000, 5))).lines).toHaveLength(3)
})
