import { Result } from "effect"
import { describe, expect, it } from "vitest"
import {
  Approval,
  evidenceFiles,
  Manifest,
  Plan,
  readSealed,
  seal,
  Snapshot,
  writeSealed
} from "../src/index.ts"
import { bundleOf } from "./bundle.ts"
import { planner } from "./world.ts"

type Path = ReadonlyArray<string | number>

/** The paths of all objects in a document, but of the API's own, which keep what we do not know. */
const objectsIn = (value: unknown, path: Path = []): ReadonlyArray<Path> => {
  if (typeof value !== "object" || value === null || path.includes("entries")) return []
  const inner = Object.entries(value).flatMap(([key, each]) => objectsIn(each, [...path, key]))
  return Array.isArray(value) ? inner : [path, ...inner]
}

const changedAt = (
  content: object,
  path: Path,
  change: (object: Record<string, unknown>) => void
) => {
  const copy = structuredClone(content)
  // Walked as the paths were found.
  const found = path.reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], copy)
  change(found as Record<string, unknown>)
  return copy
}

describe.each([
  ["plan", evidenceFiles.plan, Plan],
  ["snapshot", evidenceFiles.snapshot, Snapshot],
  ["approval", "approval-1.json", Approval],
  ["evidence", evidenceFiles.manifest, Manifest]
] as const)("a %s", (kind, file, schema) => {
  const contentOf = () => JSON.parse(bundleOf([], planner).get(file) ?? "").content
  const holds = (changed: object) =>
    Result.isSuccess(readSealed(kind, schema, writeSealed(seal(changed))))

  it("is read as it was sealed", () => {
    expect(holds(contentOf())).toBe(true)
  })

  it("is refused with a field too many or too few, wherever, even where its seal fits", () => {
    const content = contentOf()
    for (const path of objectsIn(content)) {
      // Outcomes are counted by name, so there is no name too many.
      if (path.includes("outcomes")) continue
      expect([path, holds(changedAt(content, path, (object) => (object.and = 1)))]).toEqual([
        path,
        false
      ])
      const names = Object.keys(path.reduce((at, key) => at[key], content))
      for (const name of names) {
        const without = changedAt(content, path, (object) => delete object[name])
        expect([path, name, holds(without)]).toEqual([path, name, false])
      }
    }
  })
})
