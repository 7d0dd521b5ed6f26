import { readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { entries, type ErrorEntry, type Family } from "../src/index.ts"

interface Fact {
  readonly code: string
  readonly status: number
  readonly message: string
}

// The parser cannot know what the published tables hold; the first test below counts their rows.
const reference = JSON.parse(
  readFileSync(new URL("reference.json", import.meta.url), "utf8")
) as Record<Family, ReadonlyArray<Fact>>

const messages = (entry: ErrorEntry): ReadonlyArray<string> => [
  entry.message,
  ...(entry.otherMessages ?? [])
]

const facts = (family: Family): ReadonlyArray<Fact> =>
  entries
    .filter((entry) => entry.family === family)
    .flatMap((entry) =>
      messages(entry).map((message) => ({ code: entry.code, status: entry.status, message }))
    )

const byText = (a: Fact, b: Fact): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)

const published = [
  { family: "UC", rows: 68 },
  { family: "APIGW", rows: 41 },
  { family: "IAM", rows: 3 },
  { family: "KIT", rows: 2 }
] as const

describe.each(published)("the published table of $family", ({ family, rows }) => {
  it(`has ${rows} rows`, () => {
    expect(reference[family]).toHaveLength(rows)
  })

  it.each(reference[family])("documents $code $status as “$message”", (fact) => {
    expect(facts(family).filter(({ code }) => code === fact.code)).toContainEqual(fact)
  })

  it("is all that the catalog documents of the family", () => {
    expect(facts(family).toSorted(byText)).toEqual(reference[family].toSorted(byText))
  })
})
