import * as fc from "fast-check"
import { Result } from "effect"
import { dump } from "js-yaml"
import { isUtf8 } from "node:buffer"
import { describe, expect, it } from "vitest"
import { parseDocument, stringify } from "yaml"
import { isOver, type RegionList } from "../src/allowList.ts"
import { canonicalJson } from "../src/canonical.ts"
import {
  advance,
  type ApplyEvent,
  beginning,
  defaultCaps,
  guard,
  journalRow,
  makePlan,
  outcomesOf,
  readAllowList,
  readJournal,
  seal,
  verifyEvidence,
  withAllowed
} from "../src/index.ts"
import { anyFates, anyList, anyMisspelling, someIds } from "./arbitraries.ts"
import { bundleOf } from "./bundle.ts"
import { drive, type Fate, server } from "./drive.ts"
import { planOf, started } from "./planned.ts"
import { allowTime, runs } from "./runs.ts"
import {
  allowListOf,
  ep,
  eps,
  now,
  planner,
  reading,
  region,
  sealedSnapshot,
  tenant,
  tool
} from "./world.ts"

allowTime()

const target = (vpcep_id: string) => ({ enterprise_id: tenant, region, vpcep_id })

/** Applies a plan to a list, resumed as often as it ends early. */
const applied = (
  plan: Parameters<typeof beginning>[0],
  live: ReadonlyArray<string>,
  fates: ReadonlyArray<Fate>
) => {
  const on = server(live, fates)
  let state = Result.getOrThrow(advance(beginning(plan), started))
  for (let run = 0; run <= fates.length && !state.finished; run++) {
    state = drive(state, on)
    if (!state.finished) state = Result.getOrThrow(advance(state, { event: "resumed" }))
  }
  return { state, on }
}

/** The ids that nothing may delete: kept for good, or allowed today. */
const untouchable = ({ allowed, protected: kept = [], required, self = [] }: RegionList) =>
  new Set([
    ...kept,
    ...self,
    ...Object.values(required ?? {}),
    ...allowed.filter(({ expires }) => !isOver(expires, now)).map(({ vpcep_id }) => vpcep_id)
  ])

describe("for any list, any plan and any network", () => {
  it("no id outside the plan is ever deleted, and every outcome is true", () => {
    fc.assert(
      fc.property(someIds(80), someIds(80), anyFates, (live, planned, fates) => {
        const { on, state } = applied(planOf(planned), live, fates)
        expect(state.finished).toBe(true)
        expect(on.deleted.filter((id) => !planned.includes(id))).toEqual([])
        expect([...on.list].sort()).toEqual(live.filter((id) => !planned.includes(id)).sort())
        for (const { outcome, vpcep_id } of outcomesOf(state)) {
          expect(outcome === "alreadyAbsent").toBe(!live.includes(vpcep_id))
        }
      }),
      runs(3)
    )
  })

  it("no plan has, and no run of it deletes, an id that is kept or allowed today", () => {
    let made = 0
    fc.assert(
      fc.property(anyList, someIds(40), anyFates, (list, live, fates) => {
        const allowList = Result.getOrThrow(readAllowList(JSON.stringify(list)))
        const snapshot = sealedSnapshot(reading(live))
        const plan = makePlan({ allowList, snapshot, now, tool })
        if (Result.isFailure(plan)) return
        const kept = untouchable(list.tenants[0]?.regions[0] ?? { region, allowed: [] })
        const planned = new Set(plan.success.deletions.map(({ vpcep_id }) => vpcep_id))
        expect([...planned].filter((id) => kept.has(id) || !live.includes(id))).toEqual([])
        const { on } = applied(plan.success, live, fates)
        expect(on.deleted.filter((id) => !planned.has(id))).toEqual([])
        made += planned.size > 0 ? 1 : 0
      }),
      runs(3)
    )
    expect(made).toBeGreaterThan(runs(3).numRuns / 10)
  })

  it("what the guards let pass leaves every kept id, something of each list, and is within the caps", () => {
    const { list } = allowListOf({
      allowed: eps(4),
      required: { repo: ep(0), cf2: ep(1) },
      self: [ep(2)],
      protected: [ep(3)]
    })
    const kept = eps(4)
    fc.assert(
      fc.property(someIds(80), someIds(80), (live, going) => {
        const { refusals } = guard(list, live.map(target), going.map(target))
        const harmless =
          going.every((id) => live.includes(id) && !kept.includes(id)) &&
          (going.length === 0 || live.some((id) => !going.includes(id))) &&
          going.length <= defaultCaps.maximum &&
          (live.length <= 5 || going.length * 100 <= defaultCaps.percent * live.length)
        expect(refusals.length === 0).toBe(harmless)
      }),
      runs()
    )
  })
})

describe("evidence", () => {
  const place = fc.record({ file: fc.nat(), at: fc.nat(), by: fc.integer({ min: 1, max: 255 }) })

  it("does not hold with any one byte changed, in any of its files", () => {
    const bundle = bundleOf(["loses the answer"], planner)
    const files = [...bundle.keys()]
    fc.assert(
      fc.property(place, ({ at, by, file }) => {
        const name = files[file % files.length] ?? ""
        const bytes = Buffer.from(bundle.get(name) ?? "")
        const index = at % bytes.length
        bytes[index] = (bytes[index] ?? 0) ^ by
        // Who reads a file refuses what is no text before anybody gets to see it.
        fc.pre(isUtf8(bytes))
        const { problems } = verifyEvidence(new Map(bundle).set(name, bytes.toString()))
        expect(problems.filter((problem) => problem.startsWith(`${name}:`))).not.toEqual([])
      }),
      runs(5)
    )
  })
})

describe("canonical JSON", () => {
  const anyJson = fc.jsonValue({ stringUnit: "binary" })

  const turned = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(turned)
    if (typeof value !== "object" || value === null) return value
    return Object.fromEntries(
      Object.entries(value)
        .toReversed()
        .map(([key, each]) => [key, turned(each)])
    )
  }

  it("says what it was made of, in one way", () => {
    fc.assert(
      fc.property(anyJson, (value) => {
        const text = canonicalJson(value)
        const read: unknown = JSON.parse(text)
        expect(read).toEqual(JSON.parse(JSON.stringify(value)))
        expect(canonicalJson(read)).toBe(text)
      }),
      runs()
    )
  })

  it("is the same in whichever order keys were given", () => {
    fc.assert(
      fc.property(anyJson, (value) => {
        expect(canonicalJson(turned(value))).toBe(canonicalJson(value))
      }),
      runs()
    )
  })
})

describe("a journal", () => {
  const mistake = fc.record({
    kind: fc.constantFrom("cut", "swap", "repeat"),
    at: fc.nat(),
    other: fc.nat()
  })

  const spoiled = (
    rows: ReadonlyArray<string>,
    { at, kind, other }: { readonly at: number; readonly kind: string; readonly other: number }
  ): ReadonlyArray<string> => {
    const [one, two] = [at % rows.length, other % rows.length]
    const row = rows[one] ?? ""
    if (kind === "cut") return rows.toSpliced(one, 1)
    if (kind === "repeat") return rows.toSpliced(two, 0, row)
    return rows.with(one, rows[two] ?? "").with(two, row)
  }

  it("with a row cut, swapped or repeated is no longer that journal, by a row or by its head", () => {
    fc.assert(
      fc.property(someIds(80), anyFates, mistake, (live, fates, change) => {
        const plan = seal(planOf(live))
        let [head, text] = [plan.digest, ""]
        const record = (event: ApplyEvent) => {
          const row = journalRow({ head, rows: text.split("\n").length - 1 }, event, now)
          head = row.head
          text += row.line
        }
        record(started)
        drive(
          Result.getOrThrow(advance(beginning(plan.content), started)),
          server(live, fates),
          record
        )
        const rows = text.split("\n").slice(0, -1)
        const changed = spoiled(rows, change)
        fc.pre(changed.join("\n") !== rows.join("\n"))
        const read = readJournal(
          plan.content,
          plan.digest,
          changed.map((row) => `${row}\n`).join("")
        )
        // Only the end can go without a row that says so, which is what the head is for.
        const beheaded =
          Result.isSuccess(read) && read.success.head !== head && change.kind === "cut"
        expect(Result.isFailure(read) || beheaded).toBe(true)
      }),
      runs(3)
    )
  })
})

describe("an allow-list", () => {
  it("reads alike as YAML and as JSON, whoever wrote it", () => {
    fc.assert(
      fc.property(anyList, (list) => {
        const read = (text: string) => Result.getOrThrow(readAllowList(text)).list
        expect(read(JSON.stringify(list))).toEqual(list)
        expect(read(stringify(list))).toEqual(list)
        expect(read(dump(list))).toEqual(list)
      }),
      runs(3)
    )
  })

  it("says one entry anew, whoever wrote it, and nothing else", () => {
    const allowed = { vpcep_id: ep(3), owner: "a", reason: "b: # c", expires: "never" }
    const allowance = { enterprise_id: tenant, region, allowed }
    fc.assert(
      fc.property(anyList, fc.constantFrom(stringify, dump), (list, write) => {
        const edited = Result.getOrThrow(withAllowed(write(list), allowance))
        const { list: after } = Result.getOrThrow(readAllowList(edited))
        const own = after.tenants[0]?.regions[0]
        expect(own?.allowed.find(({ vpcep_id }) => vpcep_id === ep(3))).toMatchObject(allowed)
        const rest = (of: ReadonlyArray<RegionList>) =>
          of.map(({ allowed: entries, ...more }) => ({
            ...more,
            entries: entries.filter(({ vpcep_id }) => vpcep_id !== ep(3))
          }))
        expect({ ...after, tenants: rest(after.tenants[0]?.regions ?? []) }).toEqual({
          ...list,
          tenants: rest(list.tenants[0]?.regions ?? [])
        })
      }),
      runs(6)
    )
  })

  const written = `# reviewed
muted:
  - { rule: expired, reason: "a: b", until: 2027-01-31 }
tenants:
  - enterprise_id: tenant-1 # ours
    regions:
      - region: ap-southeast-3
        allowed:
          - vpcep_id: ep-1
            owner: 'plat''form'
            reason: >-
              build
              and test
            expires: never
        self: [ep-1]
`

  it("that is read is the same to the reader that keeps comments, or an error to it", () => {
    let both = 0
    fc.assert(
      fc.property(anyMisspelling(written), (changed) => {
        const read = readAllowList(changed)
        if (Result.isFailure(read)) return
        const document = parseDocument(changed, { logLevel: "error" })
        if (document.errors.length > 0) return
        both += 1
        expect(document.toJS()).toEqual(read.success.list)
      }),
      runs()
    )
    expect(both).toBeGreaterThan(runs().numRuns / 30)
  })
})
