import { canonicalJson } from "./canonical.ts"
import { entriesOf, type Snapshot, type SnapshotEntry } from "./snapshot.ts"

/** One difference between two lists. */
export interface Change {
  readonly change: "added" | "removed" | "changed"
  readonly enterprise_id: string
  readonly region: string
  readonly vpcep_id: string
  /** The fields that differ, of an entry that is in both. */
  readonly fields: ReadonlyArray<string>
}

type Keyed = ReadonlyMap<string, { readonly enterprise_id: string; readonly entry: SnapshotEntry }>

const keyed = (snapshot: Snapshot): Keyed =>
  new Map(
    entriesOf(snapshot).map((owned) => [
      `${owned.enterprise_id}/${owned.entry.vpcep_id}/${owned.entry.region}`,
      owned
    ])
  )

const differing = (before: SnapshotEntry, after: SnapshotEntry): ReadonlyArray<string> =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((field) => canonicalJson(before[field] ?? null) !== canonicalJson(after[field] ?? null))
    .sort()

/** What became of a list: entries added, removed and changed, by tenant, region and id. */
export const changesBetween = (before: Snapshot, after: Snapshot): ReadonlyArray<Change> => {
  const [old, young] = [keyed(before), keyed(after)]
  return [...new Set([...old.keys(), ...young.keys()])]
    .sort()
    .flatMap((key): ReadonlyArray<Change> => {
      const [was, is] = [old.get(key), young.get(key)]
      const either = was ?? is
      if (either === undefined) return []
      const { enterprise_id, entry } = either
      const { region, vpcep_id } = entry
      const named = { enterprise_id, region, vpcep_id }
      if (was === undefined) return [{ change: "added", ...named, fields: [] }]
      if (is === undefined) return [{ change: "removed", ...named, fields: [] }]
      const fields = differing(was.entry, is.entry)
      return fields.length === 0 ? [] : [{ change: "changed", ...named, fields }]
    })
}

/** One region's part of a snapshot under another region's name, so that two regions can be compared. */
const regionAs = (snapshot: Snapshot, region: string, name: string): Snapshot => ({
  ...snapshot,
  tenants: snapshot.tenants.map(({ enterprise_id, entries }) => ({
    enterprise_id,
    entries: entries
      .filter((entry) => entry.region === region)
      // Who and when differ between any two regions and say nothing of who may reach the tenant.
      .map(({ description, vpcep_id }) => ({
        vpcep_id,
        region: name,
        ...(description !== undefined && { description })
      }))
  }))
})

/** How one region's list differs from another's: by id and description. */
export const changesAcross = (
  snapshot: Snapshot,
  from: string,
  to: string
): ReadonlyArray<Change> => changesBetween(regionAs(snapshot, from, to), regionAs(snapshot, to, to))
