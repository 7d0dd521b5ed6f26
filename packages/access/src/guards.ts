import { type AllowList, type RegionList, regionListOf } from "./allowList.ts"

/** What stops a deletion. */
export type GuardName =
  | "protected"
  | "self"
  | "required"
  | "last-entry"
  | "maximum"
  | "percent"
  | "not-in-list"

/** Why a whole run is refused. */
export interface Refusal {
  readonly guard: GuardName
  readonly message: string
  /** The ids it is about; none for a guard that counts. */
  readonly vpcep_ids: ReadonlyArray<string>
}

/** An entry by what identifies it. */
export interface Place {
  readonly enterprise_id: string
  readonly region: string
}

/** One entry to delete. */
export interface Target extends Place {
  readonly vpcep_id: string
}

/** What the guards say: nothing refused means that they let it pass, all of it. */
export interface Verdict {
  readonly refusals: ReadonlyArray<Refusal>
  /** Lists for which nothing is declared, so that only the guards that count could look. */
  readonly unguarded: ReadonlyArray<Place>
}

/** What holds where the allow-list says nothing else. */
export const defaultCaps = { maximum: 10, percent: 20 } as const

/** A share means little of a list this short. */
const shortList = 5

interface Scope extends Place {
  readonly ids: ReadonlyArray<string>
  readonly live: ReadonlyArray<string>
  readonly list: RegionList | undefined
}

const scopeKey = ({ enterprise_id, region }: Place) => `${enterprise_id}/${region}`

const scopesOf = (
  list: AllowList,
  live: ReadonlyArray<Target>,
  targets: ReadonlyArray<Target>
): ReadonlyArray<Scope> => {
  const lists = Map.groupBy(live, scopeKey)
  return [...Map.groupBy(targets, scopeKey)].flatMap(([key, chosen]) =>
    // Each of them says which list it is in; one will do.
    chosen.slice(0, 1).map(({ enterprise_id, region }) => ({
      enterprise_id,
      region,
      ids: chosen.map(({ vpcep_id }) => vpcep_id),
      live: (lists.get(key) ?? []).map(({ vpcep_id }) => vpcep_id),
      list: regionListOf(list, enterprise_id, region)
    }))
  )
}

const declaredIds =
  (guard: GuardName, why: string, idsOf: (list: RegionList) => ReadonlyArray<string> | undefined) =>
  ({ ids, list, region }: Scope): ReadonlyArray<Refusal> => {
    const kept = new Set(list && idsOf(list))
    const vpcep_ids = ids.filter((id) => kept.has(id))
    const message = `${vpcep_ids.join(", ")} in ${region}: ${why}`
    return vpcep_ids.length === 0 ? [] : [{ guard, message, vpcep_ids }]
  }

const requiredIds = ({ required }: RegionList) => required && [required.repo, required.cf2]

const lastEntry = ({ enterprise_id, ids, live, region }: Scope): ReadonlyArray<Refusal> => {
  const going = new Set(ids)
  if (live.some((id) => !going.has(id))) return []
  const message = `nothing would be left in the list of ${enterprise_id} in ${region}`
  return [{ guard: "last-entry", message, vpcep_ids: ids }]
}

const strangers = ({ ids, live, region }: Scope): ReadonlyArray<Refusal> => {
  const known = new Set(live)
  const vpcep_ids = ids.filter((id) => !known.has(id))
  const message = `${vpcep_ids.join(", ")}: not in the list of ${region}`
  return vpcep_ids.length === 0 ? [] : [{ guard: "not-in-list", message, vpcep_ids }]
}

const perScope = [
  declaredIds("protected", "the allow-list protects it", (list) => list.protected),
  declaredIds("self", "we come in through it ourselves", (list) => list.self),
  declaredIds("required", "private access needs it", requiredIds),
  lastEntry,
  strangers
]

const tooMany = (count: number, maximum: number): ReadonlyArray<Refusal> =>
  count <= maximum
    ? []
    : [
        {
          guard: "maximum",
          message: `${count} entries would go, and one run may delete ${maximum}`,
          vpcep_ids: []
        }
      ]

const tooLargeShare =
  (percent: number) =>
  (what: string, count: number, total: number): ReadonlyArray<Refusal> =>
    total <= shortList || count * 100 <= percent * total
      ? []
      : [
          {
            guard: "percent",
            message: `${count} of ${total} entries of ${what} would go, and one run may delete ${percent} %`,
            vpcep_ids: []
          }
        ]

const shares = (
  percent: number,
  live: ReadonlyArray<Target>,
  scopes: ReadonlyArray<Scope>
): ReadonlyArray<Refusal> => {
  const judge = tooLargeShare(percent)
  const tenants = [...Map.groupBy(scopes, ({ enterprise_id }) => enterprise_id)]
  return [
    ...scopes.flatMap((scope) =>
      judge(`${scope.enterprise_id} in ${scope.region}`, scope.ids.length, scope.live.length)
    ),
    // A little of each of many short lists is much of the tenant's whole list.
    ...tenants.flatMap(([tenant, own]) =>
      judge(
        tenant,
        own.reduce((sum, { ids }) => sum + ids.length, 0),
        live.filter(({ enterprise_id }) => enterprise_id === tenant).length
      )
    )
  ]
}

const declaresNothing = ({ list }: Scope) =>
  list === undefined ||
  ((list.protected ?? []).length === 0 &&
    (list.self ?? []).length === 0 &&
    list.required === undefined)

/**
 * Judges a deletion as a whole against the lists as they are: it may go, all of it, or nothing of it.
 * An id that is named twice counts once.
 */
export const guard = (
  list: AllowList,
  live: ReadonlyArray<Target>,
  targets: ReadonlyArray<Target>
): Verdict => {
  const unique = [
    ...new Map(targets.map((target) => [`${scopeKey(target)}/${target.vpcep_id}`, target])).values()
  ]
  const { maximum, percent } = { ...defaultCaps, ...list.guards }
  const scopes = scopesOf(list, live, unique)
  return {
    refusals: [
      ...perScope.flatMap((judge) => scopes.flatMap(judge)),
      ...tooMany(unique.length, maximum),
      ...shares(percent, live, scopes)
    ],
    unguarded: scopes
      .filter(declaresNothing)
      .map(({ enterprise_id, region }) => ({ enterprise_id, region }))
  }
}
