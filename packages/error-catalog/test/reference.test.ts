import { readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { entries, type ErrorEntry, type Family, statuses } from "../src/index.ts"

interface Fact {
  readonly code: string
  readonly status: number
  readonly message: string
}

// The parser cannot know what the published tables hold; the first test below counts their rows.
const reference = JSON.parse(
  readFileSync(new URL("reference.json", import.meta.url), "utf8")
) as Record<Family, ReadonlyArray<Fact>> & { readonly STATUS: ReadonlyArray<Omit<Fact, "code">> }

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
  { family: "IAM", rows: 19 },
  { family: "KIT", rows: 30 }
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

describe("table 6-1", () => {
  const others = [200, 424, 494] // the documents answer with these elsewhere

  it("has 41 rows, from 100 to 505", () => {
    expect(reference.STATUS).toHaveLength(41)
    expect([reference.STATUS.at(0)?.status, reference.STATUS.at(-1)?.status]).toEqual([100, 505])
  })

  it.each(reference.STATUS)("names $status “$message”", (fact) => {
    expect(statuses).toContainEqual(expect.objectContaining(fact))
  })

  it("is the source of all its statuses, and of no other", () => {
    const fromTable = statuses.filter(({ source }) => source.endsWith("table 6-1"))
    expect(fromTable.map(({ status }) => status)).toEqual(
      reference.STATUS.map(({ status }) => status)
    )
    expect(statuses.filter((row) => !fromTable.includes(row)).map(({ status }) => status)).toEqual(
      others
    )
  })
})
