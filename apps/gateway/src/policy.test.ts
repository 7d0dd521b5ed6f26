import { describe, expect, it } from "vitest"
import { type Asked, denial, type Grant, readOnly } from "./policy.ts"

const now = new Date("2026-05-25T08:00:00Z")

const asked = (more: Partial<Asked> = {}): Asked => ({
  verb: "delete",
  enterprise_id: "tenant-a",
  region: "la-south-2",
  vpcep_ids: ["vp-1"],
  ...more
})

const grant = (more: Partial<Grant> = {}): Grant => ({ verbs: ["delete"], ...more })

describe("a grant covers", () => {
  it.each<[string, Grant, Partial<Asked>]>([
    ["its verbs, of any tenant, region and entry", grant(), {}],
    ["its tenants", grant({ enterprise_ids: ["tenant-b", "tenant-a"] }), {}],
    ["its regions", grant({ regions: ["la-south-2"] }), {}],
    ["the ids it names", grant({ vpcep_ids: ["vp-1"] }), {}],
    ["the ids of its patterns", grant({ vpcep_ids: ["*-1"] }), { vpcep_ids: ["vp-1", "x.y-1"] }],
    [
      "a list of all entries, where it names no ids",
      grant({ verbs: ["list"] }),
      { verb: "list", vpcep_ids: [] }
    ],
    ["the time from its beginning", grant({ not_before: "2026-05-25T08:00:00Z" }), {}],
    ["the time before its end", grant({ not_after: "2026-05-25T10:00:01+02:00" }), {}]
  ])("%s", (_, given, more) => {
    expect(denial([given], asked(more), now)).toBeUndefined()
  })
})

describe("a grant does not cover", () => {
  it.each<[string, Grant, Partial<Asked>, string]>([
    ["another verb", grant({ verbs: ["list"] }), {}, "verbs"],
    ["another tenant", grant({ enterprise_ids: ["tenant-b"] }), {}, "enterprise_ids"],
    [
      "the account's own tenant, unnamed",
      grant({ enterprise_ids: ["tenant-a"] }),
      { enterprise_id: undefined },
      "enterprise_ids"
    ],
    ["another region", grant({ regions: ["la-south"] }), {}, "regions"],
    ["another id", grant({ vpcep_ids: ["vp-2", "vp", "p-1"] }), {}, "vpcep_ids"],
    [
      "what a pattern means in another notation",
      grant({ vpcep_ids: ["vp.1", "vp-[0-9]", "v+*"] }),
      {},
      "vpcep_ids"
    ],
    [
      "all entries, where it names ids",
      grant({ verbs: ["list"], vpcep_ids: ["*"] }),
      { verb: "list", vpcep_ids: [] },
      "vpcep_ids"
    ],
    [
      "the time before its beginning",
      grant({ not_before: "2026-05-25T08:00:01Z" }),
      {},
      "not_before"
    ],
    ["the time of its end", grant({ not_after: "2026-05-25T08:00:00Z" }), {}, "not_after"]
  ])("%s", (_, given, more, part) => {
    expect(denial([given], asked(more), now)).toContain(`allow[0] does not cover it in ${part};`)
  })
})

describe("several grants", () => {
  it("cover a deletion together, each entry by one of them", () => {
    const grants = [grant({ vpcep_ids: ["a"] }), grant({ vpcep_ids: ["b"] })]
    expect(denial(grants, asked({ vpcep_ids: ["a", "b"] }), now)).toBeUndefined()
  })

  it("do not lend each other parts", () => {
    const grants = [grant({ regions: ["la-south-2"], vpcep_ids: ["x"] }), grant({ regions: ["r"] })]
    expect(denial(grants, asked(), now)).toContain("allow[0] does not cover it in vpcep_ids")
  })

  it("refuse a deletion for one entry that none of them covers", () => {
    expect(denial([grant({ vpcep_ids: ["a"] })], asked({ vpcep_ids: ["a", "b"] }), now)).toContain(
      'may not delete "b"'
    )
  })
})

it("tells which grant comes nearest, and the smallest that would do", () => {
  const grants = [
    grant({ verbs: ["list"], regions: ["r"] }),
    grant({ enterprise_ids: ["tenant-b"] })
  ]
  expect(denial(grants, asked(), now)).toBe(
    'may not delete "vp-1": allow[1] does not cover it in enterprise_ids; this would allow it: { verbs: [delete], enterprise_ids: ["tenant-a"], regions: ["la-south-2"], vpcep_ids: ["vp-1"] }'
  )
})

it("tells that there is no grant at all", () => {
  expect(denial([], asked({ verb: "list", enterprise_id: undefined, vpcep_ids: [] }), now)).toBe(
    'may not list all entries: it has no grant; this would allow it: { verbs: [list], regions: ["la-south-2"] }'
  )
})

it("a caller of whom nothing is said may list and not delete", () => {
  expect(denial(readOnly, asked({ verb: "list", vpcep_ids: [] }), now)).toBeUndefined()
  expect(denial(readOnly, asked(), now)).toContain("verbs")
})
