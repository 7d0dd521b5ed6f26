import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { events, exported } from "../test/audited.ts"
import { approver, now, planner } from "../test/world.ts"
import { auditHead, type AuditEvent } from "./audit.ts"
import { auditCsv, auditOcsf } from "./auditForms.ts"
import { readAudit } from "./readAudit.ts"
import { writeSealed } from "./seal.ts"

const [change, answer] = events

/** What a text, read as an audit, is found at fault with. */
const problemOf = (text: string, expected = {}) => readAudit(text, expected).problems.join("; ")

describe("an exported audit", () => {
  it("is whole, and tells every event again, and the changes whose outcome nobody knows", () => {
    const { tail, text } = exported(events, approver)
    const { rows, ...verdict } = readAudit(text, { head: tail.head, key: approver.key })
    expect(verdict).toEqual({ problems: [], open: [5], head: tail.head, signedBy: approver.key })
    expect(rows.map(({ event }) => event)).toEqual(events)
    expect(rows.map(({ row }) => row)).toEqual([1, 2, 3, 4, 5])
  })

  it("may be empty, and unsigned", () => {
    expect(readAudit(exported([]).text)).toMatchObject({ problems: [], signedBy: undefined })
  })

  it("goes on where an earlier export ends", () => {
    const { tail } = exported(events.slice(0, 1))
    const { text } = exported(events.slice(1), undefined, tail)
    expect(problemOf(text, { after: tail.head })).toBe("")
    expect(problemOf(text)).toContain("row 1: it does not follow the row before it")
    expect(problemOf(text, { after: `sha256:${"0".repeat(64)}` })).toContain("row 2: it does not")
  })

  it("is found out by any changed byte", () => {
    const { text } = exported(events, approver)
    const at = fc.integer({ min: 0, max: text.length - 1 })
    const letter = fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code))
    fc.assert(
      fc.property(at, letter, (index, changed) => {
        fc.pre(text[index] !== changed)
        expect(problemOf(text.slice(0, index) + changed + text.slice(index + 1))).not.toBe("")
      }),
      { numRuns: 2000 }
    )
  })

  it("is found out by any byte more or less", () => {
    const { text } = exported(events, approver)
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: text.length - 1 }),
        fc.string({ minLength: 1 }),
        (index, more) => {
          expect(problemOf(text.slice(0, index) + text.slice(index + 1))).not.toBe("")
          expect(problemOf(text.slice(0, index) + more + text.slice(index))).not.toBe("")
        }
      ),
      { numRuns: 500 }
    )
  })

  it("is found out by any row that is cut, moved, or there twice", () => {
    const { lines, text } = exported()
    const headLine = text.slice(lines.join("").length)
    const order = fc.array(fc.integer({ min: 0, max: lines.length - 1 }), { maxLength: 8 })
    fc.assert(
      fc.property(order, (picked) => {
        fc.pre(picked.join() !== [...lines.keys()].join())
        const shuffled = picked.map((index) => lines[index]).join("")
        expect(problemOf(shuffled + headLine)).not.toBe("")
      }),
      { numRuns: 500 }
    )
  })

  it("is found out by a tail that was cut and sealed anew, where the head or the key is known", () => {
    const { tail } = exported()
    for (let count = 0; count < events.length; count += 1) {
      const cut = exported(events.slice(0, count))
      expect(problemOf(cut.text)).toBe("")
      expect(problemOf(cut.text, { head: tail.head })).toBe(
        "it ends with another row than expected"
      )
      expect(problemOf(cut.text, { key: approver.key })).toBe("its head is not signed by that key")
      expect(problemOf(exported(events.slice(0, count), planner).text, { key: approver.key })).toBe(
        "its head is not signed by that key"
      )
    }
  })

  it("is found out without its head, or with that of another row", () => {
    const { lines, tail } = exported()
    expect(problemOf(lines.join(""))).toContain("not a sound head of an audit")
    expect(problemOf("")).toContain("not a sound head of an audit")
    for (const other of [
      { ...tail, rows: 4 },
      { ...tail, head: `sha256:${"0".repeat(64)}` }
    ])
      expect(problemOf(lines.join("") + writeSealed(auditHead(other, now)))).toContain(
        "its head is of another row than its last"
      )
  })

  const answering = (of: number): AuditEvent => ({ event: "answered", of, outcome: "unknown" })

  it.each([
    ["that answers nothing", [answering(0)]],
    ["that answers itself", [answering(1)]],
    ["that answers a row to come", [answering(2), change]],
    ["that answers a second time", [change, answering(1), answering(1)]],
    ["that answers a refusal", [events[2], answering(1)]]
  ])("is found out by a row %s", (_, told) => {
    const sound = told.filter((event) => event !== undefined)
    expect(problemOf(exported(sound).text)).toContain("which is no change that waits for an answer")
  })

  it("may answer a change that an earlier export told", () => {
    const { tail } = exported(events.slice(0, 1))
    const { text } = exported([answer ?? answering(1)], undefined, tail)
    expect(problemOf(text, { after: tail.head })).toBe("")
  })
})

const rows = readAudit(exported().text).rows

it("is a table of CSV, in which no cell is run as a formula", () => {
  const [heading, first, second, third] = auditCsv(rows).split("\r\n")
  expect(heading).toBe(
    "row,at,event,request_id,principal,source,verb,enterprise_id,region,vpcep_ids,snapshot,plan,of,outcome,status,error_code,reason,upstream_request_id,previous,hash"
  )
  expect(first).toContain("1,2026-05-25T08:00:00.000Z,accepted,0123456789abcdef")
  expect(first).toContain(",CI,127.0.0.1,delete,tenant-1,ap-southeast-3,ep-1 ep-2,")
  expect(second).toMatch(/^2,[^,]*,answered,,,,,,,,,,1,done,200,,,up-1,/u)
  expect(third).toContain(",403,KIT.0001,'=last-entry: nothing would be left,")
})

it("is an OCSF event of API Activity for each request, with what came of it", () => {
  const told = auditOcsf(rows, { name: "gateway", version: "1.0.0" })
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line))
  expect(told.map(({ status, type_uid }) => [status, type_uid])).toEqual([
    ["Success", 600_304],
    ["Failure", 600_304],
    ["Success", 600_302],
    ["Unknown", 600_304]
  ])
  expect(told[0]).toMatchObject({
    class_uid: 6003,
    actor: { user: { name: "CI" } },
    src_endpoint: { ip: "127.0.0.1" },
    api: { response: { code: 200 }, request: { uid: "0123456789abcdef0123456789abcdef" } },
    cloud: { region: "ap-southeast-3", account: { uid: "tenant-1" } },
    resources: [{ uid: "ep-1" }, { uid: "ep-2" }],
    metadata: { uid: rows[0]?.hash, sequence: 1 }
  })
  expect(told[1].api.response).toMatchObject({ code: 403, error: "KIT.0001" })
})
