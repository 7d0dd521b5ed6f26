import * as fc from "fast-check"
import type { RegionList } from "../src/allowList.ts"
import type { Fate } from "./drive.ts"
import { ep, region, tenant } from "./world.ts"

/** Some of so many ids. */
export const someIds = (of: number, maxLength = of) =>
  fc
    .uniqueArray(fc.nat(of - 1), { maxLength })
    .map((numbers): ReadonlyArray<string> => numbers.map(ep))

/** What a network does to one deletion after the other. */
export const anyFates = fc.array(
  fc.constantFrom<Fate>(
    "deletes",
    "loses the answer",
    "loses the request",
    "refuses",
    "crashes us"
  ),
  { maxLength: 12 }
)

const line = fc.string({ minLength: 1, maxLength: 20, unit: "grapheme" })

// What is no line, the schema refuses: controls and line separators.
const anyLine = line.map((text) => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, "-"))

const anyDescription = fc.stringMatching(/^[aB1 ()[\]\-_.~&;]{0,20}$/u)

const anyExpires = fc.constantFrom("never", "2026-05-24", "2026-05-25", "2027-01-31")

const anyAllowed = (vpcep_id: string) =>
  fc.record(
    {
      vpcep_id: fc.constant(vpcep_id),
      owner: anyLine,
      reason: anyLine,
      expires: anyExpires,
      ticket: anyLine,
      description: anyDescription
    },
    { requiredKeys: ["vpcep_id", "owner", "reason", "expires"] }
  )

const twoOf = (ids: ReadonlyArray<string>) =>
  fc.shuffledSubarray([...ids]).map((some) => some.slice(0, 2))

/** What is allowed in a region, and what of it is kept whatever else is said. */
const anyRegion = someIds(20)
  .chain((ids) =>
    fc.record({
      allowed: fc.tuple(...ids.map(anyAllowed)),
      self: twoOf(ids),
      protected: twoOf(ids),
      pair: twoOf(ids)
    })
  )
  .map(({ pair, ...list }): RegionList => {
    const [repo, cf2] = pair
    const required = repo !== undefined && cf2 !== undefined && { required: { repo, cf2 } }
    return { region, ...list, ...required }
  })

const anyMuted = fc.record(
  {
    rule: fc.constantFrom("not-allowed", "expired"),
    vpcep_id: fc.nat(40).map(ep),
    reason: anyLine,
    until: fc.constantFrom("2026-05-24", "2026-05-25")
  },
  { requiredKeys: ["rule", "vpcep_id", "reason"] }
)

/** An allow-list of one region, as its file says it. */
export const anyList = fc
  .record({
    guards: fc.constantFrom({ maximum: 1000, percent: 100 }, { maximum: 5, percent: 50 }),
    muted: fc.array(anyMuted, { maxLength: 3 }),
    list: anyRegion
  })
  .map(({ list, ...beside }) => ({
    ...beside,
    tenants: [{ enterprise_id: tenant, regions: [list] }]
  }))

const meaningful = [
  ..."\n \t:-#[]{},|>'\"!&*%@`~?\\\u{85}\u{2028}\u{feff}\u{7}é".split(""),
  ..."\r §\r\n§---\n§...\n§&a §*a§!!str §<<: §? §null§true§yes§0x1§0o7§1_0§1e3§.inf§1:30".split("§")
]

/** A text of which a few places were written over with what means something in YAML. */
export const anyMisspelling = (text: string) =>
  fc
    .array(
      fc.record({
        at: fc.nat(text.length),
        gone: fc.nat(1),
        put: fc.constantFrom(...meaningful)
      }),
      { minLength: 1, maxLength: 2 }
    )
    .map((edits) =>
      edits.reduce((all, { at, gone, put }) => all.slice(0, at) + put + all.slice(at + gone), text)
    )
