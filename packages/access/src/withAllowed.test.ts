import { Result } from "effect"
import { describe, expect, it } from "vitest"
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

  it("writes nothing that could not be read again", () => {
    const wrong = { ...allowed, expires: "soon" }
    const edited = withAllowed(text, { ...place, allowed: wrong })
    expect(Result.isFailure(edited)).toBe(true)
  })
})
