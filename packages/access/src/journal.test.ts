import { Result } from "effect"
import { describe, expect, it } from "vitest"
import { drive, server } from "../test/drive.ts"
import { planOf, started } from "../test/planned.ts"
import { eps, now } from "../test/world.ts"
import { advance, beginning } from "./apply.ts"
import { canonicalJson } from "./canonical.ts"
import type { ApplyEvent } from "./events.ts"
import { journalRow, readJournal } from "./journal.ts"
import { seal } from "./seal.ts"

const planned = () => seal(planOf(eps(65)))

const written = (events: ReadonlyArray<ApplyEvent>) => {
  let [head, rows, text] = [planned().digest, 0, ""]
  for (const event of events) {
    const row = journalRow({ head, rows }, event, now)
    head = row.head
    rows += 1
    text += row.line
  }
  return { head, text }
}

/** What happens while 65 entries are deleted, and what is written of it. */
const history = () => {
  const events: Array<ApplyEvent> = [started]
  const end = drive(
    Result.getOrThrow(advance(beginning(planned().content), started)),
    server(eps(65), ["deletes", "loses the answer"]),
    (event) => events.push(event)
  )
  const { head, text } = written(events)
  return { events, end, head, text, lines: text.split("\n").slice(0, -1) }
}

const read = (changed: string) => {
  const { content, digest } = planned()
  return readJournal(content, digest, changed)
}

const fault = (changed: string) =>
  Result.match(read(changed), { onSuccess: () => "whole", onFailure: ({ message }) => message })

describe("a journal", () => {
  it("tells again what happened, to the same state and head", () => {
    const { end, events, head, text } = history()
    expect(Result.getOrThrow(read(text))).toEqual({
      state: end,
      events,
      times: events.map(() => now.toISOString()),
      rows: events.length,
      head,
      whole: text.length
    })
  })

  it("is empty before anything happened", () => {
    expect(Result.getOrThrow(read(""))).toMatchObject({ rows: 0, head: planned().digest, whole: 0 })
  })

  it("forgets a row that was cut off while it was written, and knows where to go on", () => {
    const { events, lines, text } = history()
    const torn = text.slice(0, -20)
    const { rows, whole } = Result.getOrThrow(read(torn))
    expect([rows, torn.slice(0, whole)]).toEqual([
      events.length - 1,
      `${lines.slice(0, -1).join("\n")}\n`
    ])
  })

  it("names the row of a byte that changed, whichever it is", () => {
    const { lines } = history()
    for (const [row, line] of lines.entries()) {
      for (const at of [3, Math.floor(line.length / 2), line.length - 4]) {
        const other = line.slice(0, at) + (line[at] === "0" ? "1" : "0") + line.slice(at + 1)
        expect(fault(`${lines.with(row, other).join("\n")}\n`)).toMatch(
          new RegExp(`^row ${row + 1} of the journal: `, "u")
        )
      }
    }
  })

  it("names the place of a row that was cut, or moved", () => {
    const { lines } = history()
    for (const row of lines.keys()) {
      if (row === lines.length - 1) continue
      expect(fault(`${lines.toSpliced(row, 1).join("\n")}\n`)).toBe(
        `row ${row + 1} of the journal: it does not follow the row before it: one was cut, added or moved`
      )
    }
    const [first = "", second = "", ...rest] = lines
    expect(fault(`${[second, first, ...rest].join("\n")}\n`)).toContain("row 1")
  })

  const changed = (change: object) => (second: string) =>
    canonicalJson({ ...JSON.parse(second), ...change })

  const resumedAfter = (head: string, rows: number) =>
    journalRow({ head, rows }, { event: "resumed" }, now).line.trimEnd()

  it.each<[string, (second: string, first: string) => string, string]>([
    ["is not JSON", () => "{", "it is not JSON"],
    ["is written in another way", (second) => `${second} `, "its bytes are not in canonical form"],
    ["is something else", () => "{}", "it is not a row of a journal"],
    ["says more than it should", changed({ and: 1 }), "it is not a row of a journal"],
    [
      "says something else than its hash",
      changed({ at: "2026-05-25T08:00:00.001Z" }),
      "its hash does not fit what it says"
    ],
    [
      "has another number",
      (_, first) => resumedAfter(JSON.parse(first).hash, 5),
      "it does not follow the row before it"
    ],
    [
      "follows another row",
      () => resumedAfter(planned().digest, 1),
      "it does not follow the row before it"
    ]
  ])("names a row that %s", (_, lineOf, reason) => {
    const [first = "", second = ""] = history().lines
    expect(fault(`${first}\n${lineOf(second, first)}\n`)).toContain(
      `row 2 of the journal: ${reason}`
    )
  })

  it("that is broken says so in its error, with the row and the reason", () => {
    expect(
      Result.match(read("{\n"), { onSuccess: () => "whole", onFailure: (error) => error })
    ).toMatchObject({ _tag: "BrokenJournal", row: 1, reason: "it is not JSON" })
  })

  it("of another plan is not this one's", () => {
    const other = seal(planOf(eps(3)))
    expect(Result.isFailure(readJournal(other.content, other.digest, history().text))).toBe(true)
  })

  it("whose hashes fit cannot tell what cannot have happened", () => {
    const forged = written([started, { event: "deleting", chunk: 0, vpcep_ids: eps(30) }])
    expect(fault(forged.text)).toBe("row 2 of the journal: it is not the time to delete")
  })
})
