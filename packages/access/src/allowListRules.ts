import type { Schema } from "effect"

interface Region {
  readonly region: string
  readonly allowed: ReadonlyArray<{ readonly vpcep_id: string }>
  readonly required?: { readonly repo: string; readonly cf2: string }
  readonly self?: ReadonlyArray<string>
  readonly protected?: ReadonlyArray<string>
}

interface List {
  readonly tenants: ReadonlyArray<{
    readonly enterprise_id: string
    readonly regions: ReadonlyArray<Region>
  }>
  readonly approvals?: { readonly approvers: ReadonlyArray<{ readonly key: string }> }
}

type Path = ReadonlyArray<PropertyKey>
type Issues = ReadonlyArray<Schema.FilterIssue>

const eachOnce = (values: ReadonlyArray<string>, pathOf: (index: number) => Path): Issues => {
  const seen = new Set<string>()
  return values.flatMap((value, index) => {
    if (seen.has(value)) return [{ path: pathOf(index), issue: "Expected each once" }]
    seen.add(value)
    return []
  })
}

const named = ({ protected: kept = [], required, self = [] }: Region) => [
  ...(required === undefined
    ? []
    : [
        { path: ["required", "repo"], id: required.repo },
        { path: ["required", "cf2"], id: required.cf2 }
      ]),
  ...self.map((id, index) => ({ path: ["self", index], id })),
  ...kept.map((id, index) => ({ path: ["protected", index], id }))
]

const inRegion = (region: Region, path: Path): Issues => {
  const { allowed, protected: kept = [], required, self = [] } = region
  const ids = new Set(allowed.map(({ vpcep_id }) => vpcep_id))
  return [
    ...eachOnce(
      allowed.map(({ vpcep_id }) => vpcep_id),
      (index) => [...path, "allowed", index, "vpcep_id"]
    ),
    ...eachOnce(self, (index) => [...path, "self", index]),
    ...eachOnce(kept, (index) => [...path, "protected", index]),
    ...(required?.repo === required?.cf2 && required !== undefined
      ? [{ path: [...path, "required", "cf2"], issue: "Expected another id than that of repo" }]
      : []),
    ...named(region)
      .filter(({ id }) => !ids.has(id))
      .map(({ path: inside }) => ({
        path: [...path, ...inside],
        issue: "Expected an id that is in allowed, too"
      }))
  ]
}

/** The rules that an allow-list breaks as a whole: what is there twice, and what contradicts itself. */
export const brokenRules = ({ approvals, tenants }: List): Issues => [
  ...eachOnce(
    tenants.map(({ enterprise_id }) => enterprise_id),
    (index) => ["tenants", index, "enterprise_id"]
  ),
  ...tenants.flatMap(({ regions }, tenant) => [
    ...eachOnce(
      regions.map(({ region }) => region),
      (index) => ["tenants", tenant, "regions", index, "region"]
    ),
    ...regions.flatMap((region, index) => inRegion(region, ["tenants", tenant, "regions", index]))
  ]),
  ...eachOnce(
    (approvals?.approvers ?? []).map(({ key }) => key),
    (index) => ["approvals", "approvers", index, "key"]
  )
]
