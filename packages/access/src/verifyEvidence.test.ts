import { describe, expect, it } from "vitest"
import { bundleOf } from "../test/bundle.ts"
import type { Fate } from "../test/drive.ts"
import { approver, planner } from "../test/world.ts"
import { digestOf } from "./canonical.ts"
import { evidenceFiles, type Files, type Manifest } from "./evidence.ts"
import { seal, writeSealed } from "./seal.ts"
import { verifyEvidence } from "./verifyEvidence.ts"

const files = [...Object.values(evidenceFiles), "approval-1.json"]

const textOf = (name: string): string => bundleOf().get(name) ?? ""

const without = (name: string): Files => new Map([...bundleOf()].filter(([file]) => file !== name))

/** What the manifest says, to be changed. */
const manifestOf = (): Manifest => JSON.parse(textOf(evidenceFiles.manifest)).content

/** A bundle with a file replaced and the manifest made to fit it, as a forger would. */
const forged = (name: string, text: string): Files => {
  const content = manifestOf()
  const listed = content.files.map((file) =>
    file.name === name ? { name, digest: digestOf(text) } : file
  )
  return new Map(bundleOf())
    .set(name, text)
    .set(evidenceFiles.manifest, writeSealed(seal({ ...content, files: listed })))
}

describe("verifying a bundle", () => {
  it("finds a sound one sound, and says what it is of", () => {
    expect(verifyEvidence(bundleOf())).toEqual({
      problems: [],
      head: expect.stringMatching(/^sha256:/u),
      finished: true,
      outcomes: { deleted: 5 }
    })
  })

  it("finds one sound that was cut off, and says that it did not finish", () => {
    const { finished, outcomes, problems } = verifyEvidence(bundleOf(["crashes us"]))
    expect([problems, finished, outcomes]).toEqual([[], false, { unknown: 5 }])
  })

  it("says who signed it, and holds it to a key and a head", () => {
    const signed = bundleOf([], planner)
    const { head = "", signedBy } = verifyEvidence(signed)
    expect(signedBy).toBe(planner.key)
    expect(verifyEvidence(signed, { head, key: planner.key }).problems).toEqual([])
    expect(verifyEvidence(signed, { key: approver.key }).problems).toEqual([
      "manifest.json: another key signed it"
    ])
    expect(verifyEvidence(bundleOf(), { key: planner.key }).problems).toEqual([
      "manifest.json: nobody signed it"
    ])
    expect(verifyEvidence(signed, { head: `sha256:${"0".repeat(64)}` }).problems).toEqual([
      "journal.jsonl: does not end at the head given"
    ])
  })

  it.each(files)("names %s when a byte of it changes", (name) => {
    const bundle = bundleOf()
    const text = bundle.get(name) ?? ""
    const size = text.length
    for (const at of [0, Math.floor(size / 3), Math.floor(size / 2), size - 2, size - 1]) {
      const other = text.slice(0, at) + (text[at] === "a" ? "b" : "a") + text.slice(at + 1)
      const { problems } = verifyEvidence(new Map(bundle).set(name, other))
      expect(problems.filter((problem) => problem.startsWith(`${name}:`))).not.toEqual([])
    }
  })

  it.each(files)("misses %s", (name) => {
    expect(verifyEvidence(without(name)).problems).toContain(`${name}: is not there`)
  })

  it.each([
    [evidenceFiles.manifest, "manifest"],
    [evidenceFiles.plan, "plan"],
    [evidenceFiles.snapshot, "snapshot"],
    [evidenceFiles.before, "snapshot"],
    [evidenceFiles.after, "snapshot"],
    ["approval-1.json", "approval"]
  ])("says what %s should be: a %s", (name, kind) => {
    const { problems } = verifyEvidence(new Map(bundleOf()).set(name, "{"))
    expect(problems).toContain(`${name}: not a sound ${kind}: it is not JSON`)
  })

  it("counts no approval that it cannot read, and nothing as finished that nobody says is", () => {
    const unread = verifyEvidence(new Map(bundleOf()).set("approval-1.json", "{"))
    expect(unread.problems).toContainEqual(expect.stringContaining("approval: there is none"))
    const { finished, outcomes } = verifyEvidence(without(evidenceFiles.manifest))
    expect([finished, outcomes]).toEqual([false, {}])
  })

  it("holds the manifest's counts to the journal", () => {
    const manifest = writeSealed(seal({ ...manifestOf(), outcomes: { deleted: 6 } }))
    const files = new Map(bundleOf()).set(evidenceFiles.manifest, manifest)
    expect(verifyEvidence(files).problems).toEqual([
      "manifest.json: counts other outcomes than the journal"
    ])
  })

  it("holds the snapshot read before to the one the journal starts with", () => {
    const problem = "before.json: is not the snapshot that the journal starts with"
    const other = forged(evidenceFiles.before, textOf(evidenceFiles.snapshot))
    expect(verifyEvidence(other).problems).toEqual([problem])
    const { problems } = verifyEvidence(forged(evidenceFiles.journal, ""))
    expect(problems).toContain(problem)
  })

  it.each<[string, Fate]>([
    ["was refused", "refuses"],
    ["may have been lost", "loses the request"]
  ])("finds nothing wrong with an entry that is still there, and whose deletion %s", (_, fate) => {
    expect(verifyEvidence(bundleOf([fate, fate, fate])).problems).toEqual([])
  })

  it("names a file too many", () => {
    const more = new Map(bundleOf()).set("notes.txt", "")
    expect(verifyEvidence(more).problems).toEqual(["notes.txt: is not in the manifest"])
  })

  it("names the row that was cut out of the journal, even where the manifest was made to fit", () => {
    const lines = textOf(evidenceFiles.journal).split("\n")
    const cut = forged(evidenceFiles.journal, lines.toSpliced(1, 1).join("\n"))
    expect(verifyEvidence(cut).problems).toEqual([
      expect.stringMatching(/^journal.jsonl: row 2 of the journal: .*cut/u)
    ])
    const end = forged(evidenceFiles.journal, `${lines.slice(0, -2).join("\n")}\n`)
    expect(verifyEvidence(end).problems).toEqual([
      "journal.jsonl: does not end where the manifest says",
      "manifest.json: says another end than the journal"
    ])
  })

  it("misses the approval that the plan needed", () => {
    const content = manifestOf()
    const listed = content.files.filter(({ name }) => name !== "approval-1.json")
    const manifest = writeSealed(seal({ ...content, files: listed }))
    const bare = new Map(without("approval-1.json")).set(evidenceFiles.manifest, manifest)
    expect(verifyEvidence(bare).problems).toEqual([
      expect.stringContaining("need a second person's approval: there is none")
    ])
  })

  it("finds a deleted entry that is in the list afterwards", () => {
    const later = forged(evidenceFiles.after, textOf(evidenceFiles.before))
    expect(verifyEvidence(later).problems[0]).toBe(
      "after.json: ep-0050 is in the list, and was deleted"
    )
  })

  it("has a page that people can read", () => {
    const page = textOf(evidenceFiles.report)
    expect(page).toContain(
      "Carried out to its end, from 2026-05-25T08:00:00.000Z to 2026-05-25T08:00:00.000Z. deleted: 5"
    )
    expect(page).toContain("This page and all files beside it: signed by nobody")
    expect(bundleOf([], approver).get(evidenceFiles.report)).toContain(
      "This page and all files beside it: signed by Second ("
    )
    expect(page).toContain("Does not cover the second list")
    expect(page).toMatch(/\| ep-0050 \| ap-southeast-3 \| tenant-1 \| deleted \|/u)
  })
})
