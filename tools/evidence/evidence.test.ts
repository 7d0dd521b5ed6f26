import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { recorded } from "../reference/recorded.ts"
import { evidencePage } from "./evidencePage.ts"
import { evidence } from "./rows.ts"

const root = join(import.meta.dirname, "../..")
const rows = Object.values(evidence).flat()
const tests = rows.flatMap(({ tests: named = [] }) => named)

describe("every behaviour on the evidence page", () => {
  it("has a proof: a documented one a section, any other a test", () => {
    const bare = rows.filter(({ sections, tests: named, verdict }) =>
      verdict === "documented" ? sections === undefined : named === undefined
    )
    expect(bare).toEqual([])
  })

  it("is told once, in a line of the page", () => {
    const behaviours = rows.map(({ behaviour }) => behaviour)
    expect(new Set(behaviours).size).toBe(behaviours.length)
    const page = evidencePage()
    expect(behaviours.filter((behaviour) => !page.includes(`| ${behaviour} |`))).toEqual([])
  })

  it("names sections that the reference has", () => {
    const { sections } = recorded()
    expect(
      rows.flatMap((row) => row.sections ?? []).filter((each) => !sections.includes(each))
    ).toEqual([])
  })

  it("claims no measurement, for nobody has called the live cloud", () => {
    expect(rows.filter(({ verdict }) => verdict === "measured")).toEqual([])
  })

  it("names tests that exist, by file and title", () => {
    const missing = tests.filter(
      ({ file, title }) =>
        !existsSync(join(root, file)) ||
        !readFileSync(join(root, file), "utf8").includes(JSON.stringify(title))
    )
    expect(missing).toEqual([])
  })

  it("says of what is unknown whether there is a switch", () => {
    const unknown = rows.filter(({ verdict }) => verdict === "unknown").length
    expect(unknown).toBeGreaterThan(0)
    expect(evidencePage().split("| none |")).toHaveLength(
      rows.filter((row) => row.verdict === "unknown" && row.switch === undefined).length + 1
    )
  })
})
