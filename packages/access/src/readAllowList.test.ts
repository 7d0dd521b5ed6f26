import { Result } from "effect"
import { describe, expect, it } from "vitest"
import { readAllowList } from "./readAllowList.ts"

const text = `# reviewed by security
version: 1
tenants:
  - enterprise_id: tenant-1
    regions:
      - region: ap-southeast-3
        allowed:
          - vpcep_id: ep-1
            owner: platform
            reason: build
            expires: 2027-01-31
          - vpcep_id: ep-2
            owner: platform
            reason: build
            expires: never
        required: { repo: ep-1, cf2: ep-2 }
        self: [ep-1]
        protected: [ep-2]
`

const problems = (changed: string) =>
  Result.match(readAllowList(changed), {
    onSuccess: () => [],
    onFailure: ({ message }) => message.split("\n")
  })

describe("readAllowList", () => {
  it("reads YAML, and knows the line of each field", () => {
    const read = Result.getOrThrow(readAllowList(text))
    expect(read.list.tenants[0]?.regions[0]?.allowed.map(({ vpcep_id }) => vpcep_id)).toEqual([
      "ep-1",
      "ep-2"
    ])
    expect(read.lineOf("tenants[0].regions[0].allowed[1]")).toBe(12)
    expect(read.lineOf("tenants[0].regions[0].allowed[1].owner")).toBe(13)
    expect(read.lineOf("tenants[0].regions[9].allowed")).toBe(5)
  })

  it("reads JSON, too, and gives another text another digest", () => {
    const [one, other] = ['{"tenants":[]}', '{"tenants": []}'].map((json) =>
      Result.getOrThrow(readAllowList(json))
    )
    expect(one?.list).toEqual(other?.list)
    expect(one?.digest).not.toBe(other?.digest)
    expect(Result.getOrThrow(readAllowList('{\n"tenants":[]}')).lineOf("tenants")).toBe(2)
  })

  it.each([
    ["an empty file", "", "line 1: must be an object"],
    [
      "a file that is no YAML",
      "tenants: [",
      "line 1: must be YAML: unexpected end of the stream within a flow collection"
    ],
    [
      "a key that is there twice",
      "tenants: []\ntenants: []",
      "line 2: must be YAML: duplicated mapping key"
    ],
    [
      "a key that is there twice in JSON",
      '{"tenants":[],\n"tenants":[]}',
      "line 2: must be YAML: duplicated mapping key"
    ],
    [
      "a line break that not every reader takes for one",
      "# all\ntenants: []\r# muted",
      "line 2: must end its lines with LF or CR LF"
    ],
    ["an alias", "tenants: &all []\nmuted: *all", "line 2: must not use aliases"],
    ["a second document", "tenants: []\n---\nmuted: []", "line 1: must be one document"],
    [
      "an unknown key",
      text.replace("owner", "ovner"),
      "line 9: tenants[0].regions[0].allowed[0].ovner: is not a known field"
    ],
    [
      "an id that is there twice",
      text.replace("vpcep_id: ep-2", "vpcep_id: ep-1"),
      "line 12: tenants[0].regions[0].allowed[1].vpcep_id: must be each once"
    ],
    [
      "a pair that is a list",
      text.replace("{ repo: ep-1, cf2: ep-2 }", "[ep-1, ep-2]"),
      "line 16: tenants[0].regions[0].required: must be an object: an id of repo and one of cf2, for example { repo: ep-1, cf2: ep-2 }"
    ],
    [
      "half a pair",
      text.replace(", cf2: ep-2", ""),
      "line 16: tenants[0].regions[0].required.cf2: is required"
    ],
    [
      "a pair of one id",
      text.replace("cf2: ep-2", "cf2: ep-1"),
      "line 16: tenants[0].regions[0].required.cf2: must be another id than that of repo"
    ],
    [
      "an own id that is not allowed",
      text.replace("self: [ep-1]", "self: [ep-9]"),
      "line 17: tenants[0].regions[0].self[0]: must be an id that is in allowed, too"
    ],
    [
      "a day that no calendar has",
      text.replace("2027-01-31", "2027-02-30"),
      "line 11: tenants[0].regions[0].allowed[0].expires: must be a day that exists"
    ],
    [
      "a key that is none",
      `${text}approvals: { above: 0, approvers: [{ name: a, key: b }] }`,
      "line 19: approvals.approvers[0].key: must be an Ed25519 public key"
    ]
  ])("refuses %s, and names line and rule", (_, changed, expected) => {
    expect(problems(changed)).toContainEqual(expect.stringContaining(expected))
  })

  it("names every line at fault at once, and no value", () => {
    const found = problems(text.replace("ap-southeast-3", "_SECRET_").replace("platform", '""'))
    expect(found).toHaveLength(2)
    expect(found.join("\n")).not.toContain("_SECRET_")
  })
})
