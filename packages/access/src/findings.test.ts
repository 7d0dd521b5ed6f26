import { Result } from "effect"
import { describe, expect, it } from "vitest"
import {
  allowListOf,
  ep,
  eps,
  now,
  reading,
  region,
  regionOf,
  snapshotOf,
  tenant
} from "../test/world.ts"
import { failing, findingsOf, unreadOf } from "./findings.ts"
import { readAllowList } from "./readAllowList.ts"

const found = (
  list: ReturnType<typeof allowListOf>,
  ...readings: ReadonlyArray<ReturnType<typeof reading>>
) => findingsOf(list.list, snapshotOf(...readings), now)

const elsewhere = "la-north-2"

/** An allow-list of these tenants, each with these regions and what is allowed there. */
const listOf = (
  tenants: Readonly<Record<string, Readonly<Record<string, ReadonlyArray<string>>>>>,
  beside: object = {}
) =>
  Result.getOrThrow(
    readAllowList(
      JSON.stringify({
        ...beside,
        tenants: Object.entries(tenants).map(([enterprise_id, lists]) => ({
          enterprise_id,
          regions: Object.entries(lists).map(([name, allowed]) => ({
            ...regionOf({ allowed }),
            region: name
          }))
        }))
      })
    )
  )

const told = (findings: ReturnType<typeof findingsOf>) =>
  findings.map(({ rule, vpcep_id }) => `${rule} ${vpcep_id}`)

describe("findings", () => {
  it("are none where the list is what is allowed", () => {
    expect(found(allowListOf({ allowed: [ep(1)] }), reading([ep(1)]))).toEqual([])
  })

  it("name an entry that nobody allowed, and one that has expired, with its owner and line", () => {
    const list = allowListOf({ allowed: [ep(1)], expired: [ep(2)] })
    const findings = found(list, reading([ep(1), ep(2), ep(3)]))
    expect(told(findings)).toEqual([`not-allowed ${ep(3)}`, `expired ${ep(2)}`])
    expect(findings[1]).toMatchObject({ owner: "platform", level: "error" })
    const { field = "" } = findings[1] ?? {}
    expect(list.lineOf(field)).toBe(list.lineOf("tenants[0].regions[0].allowed[1]"))
    expect(list.lineOf(field)).toBeGreaterThan(10)
  })

  it("let a permission hold through its last day", () => {
    const list = allowListOf({ expired: [ep(1)] })
    const at = (time: string) => findingsOf(list.list, snapshotOf(reading([ep(1)])), new Date(time))
    expect(told(at("2026-05-24T23:59:59Z"))).toEqual([])
    expect(told(at("2026-05-25T00:00:00Z"))).toEqual([`expired ${ep(1)}`])
  })

  it("name what is missing, and a broken pair once and by that name", () => {
    const list = allowListOf({
      allowed: [ep(1), ep(2), ep(3)],
      required: { repo: ep(1), cf2: ep(2) }
    })
    expect(told(found(list, reading([ep(1)])))).toEqual([
      `missing ${ep(3)}`,
      `required-pair ${ep(2)}`
    ])
  })

  it("find nothing missing in a region that was not asked through, and say that it was not", () => {
    const list = allowListOf({ allowed: [ep(1)] })
    const other = reading([], { region: elsewhere })
    expect(found(list, other)).toEqual([])
    expect(unreadOf(list.list, snapshotOf(other))).toEqual([{ enterprise_id: tenant, region }])
  })

  it("name a description that is not the one agreed on", () => {
    const entry = {
      vpcep_id: ep(1),
      owner: "a",
      reason: "b",
      expires: "never",
      description: "build"
    }
    const list = allowListOf({ allowed: [] })
    const described = {
      ...list.list,
      tenants: [{ enterprise_id: tenant, regions: [{ region, allowed: [entry] }] }]
    }
    const at = (description: string) =>
      told(findingsOf(described, snapshotOf(reading([ep(1)], { description })), now))
    expect(at("build")).toEqual([])
    expect(at("built")).toEqual([`description-changed ${ep(1)}`])
    const whats = (entry: ReturnType<typeof reading>) =>
      findingsOf(described, snapshotOf(entry), now).map(({ what }) => what)
    expect(whats(reading([ep(1)], { description: "built" }))).toEqual([
      'it is described as "built", the allow-list has "build"'
    ])
    expect(whats(reading([ep(1)]))).toEqual(['it is described as "", the allow-list has "build"'])
    const undescribed = [{ ...entry, description: "" }]
    const empty = {
      ...list.list,
      tenants: [{ enterprise_id: tenant, regions: [{ region, allowed: undescribed }] }]
    }
    expect(findingsOf(empty, snapshotOf(reading([ep(1)])), now)).toEqual([])
  })

  it("name a region that no table has, and every entry in it", () => {
    const strange = reading([ep(1)], { region: "nowhere-1" })
    expect(told(found(allowListOf({}), strange))).toEqual([
      `not-allowed ${ep(1)}`,
      "unknown-region undefined"
    ])
  })

  it("say of each what is wrong, where, who answers for it and where the allow-list has it", () => {
    const list = allowListOf({
      allowed: [ep(1), ep(2), ep(3)],
      expired: [ep(4)],
      required: { repo: ep(1), cf2: ep(2) }
    })
    const place = { enterprise_id: tenant, region }
    const at = "tenants[0].regions[0]"
    expect(found(list, reading([ep(2), ep(4), ep(5)]))).toStrictEqual([
      {
        rule: "not-allowed",
        level: "error",
        ...place,
        vpcep_id: ep(5),
        field: at,
        what: "the allow-list does not name it",
        message: "ep-0005 in ap-southeast-3 of tenant-1: the allow-list does not name it"
      },
      {
        rule: "expired",
        level: "error",
        ...place,
        vpcep_id: ep(4),
        owner: "platform",
        field: `${at}.allowed[3]`,
        what: "it was allowed until 2026-05-24",
        message: "ep-0004 in ap-southeast-3 of tenant-1: it was allowed until 2026-05-24"
      },
      {
        rule: "missing",
        level: "warning",
        ...place,
        vpcep_id: ep(3),
        owner: "platform",
        field: `${at}.allowed[2]`,
        what: "it is allowed, and not in the list",
        message: "ep-0003 in ap-southeast-3 of tenant-1: it is allowed, and not in the list"
      },
      {
        rule: "required-pair",
        level: "error",
        ...place,
        vpcep_id: ep(1),
        field: `${at}.required.repo`,
        what: "it is the entry of repo, and not in the list",
        message:
          "ep-0001 in ap-southeast-3 of tenant-1: it is the entry of repo, and not in the list"
      }
    ])
  })

  it("go by what the allow-list says of that tenant and that region", () => {
    const list = listOf({
      [tenant]: { [region]: [ep(1)], [elsewhere]: [ep(2)] },
      "tenant-2": { [elsewhere]: [ep(3)] }
    })
    const second = { enterprise_id: "tenant-2", region: elsewhere }
    expect(
      found(
        list,
        reading([ep(1)]),
        reading([ep(2)], { region: elsewhere }),
        reading([ep(3)], second)
      )
    ).toEqual([])
    expect(
      found(list, reading([ep(2)]), reading([ep(1)], second)).map(
        ({ field, message }) => `${field}: ${message}`
      )
    ).toEqual([
      `tenants[0].regions[0]: ep-0002 in ${region} of ${tenant}: the allow-list does not name it`,
      `tenants[1].regions[0]: ep-0001 in ${elsewhere} of tenant-2: the allow-list does not name it`,
      `tenants[0].regions[0].allowed[0]: ep-0001 in ${region} of ${tenant}: it is allowed, and not in the list`,
      `tenants[1].regions[0].allowed[0]: ep-0003 in ${elsewhere} of tenant-2: it is allowed, and not in the list`
    ])
  })

  it("point at the tenant where the allow-list does not name the region, or at all tenants", () => {
    const list = listOf({ [tenant]: { [region]: [] } })
    const fields = found(
      list,
      reading([ep(1)], { region: elsewhere }),
      reading([ep(2)], { enterprise_id: "tenant-2" })
    ).map(({ field, vpcep_id }) => [vpcep_id, field])
    expect(fields).toEqual([
      [ep(1), "tenants[0]"],
      [ep(2), "tenants"]
    ])
  })

  it("come region by region in one order, however the allow-list and the list have them", () => {
    const list = listOf({ [tenant]: { "r-2": [ep(1)], "r-1": [ep(1)] } })
    const all = found(
      list,
      reading([], { region: "r-2" }),
      reading([ep(2)], { region: "r-3" }),
      reading([ep(2)], { region: "r-0" }),
      reading([], { region: "r-1" })
    )
    expect(all.map((each) => `${each.rule} ${each.region}`)).toEqual([
      "not-allowed r-0",
      "not-allowed r-3",
      "missing r-1",
      "missing r-2",
      "unknown-region r-0",
      "unknown-region r-3"
    ])
  })

  it("know a region that the vendor's table has, and one that the allow-list declares", () => {
    const rulesOf = (list: ReturnType<typeof allowListOf>, name: string) =>
      found(list, reading([ep(1)], { region: name })).map(({ message, rule }) => [rule, message])
    expect(rulesOf(allowListOf({}), elsewhere).map(([rule]) => rule)).toEqual(["not-allowed"])
    expect(rulesOf(listOf({ [tenant]: { "nowhere-1": [ep(1)] } }), "nowhere-1")).toEqual([])
    expect(rulesOf(allowListOf({}), "nowhere-1")[1]).toEqual([
      "unknown-region",
      `nowhere-1 of ${tenant}: it has entries, and no table has this region`
    ])
  })

  it("find nothing missing from a region that was asked through for another tenant alone", () => {
    const list = listOf({ [tenant]: { [region]: [ep(1)] }, "tenant-2": { [region]: [ep(2)] } })
    const own = reading([], { region: elsewhere })
    const other = reading([ep(2)], { enterprise_id: "tenant-2" })
    expect(found(list, own, other)).toEqual([])
    expect(unreadOf(list.list, snapshotOf(own, other))).toEqual([{ enterprise_id: tenant, region }])
    expect(unreadOf(list.list, snapshotOf(reading([]), own, other))).toEqual([])
  })

  it.each<[string, object, ReadonlyArray<string>]>([
    ["a rule", {}, [ep(1), ep(2), ep(3), ep(4)]],
    ["another rule", { rule: "missing" }, []],
    ["a tenant", { enterprise_id: tenant }, [ep(1), ep(2), ep(3)]],
    ["a region", { region }, [ep(1), ep(2), ep(4)]],
    ["an id", { vpcep_id: ep(2) }, [ep(2)]],
    ["a day that has come", { until: "2026-05-25" }, [ep(1), ep(2), ep(3), ep(4)]],
    ["a day that is over", { until: "2026-05-24" }, []]
  ])("are muted by %s, and no others", (_, by, ids) => {
    const muted = [{ rule: "not-allowed", reason: "known", ...by }]
    const list = listOf({ [tenant]: { [region]: [] } }, { muted })
    const all = found(
      list,
      reading(eps(2, 1)),
      reading([ep(3)], { region: elsewhere }),
      reading([ep(4)], { enterprise_id: "tenant-2" })
    )
    expect(all).toHaveLength(4)
    expect(all.flatMap(({ muted, vpcep_id }) => (muted === "known" ? [vpcep_id] : []))).toEqual(ids)
    expect(failing(all)).toHaveLength(4 - ids.length)
  })

  it("show what is muted, and fail nothing by it, for as long as it is muted", () => {
    const muted = {
      rule: "not-allowed",
      vpcep_id: ep(2),
      reason: "leaves in June",
      until: "2026-05-25"
    }
    const list = allowListOf({ allowed: [ep(1)] }, { muted: [muted] })
    const findings = found(list, reading([ep(1), ep(2), ep(3)]))
    expect(told(findings)).toEqual([`not-allowed ${ep(2)}`, `not-allowed ${ep(3)}`])
    expect(findings[0]?.muted).toBe("leaves in June")
    expect(told(failing(findings))).toEqual([`not-allowed ${ep(3)}`])
    const later = findingsOf(list.list, snapshotOf(reading([ep(2)])), new Date("2026-05-26"))
    expect(told(failing(later))).toContain(`not-allowed ${ep(2)}`)
  })
})
