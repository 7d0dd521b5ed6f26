import { type Input, maximum, type Success, type VpceInfo } from "@codearts/api"
import { Effect, Option, Stream } from "effect"
import type { Client } from "./Client.ts"
import type { Failure } from "./errors.ts"
import { IncompleteListing } from "./IncompleteListing.ts"

type List = "listVpcepAccessControlRecords"

/** One page of a list, as the API answers it. */
export type Page = Success<List>

/** What a listing needs of a client. */
export type Lister = Pick<Client, List>

/** Which list to read, and in which order. */
export type ListInput = Omit<Input<List>, "limit" | "offset">

const { limit, offset: furthestOffset } = maximum

/** How many entries can be read from either end of the order. */
const reach = furthestOffset + limit

/** Why a list is incomplete that would be no longer if it was read again. */
export const outOfReach = "no page reaches the rest"

const changed = "it changed while it was read"

const keyOf = ({ region, vpcep_id }: VpceInfo) => `${region}/${vpcep_id}`

/** What has been read so far of a list that has `total` entries. */
interface Walk {
  readonly total: number
  readonly seen: Map<string, VpceInfo>
}

const incomplete = ({ seen, total }: Walk, reason: string) =>
  new IncompleteListing({ reason, entries: [...seen.values()], total })

/** Takes up entries, each of which must be new. */
const keep = (walk: Walk, vpceps: ReadonlyArray<VpceInfo>) => {
  const before = walk.seen.size
  for (const vpcep of vpceps) walk.seen.set(keyOf(vpcep), vpcep)
  return walk.seen.size === before + vpceps.length
    ? Effect.succeed(vpceps)
    : Effect.fail(incomplete(walk, "entries came twice"))
}

/** Why a page at an offset is not what it must be, if so. */
const fault = ({ data, total }: Page, offset: number, walk: Walk) => {
  if (total !== walk.total) return changed
  if (data.vpceps.length > limit) return "a page holds more than was asked for"
  const wanted = Math.min(limit, total - offset)
  return data.vpceps.length === wanted ? undefined : "a page holds fewer entries than there are"
}

interface Position {
  readonly read: number
  /** The last entry read. */
  readonly last: VpceInfo | undefined
}

const beginning: Position = { read: 0, last: undefined }

/**
 * The first `count` entries of an order, a page at a time. Each page begins with the last entry of
 * the one before: where entries went meanwhile, it is another, and what moved up would be missed.
 */
const fromOneEnd = (
  walk: Walk,
  count: number,
  ask: (offset: number) => Effect.Effect<Page, Failure>
) =>
  Stream.paginate(
    beginning,
    Effect.fnUntraced(function* ({ last, read }) {
      const overlap = last === undefined ? 0 : 1
      const page = yield* ask(read - overlap)
      const { vpceps } = page.data
      const reason = fault(page, read - overlap, walk)
      if (reason !== undefined) return yield* incomplete(walk, reason)
      const [first] = vpceps
      if (last !== undefined && (first === undefined || keyOf(first) !== keyOf(last))) {
        return yield* incomplete(walk, changed)
      }
      const fresh = vpceps.slice(overlap, overlap + count - read)
      const next = { read: read + fresh.length, last: fresh.at(-1) }
      return [[fresh], next.read < count ? Option.some(next) : Option.none()] as const
    })
  )

/** The last `count` entries of an order, in that order, read from its other end. */
const fromOtherEnd = Effect.fnUntraced(function* (
  walk: Walk,
  count: number,
  ask: (offset: number) => Effect.Effect<Page, Failure>
) {
  // Both parts must meet in an entry, unless they only just reach each other.
  const meeting = count < reach ? 1 : 0
  const met = [...walk.seen.keys()].at(-1)
  const parts = yield* Stream.runCollect(fromOneEnd(walk, count + meeting, ask))
  const vpceps = parts.flat().toReversed()
  const [first] = vpceps
  if (meeting === 1 && (first === undefined || keyOf(first) !== met)) {
    return yield* incomplete(walk, changed)
  }
  return yield* keep(walk, vpceps.slice(meeting))
})

const isAbsent = ({ error_code }: { readonly error_code: string }) => error_code === "UC.00011005"

const noEntries: Page = { data: { vpceps: [] }, total: 0 }

/** Some servers know no tenant without entries. */
const orEmpty = (first: Effect.Effect<Page, Failure>) =>
  Effect.catchTag(first, "NotFound", (failure) =>
    isAbsent(failure)
      ? Effect.as(Effect.logWarning("404 UC.00011005 on a list, read as an empty one"), noEntries)
      : Effect.fail(failure)
  )

const oppositeOf = (sort: "asc" | "ASC" | "desc" | "DESC") =>
  sort.toLowerCase() === "asc" ? "desc" : "asc"

/**
 * The pages of a list, each entry once, in order. What lies past the furthest offset is read from
 * the other end of the order, so 20,198 entries are within reach. The stream fails as soon as the
 * list is seen to change under it, or at the end where entries are out of reach.
 */
export const listPages = (
  client: Lister,
  input: ListInput
): Stream.Stream<Page, Failure | IncompleteListing> =>
  Stream.unwrap(
    Effect.gen(function* () {
      const { sort = "asc" } = input
      const ask = (order: typeof sort) => (offset: number) =>
        client.listVpcepAccessControlRecords({ ...input, sort: order, offset, limit })
      const first = yield* orEmpty(ask(sort)(0))
      const walk: Walk = { total: first.total, seen: new Map() }
      const pageOf = (vpceps: ReadonlyArray<VpceInfo>): Page => ({
        ...first,
        data: { ...first.data, vpceps },
        offset: walk.seen.size - vpceps.length,
        limit: vpceps.length
      })
      const beyond = Math.max(0, first.total - reach)
      const ahead = fromOneEnd(walk, first.total - beyond, (offset) =>
        offset === 0 ? Effect.succeed(first) : ask(sort)(offset)
      ).pipe(Stream.mapEffect((vpceps) => keep(walk, vpceps)))
      const behind = fromOtherEnd(walk, Math.min(beyond, reach), ask(oppositeOf(sort)))
      const rest = Effect.filterOrFail(
        behind,
        () => beyond <= reach,
        () => incomplete(walk, outOfReach)
      )
      return Stream.map(
        beyond === 0 ? ahead : Stream.concat(ahead, Stream.fromEffect(rest)),
        pageOf
      )
    })
  )

/** The entries of a list one by one, as `listPages` reads them. */
export const listItems = (
  client: Lister,
  input: ListInput
): Stream.Stream<VpceInfo, Failure | IncompleteListing> =>
  Stream.flattenIterable(Stream.map(listPages(client, input), ({ data }) => data.vpceps))
