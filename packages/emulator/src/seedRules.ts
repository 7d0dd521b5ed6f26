import type { Schema } from "effect"
import type { SeedTenant } from "./SeedTenant.ts"

type Path = ReadonlyArray<PropertyKey>

interface Place {
  readonly path: Path
  readonly value: string
}

type Places = (tenant: SeedTenant, path: Path) => ReadonlyArray<Place>

const walk = <A, B>(
  items: ReadonlyArray<A> | undefined,
  path: Path,
  visit: (item: A, path: Path) => ReadonlyArray<B>
): ReadonlyArray<B> => (items ?? []).flatMap((item, index) => visit(item, [...path, index]))

const at = (path: Path, field: string, ...value: ReadonlyArray<string>): ReadonlyArray<Place> => [
  { path: [...path, field], value: JSON.stringify(value) }
]

/** What may be there once only, in the whole seed or, by its `enterprise_id`, in a tenant. */
const unique: ReadonlyArray<Places> = [
  ({ enterprise_id }, path) => at(path, "enterprise_id", enterprise_id),
  ({ name }, path) => at(path, "name", name),
  ({ domain_id, enterprise_id }, path) => at(path, "domain_id", domain_id ?? enterprise_id),
  ({ projects }, path) =>
    walk(projects, [...path, "projects"], ({ id }, project) => at(project, "id", id)),
  ({ enterprise_id, projects }, path) =>
    walk(projects, [...path, "projects"], ({ name }, project) =>
      at(project, "name", enterprise_id, name)
    ),
  ({ enterprise_id, users }, path) =>
    walk(users, [...path, "users"], ({ name }, user) => at(user, "name", enterprise_id, name)),
  ({ users }, path) =>
    walk(users, [...path, "users"], ({ access_keys }, user) =>
      walk(access_keys, [...user, "access_keys"], ({ access_key }, key) =>
        at(key, "access_key", access_key)
      )
    ),
  ({ tokens }, path) =>
    walk(tokens, [...path, "tokens"], ({ token }, place) => at(place, "token", token)),
  ({ enterprise_id, vpceps }, path) =>
    walk(vpceps, [...path, "vpceps"], ({ region, vpcep_id }, vpcep) =>
      at(vpcep, "vpcep_id", enterprise_id, region, vpcep_id)
    )
]

const repeated = (places: ReadonlyArray<Place>): ReadonlyArray<Schema.FilterIssue> => {
  const seen = new Set<string>()
  return places.flatMap(({ path, value }) => {
    if (seen.has(value)) return [{ path, issue: "Expected each once" }]
    seen.add(value)
    return []
  })
}

const owners = ({ users }: SeedTenant, path: Path): ReadonlyArray<Schema.FilterIssue> =>
  users.filter(({ owner }) => owner === true).length > 1
    ? [{ path: [...path, "users"], issue: "Expected at most one owner" }]
    : []

const strangers = ({ projects, tokens, users }: SeedTenant, path: Path) =>
  walk<{ readonly user: string; readonly scope: string }, Schema.FilterIssue>(
    tokens,
    [...path, "tokens"],
    ({ scope, user }, token) => [
      ...(users.some(({ name }) => name === user)
        ? []
        : [{ path: [...token, "user"], issue: "Expected the name of a user of the tenant" }]),
      ...(scope === "domain" || projects.some(({ id }) => id === scope)
        ? []
        : [
            {
              path: [...token, "scope"],
              issue: 'Expected "domain" or the id of a project of the tenant'
            }
          ])
    ]
  )

/** The rules that a seed breaks as a whole: what is there twice, and names that lead nowhere. */
export const brokenRules = (
  tenants: ReadonlyArray<SeedTenant>
): ReadonlyArray<Schema.FilterIssue> => [
  ...unique.flatMap((places) => repeated(walk(tenants, ["tenants"], places))),
  ...walk(tenants, ["tenants"], owners),
  ...walk(tenants, ["tenants"], strangers)
]
