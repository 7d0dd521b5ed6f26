import { describe, expect, it } from "vitest"
import { allowListOf, ep, eps, region, tenant } from "../test/world.ts"
import { guard, type Target } from "./guards.ts"

const target = (vpcep_id: string, more: Partial<Target> = {}): Target => ({
  enterprise_id: tenant,
  region,
  vpcep_id,
  ...more
})

const targets = (ids: ReadonlyArray<string>) => ids.map((id) => target(id))

const list = allowListOf({
  allowed: eps(5),
  required: { repo: ep(0), cf2: ep(1) },
  self: [ep(2)],
  protected: [ep(3)]
}).list

const guardsOf = (
  live: ReadonlyArray<Target>,
  going: ReadonlyArray<Target>,
  by: typeof list = list
) => guard(by, live, going).refusals.map((refusal) => refusal.guard)

const hundred = targets(eps(100))

describe("the guards", () => {
  it("let a small deletion pass", () => {
    expect(guard(list, hundred, [target(ep(50))])).toEqual({ refusals: [], unguarded: [] })
  })

  it("say what is wrong with a run, and with which of its ids", () => {
    const messages = (live: ReadonlyArray<Target>, going: ReadonlyArray<Target>) =>
      guard(list, live, going).refusals.map(({ message, vpcep_ids }) => [message, vpcep_ids])
    expect(messages(hundred, targets(eps(4)))).toEqual([
      ["ep-0003 in ap-southeast-3: the allow-list protects it", [ep(3)]],
      ["ep-0002 in ap-southeast-3: we come in through it ourselves", [ep(2)]],
      ["ep-0000, ep-0001 in ap-southeast-3: private access needs it", eps(2)]
    ])
    expect(messages(targets([ep(8), ep(9)]), targets([ep(6), ep(7)]))).toEqual([
      ["ep-0006, ep-0007: not in the list of ap-southeast-3", [ep(6), ep(7)]]
    ])
    expect(messages([target(ep(9))], [target(ep(9))])).toEqual([
      ["nothing would be left in the list of tenant-1 in ap-southeast-3", [ep(9)]]
    ])
    expect(messages(targets(eps(20, 50)), targets(eps(11, 50)))).toEqual([
      ["11 entries would go, and one run may delete 10", []],
      ["11 of 20 entries of tenant-1 in ap-southeast-3 would go, and one run may delete 20 %", []],
      ["11 of 20 entries of tenant-1 would go, and one run may delete 20 %", []]
    ])
  })

  it.each([
    ["protected", ep(3)],
    ["self", ep(2)],
    ["required", ep(0)],
    ["required", ep(1)]
  ])("refuse the run for one %s id among others, and name it", (name, id) => {
    const { refusals } = guard(list, hundred, targets([ep(50), id, ep(51)]))
    expect(refusals).toEqual([
      { guard: name, vpcep_ids: [id], message: expect.stringContaining(id) }
    ])
  })

  it("keep a declared id in its own region alone", () => {
    const elsewhere = { region: "la-north-2" }
    const there = eps(100).map((id) => target(id, elsewhere))
    expect(guardsOf(there, [target(ep(3), elsewhere)])).toEqual([])
  })

  it("refuse to empty a list, however short", () => {
    expect(guardsOf([target(ep(9))], [target(ep(9))])).toEqual(["last-entry"])
    expect(guardsOf(targets([ep(8), ep(9)]), [target(ep(9))])).toEqual([])
  })

  it("refuse an id that is not in the list", () => {
    expect(guardsOf(targets([ep(8), ep(9)]), [target(ep(7))])).toEqual(["not-in-list"])
  })

  it("refuse an id of a list that holds nothing", () => {
    expect(guardsOf([], [target(ep(7))])).toEqual(["last-entry", "not-in-list"])
  })

  it("refuse more than ten entries, all of them and not those after the tenth", () => {
    const live = targets(eps(1000))
    expect(guardsOf(live, targets(eps(10, 50)))).toEqual([])
    const { refusals } = guard(list, live, targets(eps(11, 50)))
    expect(refusals.map(({ message }) => message)).toEqual([
      "11 entries would go, and one run may delete 10"
    ])
  })

  it("count an id once that is named twice", () => {
    const twice = [...eps(6, 50), ...eps(6, 50)]
    expect(guardsOf(targets(eps(1000)), targets(twice))).toEqual([])
  })

  it.each([
    [5, 4, []],
    [6, 1, []],
    [6, 2, ["percent", "percent"]],
    [10, 2, []],
    [10, 3, ["percent", "percent"]]
  ])("of %d entries, let a run delete %d or refuse: %j", (total, going, refused) => {
    expect(guardsOf(targets(eps(total, 50)), targets(eps(going, 50)))).toEqual(refused)
  })

  it("refuse a large share of a tenant that is spread over many short lists", () => {
    const live = ["a", "b", "c"].flatMap((name) => eps(3).map((id) => target(id, { region: name })))
    const going = live.filter(({ vpcep_id }) => vpcep_id === ep(0))
    expect(guardsOf(live, going)).toEqual(["percent"])
  })

  it("take a share of the tenant's own lists, however long those of another are", () => {
    const own = ["a", "b", "c"].flatMap((name) => eps(3).map((id) => target(id, { region: name })))
    const other = eps(1000).map((id) => target(id, { enterprise_id: "tenant-2" }))
    const going = own.filter(({ vpcep_id }) => vpcep_id === ep(0))
    expect(guardsOf([...own, ...other], going)).toEqual(["percent"])
  })

  it("go by the caps of the allow-list", () => {
    const caps = allowListOf({ allowed: [] }, { guards: { maximum: 2, percent: 50 } }).list
    const live = targets(eps(10))
    expect(guardsOf(live, targets(eps(2)), caps)).toEqual([])
    expect(guardsOf(live, targets(eps(3)), caps)).toEqual(["maximum"])
    expect(guardsOf(live, targets(eps(6)), caps)).toEqual(["maximum", "percent", "percent"])
  })

  it("say so where nothing is declared for a list", () => {
    const bare = allowListOf({ allowed: [] }).list
    const unguarded = [{ enterprise_id: tenant, region }]
    expect(guard(bare, hundred, [target(ep(50))])).toEqual({ refusals: [], unguarded })
  })

  it.each([{ protected: [ep(0)] }, { self: [ep(0)] }, { required: { repo: ep(0), cf2: ep(1) } }])(
    "do not say so where %j is",
    (declared) => {
      const some = allowListOf({ allowed: eps(2), ...declared }).list
      expect(guard(some, hundred, [target(ep(50))]).unguarded).toEqual([])
    }
  )
})
