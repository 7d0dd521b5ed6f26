import { type Input, maximum, type Success, type VpceInfo } from "@codearts/api"
import { Data, Effect } from "effect"
import type { Client } from "./Client.ts"
import type { Failure } from "./errors.ts"

/** The list cannot be told whole: it changed while it was read, or is longer than the API can page through. */
export class IncompleteList extends Data.TaggedError("IncompleteList")<{
  readonly reason: string
  readonly read: number
  readonly total: number
}> {
  override get message() {
    return `the list is incomplete: ${this.reason} (${this.read} of ${this.total} entries read)`
  }
}

type List = "listVpcepAccessControlRecords"

const { limit, offset: furthestOffset } = maximum

/** How many entries can be read from either end of the order. */
const reach = furthestOffset + limit

interface Page {
  readonly offset: number
  /** Entries at its beginning that another page holds. */
  readonly skip: number
}

/** The pages of the first `count` entries; the furthest offset lies before where its page would begin. */
const pagesOf = (count: number): ReadonlyArray<Page> =>
  Array.from({ length: Math.max(0, Math.ceil(count / limit)) }, (_, index) => {
    const offset = Math.min(index * limit, furthestOffset)
    return { offset, skip: index * limit - offset }
  })

const keyOf = ({ region, vpcep_id }: VpceInfo) => `${region}/${vpcep_id}`

const isOnePage = ({ data }: Success<List>) => data.vpceps.length <= limit

const tooLong = ({ data, total }: Success<List>) =>
  new IncompleteList({
    reason: "a page holds more than was asked for",
    read: data.vpceps.length,
    total
  })

const allDiffer = (vpceps: ReadonlyArray<VpceInfo>) =>
  new Set(vpceps.map(keyOf)).size === vpceps.length

/**
 * Every entry of a tenant, all pages of them, or a failure: never silently fewer. What lies past the
 * furthest offset is read from the other end of the order, so 20,198 entries are within reach.
 */
export const listAll = Effect.fnUntraced(function* (
  client: Client,
  input: Omit<Input<List>, "limit" | "offset">
): Effect.fn.Return<Success<List>, Failure | IncompleteList> {
  const { sort = "asc" } = input
  const opposite = sort.toLowerCase() === "asc" ? "desc" : "asc"
  const list = (order: typeof sort, offset: number) =>
    client
      .listVpcepAccessControlRecords({ ...input, sort: order, offset, limit })
      .pipe(Effect.filterOrFail(isOnePage, tooLong))

  const first = yield* list(sort, 0)
  const { total } = first
  const incomplete = (reason: string, read: number) => new IncompleteList({ reason, read, total })
  const entries = (order: typeof sort) =>
    Effect.fnUntraced(function* ({ offset, skip }: Page) {
      const page = yield* list(order, offset)
      if (page.total !== total) return yield* incomplete("it changed while it was read", offset)
      return page.data.vpceps.slice(skip)
    })

  const beyond = Math.max(0, total - reach)
  if (beyond > reach) return yield* incomplete("no page reaches the rest", limit)
  const ahead = yield* Effect.forEach(pagesOf(total - beyond).slice(1), entries(sort))
  const behind = yield* Effect.forEach(pagesOf(beyond), entries(opposite))
  const vpceps = [first.data.vpceps, ...ahead, behind.flat().slice(0, beyond).toReversed()].flat()
  if (vpceps.length !== total || !allDiffer(vpceps)) {
    return yield* incomplete("entries are missing or came twice", vpceps.length)
  }
  return { ...first, data: { ...first.data, vpceps }, offset: 0, limit: vpceps.length }
})
