import { regions } from "@codearts/api"
import { type AllowList, isOver, type RegionList } from "./allowList.ts"
import { type Level, type RuleName, ruleNames, rules } from "./rules.ts"
import type { Snapshot, SnapshotEntry } from "./snapshot.ts"

/** One thing that is wrong with a list. */
export interface Finding {
  readonly rule: RuleName
  readonly level: Level
  readonly enterprise_id: string
  readonly region: string
  readonly vpcep_id?: string
  /** What is wrong with it, to be read beside its id. */
  readonly what: string
  /** The same in a sentence that stands by itself. */
  readonly message: string
  /** Who answers for the entry, where the allow-list says so. */
  readonly owner?: string
  /** Path in the allow-list of what this is about. */
  readonly field: string
  /** Why it is muted: it is shown, and fails nothing. */
  readonly muted?: string
}

type Place = Pick<Finding, "enterprise_id" | "region" | "field">
type Found = Omit<Finding, "level" | "muted" | "message">

interface Judged extends Place {
  /** What the allow-list says of the region; nothing where it does not name it. */
  readonly list: RegionList | undefined
  /** Where in that list an id stands. */
  readonly positions: ReadonlyMap<string, number>
  readonly entries: ReadonlyMap<string, SnapshotEntry>
  /** Whether the region was asked through: else absence proves nothing. */
  readonly read: boolean
}

const ofEntry = (
  { list, positions, ...place }: Judged,
  entry: SnapshotEntry,
  now: Date
): ReadonlyArray<Found> => {
  const { enterprise_id, region } = place
  const { vpcep_id } = entry
  const index = positions.get(vpcep_id) ?? -1
  const allowed = list?.allowed[index]
  if (allowed === undefined) {
    const what = "the allow-list does not name it"
    return [{ rule: "not-allowed", enterprise_id, region, vpcep_id, field: place.field, what }]
  }
  const { description, expires, owner } = allowed
  const about = {
    enterprise_id,
    region,
    vpcep_id,
    owner,
    field: `${place.field}.allowed[${index}]`
  }
  const changed = description !== undefined && description !== (entry.description ?? "")
  return [
    ...(isOver(expires, now)
      ? [
          {
            rule: "expired" as const,
            ...about,
            what: `it was allowed until ${expires}`
          }
        ]
      : []),
    ...(changed
      ? [
          {
            rule: "description-changed" as const,
            ...about,
            what: `it is described as ${JSON.stringify(entry.description ?? "")}, the allow-list has ${JSON.stringify(description)}`
          }
        ]
      : [])
  ]
}

const absences = ({ entries, list, read, ...place }: Judged): ReadonlyArray<Found> => {
  if (list === undefined || !read) return []
  const { enterprise_id, region } = place
  const { repo, cf2 } = list.required ?? {}
  const pair = { repo, cf2 }
  const lost = Object.entries(pair).flatMap(([name, id]) =>
    id !== undefined && !entries.has(id)
      ? [
          {
            rule: "required-pair" as const,
            enterprise_id,
            region,
            vpcep_id: id,
            field: `${place.field}.required.${name}`,
            what: `it is the entry of ${name}, and not in the list`
          }
        ]
      : []
  )
  const missing = list.allowed.flatMap(({ owner, vpcep_id }, index) =>
    entries.has(vpcep_id) || vpcep_id === repo || vpcep_id === cf2
      ? []
      : [
          {
            rule: "missing" as const,
            enterprise_id,
            region,
            vpcep_id,
            owner,
            field: `${place.field}.allowed[${index}]`,
            what: "it is allowed, and not in the list"
          }
        ]
  )
  return [...lost, ...missing]
}

const known = new Set(regions.map(({ id }) => id))

const ofRegion = (judged: Judged, now: Date): ReadonlyArray<Found> => {
  const { enterprise_id, entries, field, list, region } = judged
  const strange = list === undefined && !known.has(region)
  const unknown: Found = {
    rule: "unknown-region",
    enterprise_id,
    region,
    field,
    what: "it has entries, and no table has this region"
  }
  return [
    ...(strange ? [unknown] : []),
    ...[...entries.values()].flatMap((entry) => ofEntry(judged, entry, now)),
    ...absences(judged)
  ]
}

const judgedOf = (list: AllowList, snapshot: Snapshot): ReadonlyArray<Judged> =>
  snapshot.tenants.flatMap(({ enterprise_id, entries }) => {
    const position = list.tenants.findIndex((tenant) => tenant.enterprise_id === enterprise_id)
    const declared = list.tenants[position]?.regions ?? []
    const live = Map.groupBy(entries, ({ region }) => region)
    const names = new Set([...declared.map(({ region }) => region), ...live.keys()])
    return [...names].sort().map((region) => {
      const index = declared.findIndex((each) => each.region === region)
      const tenant = position < 0 ? "tenants" : `tenants[${position}]`
      return {
        enterprise_id,
        region,
        field: index < 0 ? tenant : `${tenant}.regions[${index}]`,
        list: declared[index],
        positions: new Map(
          declared[index]?.allowed.map(({ vpcep_id }, position) => [vpcep_id, position])
        ),
        entries: new Map((live.get(region) ?? []).map((entry) => [entry.vpcep_id, entry])),
        read: snapshot.reads.some(
          (read) => read.enterprise_id === enterprise_id && read.region === region
        )
      }
    })
  })

const messageOf = ({ enterprise_id, region, vpcep_id, what }: Found) =>
  `${vpcep_id === undefined ? "" : `${vpcep_id} in `}${region} of ${enterprise_id}: ${what}`

const mutedBecause = ({ muted }: AllowList, found: Found, now: Date): string | undefined =>
  muted?.find(
    ({ enterprise_id, region, rule, until, vpcep_id }) =>
      rule === found.rule &&
      (enterprise_id ?? found.enterprise_id) === found.enterprise_id &&
      (region ?? found.region) === found.region &&
      (vpcep_id === undefined || vpcep_id === found.vpcep_id) &&
      !isOver(until ?? "never", now)
  )?.reason

/**
 * What is wrong with the lists of a snapshot, muted findings included. Only tenants in the snapshot
 * are judged, and an entry is missing only from a region that was asked through.
 */
export const findingsOf = (
  list: AllowList,
  snapshot: Snapshot,
  now: Date
): ReadonlyArray<Finding> =>
  judgedOf(list, snapshot)
    .flatMap((judged) => ofRegion(judged, now))
    .map((found) => {
      const muted = mutedBecause(list, found, now)
      const { level } = rules[found.rule]
      return { ...found, message: messageOf(found), level, ...(muted !== undefined && { muted }) }
    })
    .sort((one, other) => ruleNames.indexOf(one.rule) - ruleNames.indexOf(other.rule))

/** The findings that fail a check: all that are not muted. */
export const failing = (findings: ReadonlyArray<Finding>): ReadonlyArray<Finding> =>
  findings.filter(({ muted }) => muted === undefined)

/** A part of the allow-list that a snapshot says nothing about. */
export interface Unread {
  readonly enterprise_id: string
  readonly region: string
}

/** The regions of the allow-list that were not asked through, which no finding can be about. */
export const unreadOf = ({ tenants }: AllowList, { reads }: Snapshot): ReadonlyArray<Unread> =>
  tenants.flatMap(({ enterprise_id, regions: lists }) =>
    lists
      .filter(
        ({ region }) =>
          !reads.some((read) => read.enterprise_id === enterprise_id && read.region === region)
      )
      .map(({ region }) => ({ enterprise_id, region }))
  )
