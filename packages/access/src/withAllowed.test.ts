import { Result } from "effect"
import { describe, expect, it } from "vitest"
import { readAllowList } from "./readAllowList.ts"
import { withAllowed } from "./withAllowed.ts"

const text = `# reviewed by security
tenants:
  - enterprise_id: tenant-1 # ours
    regions:
      - region: ap-southeast-3
        allowed:
          # the build
          - vpcep_id: ep-1
            owner: platform # ask them first
            reason: build
            expires: 2026-01-31
`

const allowed = { vpcep_id: "ep-1", owner: "platform", reason: "build", expires: "2027-01-31" }
const place = { enterprise_id: "tenant-1", region: "ap-southeast-3" }

describe("withAllowed", () => {
  it("extends an entry, every comment and line left as it was", () => {
    const edited = Result.getOrThrow(withAllowed(text, { ...place, allowed }))
    expect(edited).toBe(text.replace("2026-01-31", "2027-01-31"))
  })

  it("adds an entry at the end of its region", () => {
    const added = { ...allowed, vpcep_id: "ep-2" }
    const edited = Result.getOrThrow(withAllowed(text, { ...place, allowed: added }))
    expect(edited.startsWith(text)).toBe(true)
    expect(edited.slice(text.length)).toContain("- vpcep_id: ep-2")
  })

  it("adds the tenant and the region where they are new", () => {
    const edited = withAllowed(text, { enterprise_id: "tenant-2", region: "la-north-2", allowed })
    expect(Result.getOrThrow(edited)).toContain("enterprise_id: tenant-2")
    expect(Result.getOrThrow(edited)).toContain("# ask them first")
  })

  it("writes a line a field into a list that was empty", () => {
    const edited = withAllowed("# new\ntenants: []\n", { ...place, allowed })
    expect(Result.getOrThrow(edited)).toBe(
      text
        .replace("# reviewed by security", "# new")
        .replace(/ # .*| {10}# the build\n/gu, "")
        .replace("2026-01", "2027-01")
    )
  })

  it("leaves all but the region to the letter, however it is spelled", () => {
    const before = `muted:   []\ntenants:\n  - enterprise_id:   tenant-0\n    regions:   []\n`
    const region = text.slice(text.indexOf("  - enterprise_id"))
    const after = "\n    # the end of it\n  # and of all\nguards:   { maximum:   3 }\n"
    const edited = withAllowed(before + region + after, { ...place, allowed })
    expect(Result.getOrThrow(edited)).toBe(
      before + region.replace("2026-01-31", "2027-01-31") + after
    )
  })

  it.each([
    [
      "JSON",
      '{"tenants":[{"enterprise_id":"tenant-1","regions":[{"region":"ap-southeast-3","allowed":[]}]}]}'
    ],
    [
      "a list beside its dash",
      "tenants:\n-\n  enterprise_id: tenant-1\n  regions:\n  -\n    region: ap-southeast-3\n    allowed: []\n"
    ],
    ["lines that end as on Windows", text.replaceAll("\n", "\r\n")]
  ])("edits %s, too", (_, written) => {
    const edited = Result.getOrThrow(withAllowed(written, { ...place, allowed }))
    expect(Result.getOrThrow(readAllowList(edited)).list.tenants[0]?.regions[0]?.allowed).toEqual([
      allowed
    ])
  })

  it("edits nothing where another reader of YAML would see another list", () => {
    // To YAML 1.1, which the other one goes by here, the tenant is `false`.
    const odd = `%YAML 1.1\n---\n${text.replace("tenant-1", "no")}`
    const read = readAllowList(odd)
    const elsewhere = { enterprise_id: "no", region: "la-north-2" }
    const edited = withAllowed(odd, { ...elsewhere, allowed })
    expect([Result.isSuccess(read), Result.isFailure(edited)]).toEqual([true, true])
  })

  it("writes nothing that could not be read again", () => {
    const wrong = { ...allowed, expires: "soon" }
    const edited = withAllowed(text, { ...place, allowed: wrong })
    expect(Result.isFailure(edited)).toBe(true)
  })
})
