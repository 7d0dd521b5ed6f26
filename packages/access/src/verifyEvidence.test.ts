import { describe, expect, it } from "vitest"
import { bundleOf } from "../test/bundle.ts"
import { approver, planner } from "../test/world.ts"
import { digestOf } from "./canonical.ts"
import { evidenceFiles, type Files, type Manifest } from "./evidence.ts"
import { seal, writeSealed } from "./seal.ts"
import { verifyEvidence } from "./verifyEvidence.ts"

const bundle = bundleOf()

const changed = (name: string, change: (text: string) => string): Files =>
  new Map(bundle).set(name, change(bundle.get(name) ?? ""))

const without = (name: string): Files => new Map([...bundle].filter(([file]) => file !== name))

/** A bundle with a file replaced and the manifest made to fit it, as a forger would. */
const forged = (name: string, text: string): Files => {
  const { content } = JSON.parse(bundle.get(evidenceFiles.manifest) ?? "") as { content: Manifest } // of our own making
  const files = content.files.map((file) =>
    file.name === name ? { name, digest: digestOf(text) } : file
  )
  return new Map(bundle)
    .set(name, text)
    .set(evidenceFiles.manifest, writeSealed(seal({ ...content, files })))
}

describe("verifying a bundle", () => {
  it("finds a sound one sound, and says what it is of", () => {
    expect(verifyEvidence(bundle)).toEqual({
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
    expect(verifyEvidence(bundle, { key: planner.key }).problems).toEqual([
      "manifest.json: nobody signed it"
    ])
    expect(verifyEvidence(signed, { head: `sha256:${"0".repeat(64)}` }).problems).toEqual([
      "journal.jsonl: does not end at the head given"
    ])
  })

  it.each([...bundle.keys()])("names %s when a byte of it changes", (name) => {
    const size = bundle.get(name)?.length ?? 0
    for (const at of [0, Math.floor(size / 3), Math.floor(size / 2), size - 2, size - 1]) {
      const files = changed(
        name,
        (text) => text.slice(0, at) + (text[at] === "a" ? "b" : "a") + text.slice(at + 1)
      )
      const { problems } = verifyEvidence(files)
      expect(problems.filter((problem) => problem.startsWith(`${name}:`))).not.toEqual([])
    }
  })

  it.each([...bundle.keys()].filter((name) => name !== evidenceFiles.manifest))(
    "misses %s",
    (name) => {
      expect(verifyEvidence(without(name)).problems).toContain(`${name}: is not there`)
    }
  )

  it("names a file too many", () => {
    const files = new Map(bundle).set("notes.txt", "")
    expect(verifyEvidence(files).problems).toEqual(["notes.txt: is not in the manifest"])
  })

  it("names the row that was cut out of the journal, even where the manifest was made to fit", () => {
    const lines = (bundle.get(evidenceFiles.journal) ?? "").split("\n")
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
    const { content } = JSON.parse(bundle.get(evidenceFiles.manifest) ?? "") as {
      content: Manifest
    } // of our own making
    const files = content.files.filter(({ name }) => name !== "approval-1.json")
    const manifest = writeSealed(seal({ ...content, files }))
    const bare = new Map(without("approval-1.json")).set(evidenceFiles.manifest, manifest)
    expect(verifyEvidence(bare).problems).toEqual([
      expect.stringContaining("need a second person's approval: there is none")
    ])
  })

  it("finds a deleted entry that is in the list afterwards", () => {
    const files = forged(evidenceFiles.after, bundle.get(evidenceFiles.before) ?? "")
    expect(verifyEvidence(files).problems[0]).toBe(
      "after.json: ep-0050 is in the list, and was deleted"
    )
  })

  it("has a page that people can read", () => {
    const page = bundle.get(evidenceFiles.report)
    expect(page).toContain("Carried out to its end. deleted: 5")
    expect(page).toContain("Does not cover the second list")
    expect(page).toMatch(/\| ep-0050 \| ap-southeast-3 \| tenant-1 \| deleted \|/u)
  })
})
