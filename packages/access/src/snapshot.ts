import { EnterpriseId, RegionId, VpceInfo, VpcepId } from "@codearts/api"
import { Array as Arr, Data, Order, Result, Schema } from "effect"
import { canonicalJson, digestOf } from "./canonical.ts"
import { Count, Line, Time } from "./fields.ts"

/**
 * What a snapshot is of, in words that every report repeats: there is a second list, and a report
 * that kept silent on it would be read as covering both.
 */
export const coverage =
  "Covers the CodeArts access-control list (GET /v2/vpceps). Does not cover the second list, IAM security settings > ACL > API access > VPC endpoints."

const Tool = Schema.Struct({ name: Line, version: Line })

const Window = { started: Time, ended: Time }

const Read = Schema.Struct({
  enterprise_id: EnterpriseId,
  region: RegionId,
  total: Count,
  entries: Count,
  request_ids: Schema.Array(Schema.String),
  ...Window
})

const { fields } = VpceInfo.schema

/** An entry of a snapshot: the API's own, its region always said. */
const SnapshotEntry = Schema.StructWithRest(
  Schema.Struct({ ...fields, vpcep_id: VpcepId, region: RegionId }),
  [Schema.Record(Schema.String, Schema.Unknown)]
)

/** A list as it was, with the proof that it is whole. */
export const Snapshot = Schema.Struct({
  kind: Schema.Literal("snapshot"),
  version: Schema.Literal(1),
  coverage: Line,
  tool: Tool,
  /** One for each tenant and region that was asked through. */
  reads: Schema.Array(Read),
  tenants: Schema.Array(
    Schema.Struct({ enterprise_id: EnterpriseId, entries: Schema.Array(SnapshotEntry) })
  )
})

/** A list as it was, with the proof that it is whole. */
export type Snapshot = typeof Snapshot.Type

/** An entry of a snapshot. */
export type SnapshotEntry = typeof SnapshotEntry.Type

/** Which program made a document. */
export type Tool = typeof Tool.Type

/** What one reading of a tenant's list through a region gave. */
export interface Reading {
  readonly enterprise_id: string
  readonly region: string
  /** How many entries the API says there are. */
  readonly total: number
  readonly vpceps: ReadonlyArray<VpceInfo>
  readonly request_ids: ReadonlyArray<string>
  readonly started: Date
  readonly ended: Date
}

/** Readings that make no whole list. */
export class IncompleteSnapshot extends Data.TaggedError("IncompleteSnapshot")<{
  readonly reason: string
}> {
  override get message() {
    return `the snapshot is incomplete: ${this.reason}`
  }
}

const keyOf = ({ region, vpcep_id }: { readonly region?: string; readonly vpcep_id: string }) =>
  `${vpcep_id}/${region}`

type Entries = ReadonlyMap<string, SnapshotEntry>

const located = (reading: Reading): ReadonlyArray<SnapshotEntry> =>
  reading.vpceps.map((entry) => ({ ...entry, region: entry.region ?? reading.region }))

/** Readings through several regions may each answer the whole list; where they differ, it changed between them. */
const merged = (readings: ReadonlyArray<Reading>): Result.Result<Entries, string> => {
  const entries = new Map<string, SnapshotEntry>()
  for (const reading of readings) {
    const own = new Set<string>()
    for (const entry of located(reading)) {
      const key = keyOf(entry)
      const known = entries.get(key)
      if (own.has(key)) return Result.fail(`${key} came twice`)
      if (known !== undefined && canonicalJson(known) !== canonicalJson(entry))
        return Result.fail(`${key} changed while it was read`)
      own.add(key)
      entries.set(key, entry)
    }
    if (own.size !== reading.total)
      return Result.fail(
        `${own.size} of ${reading.total} entries of ${reading.enterprise_id} read through ${reading.region}`
      )
  }
  return Result.succeed(entries)
}

const tenantOf = ([enterprise_id, readings]: [string, Array<Reading>]) =>
  Result.map(merged(readings), (entries) => ({
    enterprise_id,
    entries: Arr.sortWith(entries.values(), keyOf, Order.String)
  }))

const readOf = (reading: Reading): Snapshot["reads"][number] => ({
  enterprise_id: reading.enterprise_id,
  region: reading.region,
  total: reading.total,
  entries: reading.vpceps.length,
  request_ids: reading.request_ids,
  started: reading.started.toISOString(),
  ended: reading.ended.toISOString()
})

const readKey = ({ enterprise_id, region }: Snapshot["reads"][number]) =>
  `${enterprise_id}/${region}`

/** A snapshot of readings, each of which must be whole: as many entries as the API counts, each once. */
export const makeSnapshot = (
  readings: ReadonlyArray<Reading>,
  tool: Tool
): Result.Result<Snapshot, IncompleteSnapshot> => {
  const tenants = Map.groupBy(readings, ({ enterprise_id }) => enterprise_id)
  const inOrder = Arr.sortWith(tenants, ([enterprise_id]) => enterprise_id, Order.String)
  return Result.all(inOrder.map(tenantOf)).pipe(
    Result.mapError((reason) => new IncompleteSnapshot({ reason })),
    Result.map((all) => ({
      kind: "snapshot",
      version: 1,
      coverage,
      tool,
      reads: Arr.sortWith(readings.map(readOf), readKey, Order.String),
      tenants: all
    }))
  )
}

/** An entry and whose it is. */
export interface Owned {
  readonly enterprise_id: string
  readonly entry: SnapshotEntry
}

/** Every entry of a snapshot. */
export const entriesOf = ({ tenants }: Snapshot): ReadonlyArray<Owned> =>
  tenants.flatMap(({ enterprise_id, entries }) =>
    entries.map((entry) => ({ enterprise_id, entry }))
  )

/** What the lists hold, whenever and however they were read. */
export const stateDigest = ({ tenants }: Snapshot): string => digestOf(canonicalJson(tenants))

/** Why a snapshot does not prove itself whole; nothing where it does. */
export const incompleteness = ({ reads, tenants }: Snapshot): string | undefined => {
  const short = reads.find(({ entries, total }) => entries !== total)
  if (short !== undefined)
    return `${short.entries} of ${short.total} entries of ${short.enterprise_id} read through ${short.region}`
  const unread = tenants.find(
    ({ enterprise_id }) => !reads.some((read) => read.enterprise_id === enterprise_id)
  )
  if (unread !== undefined) return `nothing says how ${unread.enterprise_id} was read`
  const few = tenants.find(({ enterprise_id, entries }) => {
    const counts = reads.filter((read) => read.enterprise_id === enterprise_id)
    return entries.length < Math.max(...counts.map(({ total }) => total))
  })
  return few === undefined
    ? undefined
    : `${few.enterprise_id} has fewer entries than were read of it`
}
