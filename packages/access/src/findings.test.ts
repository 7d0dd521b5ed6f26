import { describe, expect, it } from "vitest"
import { allowListOf, ep, now, reading, region, snapshotOf, tenant } from "../test/world.ts"
import { failing, findingsOf, unreadOf } from "./findings.ts"

const found = (
  list: ReturnType<typeof allowListOf>,
  ...readings: ReadonlyArray<ReturnType<typeof reading>>
) => findingsOf(list.list, snapshotOf(...readings), now)

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
    const elsewhere = reading([], { region: "la-north-2" })
    expect(found(list, elsewhere)).toEqual([])
    expect(unreadOf(list.list, snapshotOf(elsewhere))).toEqual([{ enterprise_id: tenant, region }])
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
  })

  it("name a region that no table has, and every entry in it", () => {
    const strange = reading([ep(1)], { region: "nowhere-1" })
    expect(told(found(allowListOf({}), strange))).toEqual([
      `not-allowed ${ep(1)}`,
      "unknown-region undefined"
    ])
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
