import {
  auditBeginning,
  type AuditEvent,
  auditHead,
  auditRow,
  type AuditTail,
  type Signer,
  signerOf,
  writeSealed
} from "@codearts/access"
import { Result } from "effect"
import { generateKeyPairSync } from "node:crypto"
import { describe, expect, it } from "vitest"
import { codearts, type Sent } from "./codearts.ts"
import { file } from "./file.ts"
import { saying, server } from "./server.ts"

const now = new Date("2026-05-25T08:00:00Z")

const change: AuditEvent = {
  event: "accepted",
  request_id: "0123456789abcdef",
  principal: "CI",
  source: "127.0.0.1",
  verb: "delete",
  enterprise_id: "tenant-1",
  region: "ap-southeast-3",
  vpcep_ids: ["ep-1"]
}

const events: ReadonlyArray<AuditEvent> = [
  change,
  { event: "answered", of: 1, outcome: "done", status: 200 },
  change
]

const chained = (told: ReadonlyArray<AuditEvent> = events) => {
  let tail: AuditTail = auditBeginning
  return told.map((event) => {
    const { head, line } = auditRow(tail, event, now)
    tail = { head, rows: tail.rows + 1 }
    return { line, tail }
  })
}

const key = (): Signer => {
  const { privateKey } = generateKeyPairSync("ed25519")
  return Result.getOrThrow(signerOf(privateKey.export({ format: "pem", type: "pkcs8" })))
}

const rows = chained()
const head = rows.at(-1)?.tail.head ?? ""

const linesOf = (some: typeof rows) => some.map(({ line }) => line).join("")

const exported = (some = rows, signer?: Signer) =>
  `${linesOf(some)}${writeSealed(auditHead(some.at(-1)?.tail ?? auditBeginning, now, signer))}`

/** An admin listener with that audit, of which it tells two rows at once. */
const listener = (all = rows) =>
  server(({ path }: Sent) => {
    const after = Number(new URL(path, "http://gateway").searchParams.get("after"))
    const page = all.slice(after, after + 2)
    const tail = (page.at(-1) ?? all.at(after - 1))?.tail ?? auditBeginning
    return {
      status: 200,
      body: `${linesOf(page)}${writeSealed(auditHead(tail, now))}`,
      headers: { "x-codearts-audit-rows": String(all.length) }
    }
  })

describe("codearts audit export", () => {
  it("prints every row, page by page, and the head of the last page", async () => {
    const { sent, status, stderr, stdout } = await codearts("audit export", { server: listener() })
    expect([status, stderr, `${stdout}\n`]).toEqual([0, "", exported()])
    expect(sent.map(({ method, origin, path }) => `${method} ${String(origin)}${path}`)).toEqual([
      "GET http://127.0.0.1:8081/audit?after=0",
      "GET http://127.0.0.1:8081/audit?after=2"
    ])
  })

  it("goes on after a row, of which there may be none more", async () => {
    const line = "audit export --after 1 --admin-url http://127.0.0.1:9"
    const { sent, status, stdout } = await codearts(line, { server: listener() })
    expect([status, stdout.split("\n").length]).toEqual([0, 3])
    expect(sent).toHaveLength(1)
    const nothing = await codearts("audit export --after 3", { server: listener() })
    expect([nothing.status, nothing.stdout.split("\n").length]).toEqual([0, 1])
    const empty = await codearts("audit export", { server: listener([]) })
    expect([empty.status, `${empty.stdout}\n`]).toEqual([0, exported([])])
  })

  it("prints CSV and OCSF", async () => {
    const csv = await codearts("audit export --form csv", { server: listener() })
    expect(csv.stdout.split("\r\n").slice(0, 2)).toEqual([
      expect.stringMatching(/^row,at,event,request_id,/u),
      expect.stringMatching(/^1,2026-05-25T08:00:00.000Z,accepted,0123456789abcdef,CI,/u)
    ])
    const ocsf = await codearts("audit export --form ocsf", { server: listener() })
    const told = ocsf.stdout.split("\n").map((line) => JSON.parse(line))
    expect(told.map(({ class_uid, status }) => [class_uid, status])).toEqual([
      [6003, "Success"],
      [6003, "Unknown"]
    ])
  })

  it("exits 3 where what it got is not whole, which it prints", async () => {
    const broken = rows.map((row, index) =>
      index === 1 ? { ...row, line: row.line.replace("done", "sent") } : row
    )
    const { status, stderr, stdout } = await codearts("audit export", { server: listener(broken) })
    expect([status, stdout.split("\n").length]).toEqual([3, 4])
    expect(stderr).toContain("NOT whole: row 2: ")
  })

  it("sends the token of the admin listener, and to this machine or by https alone", async () => {
    const env = { CODEARTS_ADMIN_TOKEN: "a-token-of-the-admin" }
    const { sent } = await codearts("audit export", { env, server: listener() })
    expect(sent[0]?.headers).toMatchObject({ authorization: "Bearer a-token-of-the-admin" })
    const line = "audit export --admin-url http://gateway.example"
    const refused = await codearts(line, { env, server: listener() })
    expect([refused.status, refused.sent]).toEqual([2, []])
  })

  it("tells a refusal, no answer, and what is no audit", async () => {
    const error = { error_code: "APIGW.0301", error_msg: "no token", request_id: "r" }
    expect((await codearts("audit export", { server: saying(401, error) })).status).toBe(4)
    const dead = await codearts("audit export", { server: server(() => new Error("dead")) })
    expect([dead.status, dead.stderr]).toEqual([1, expect.stringContaining("no answer (dead)")])
    const other = await codearts("audit export", { server: saying(200, "hello") })
    expect([other.status, other.stdout]).toEqual([1, ""])
  })
})

describe("codearts audit verify", () => {
  const verify = (text: string | Uint8Array, more = "") =>
    codearts(`audit verify ${file("audit.jsonl", text)} ${more}`)

  it("tells that an audit is whole, and what is in it", async () => {
    const signer = key()
    const { status, stdout } = await verify(
      exported(rows, signer),
      `--head ${head} --signed-by ${signer.key}`
    )
    expect(status).toBe(0)
    expect(stdout.split("\n")).toEqual([
      "whole",
      "rows:   1 to 3",
      "  2 accepted",
      "  1 done",
      "  1 unanswered",
      `head:   ${head}`,
      `signed: by ${signer.key}`
    ])
  })

  it("exits 3 where a byte was changed, and tells the row", async () => {
    const { status, stdout } = await verify(exported().replace('"ep-1"', '"ep-2"'))
    expect(status).toBe(3)
    expect(stdout).toContain("NOT whole\n  row 1: its hash does not fit what it says\n")
  })

  it("exits 3 where the tail was cut, by the head or the key that was kept elsewhere", async () => {
    const cut = exported(rows.slice(0, 2))
    expect((await verify(cut)).status).toBe(0)
    expect((await verify(cut, `--head ${head}`)).status).toBe(3)
    expect((await verify(cut, `--signed-by ${key().key}`)).status).toBe(3)
    expect((await verify(linesOf(rows))).status).toBe(3)
  })

  it("verifies an export that goes on from another one", async () => {
    const text = exported().slice(rows[0]?.line.length)
    expect((await verify(text)).status).toBe(3)
    expect((await verify(text, `--after ${rows[0]?.tail.head}`)).status).toBe(0)
  })

  it("tells it as JSON", async () => {
    const { stdout } = await verify(exported(), "-o json")
    expect(JSON.parse(stdout)).toMatchObject({ problems: [], accepted: 2, done: 1, unanswered: 1 })
  })

  it("takes no file that is not there or no text for an audit", async () => {
    expect((await codearts("audit verify /nowhere/audit.jsonl")).status).toBe(2)
    expect((await verify(Buffer.from([0xff, 0xfe]))).status).toBe(2)
  })

  it("shows how it is used", async () => {
    const { stdout } = await codearts("audit verify --help")
    expect(stdout).toContain("codearts audit verify audit.jsonl --signed-by")
  })
})
