import { Effect } from "effect"
import { describe, expect, it } from "vitest"
import { enterprise_id, listInput, region } from "../test/callers.ts"
import { clientOf } from "../test/client.ts"
import { live } from "../test/run.ts"
import { httpServer, json } from "../test/server.ts"
import { listAll } from "./listAll.ts"

interface Entry {
  readonly vpcep_id: string
  readonly region?: string
}

interface Page {
  readonly total: number
  readonly entries: ReadonlyArray<Entry>
}

const entriesOf = (count: number): ReadonlyArray<Entry> =>
  Array.from({ length: count }, (_, index) => ({ vpcep_id: `vp-${100_000 + index}`, region }))

type Listing = (query: URLSearchParams, page: Page) => Page

/** A server that pages through entries, each page as `change` has it. */
const listing = Effect.fnUntraced(function* (
  entries: ReadonlyArray<Entry>,
  change: Listing = (_, page) => page
) {
  const { received, url } = yield* httpServer((response, { target }) => {
    const query = new URL(target, "http://localhost").searchParams
    const [offset, limit] = [Number(query.get("offset")), Number(query.get("limit"))]
    const ordered = query.get("sort")?.toLowerCase() === "desc" ? entries.toReversed() : entries
    const page = change(query, {
      total: entries.length,
      entries: ordered.slice(offset, offset + limit)
    })
    json(response, { data: { enterprise_id, vpceps: page.entries }, total: page.total })
  })
  return {
    client: yield* clientOf(url),
    queries: () => received.map(({ target }) => new URL(target, url).searchParams)
  }
})

const whole = [0, 1, 99, 100, 101, 250, 10_099, 10_100, 20_198]

describe("listAll", () => {
  for (const count of whole) {
    it(
      `answers all of ${count} entries, in order, in pages that the API allows`,
      live(function* () {
        const entries = entriesOf(count)
        const { client, queries } = yield* listing(entries)
        const all = yield* listAll(client, listInput)
        expect(all).toMatchObject({ offset: 0, limit: count, total: count })
        expect(all.data.vpceps).toEqual(entries)
        for (const query of queries()) {
          expect(Number(query.get("offset"))).toBeLessThanOrEqual(9999)
          expect(query.get("limit")).toBe("100")
        }
        expect(queries().length).toBeLessThanOrEqual(Math.ceil(count / 100) + 1)
      })
    )
  }

  it(
    "asks for the order the caller wants, on every page",
    live(function* () {
      const entries = entriesOf(201)
      const { client, queries } = yield* listing(entries)
      const all = yield* listAll(client, { ...listInput, sort: "DESC" })
      expect(all.data.vpceps).toEqual(entries.toReversed())
      expect(queries().map((query) => query.get("sort"))).toEqual(["DESC", "DESC", "DESC"])
    })
  )

  it(
    "keeps the caller's order where it reads from the other end",
    live(function* () {
      const entries = entriesOf(10_200)
      const { client } = yield* listing(entries)
      const all = yield* listAll(client, { ...listInput, sort: "desc" })
      expect(all.data.vpceps).toEqual(entries.toReversed())
    })
  )

  it(
    "asks for the same ids on every page",
    live(function* () {
      const { client, queries } = yield* listing(entriesOf(150))
      yield* listAll(client, { ...listInput, vpcep_ids: ["vp-1", "vp-2"] })
      expect(queries().map((query) => query.get("vpcep_ids"))).toEqual(["vp-1,vp-2", "vp-1,vp-2"])
    })
  )

  it(
    "takes one id in two regions for two entries",
    live(function* () {
      const twins = [
        { vpcep_id: "vp-1", region },
        { vpcep_id: "vp-1", region: "la-north-2" },
        { vpcep_id: "vp-1" }
      ]
      const { client } = yield* listing(twins)
      expect((yield* listAll(client, listInput)).data.vpceps).toEqual(twins)
    })
  )
})

const last = (query: URLSearchParams) => query.get("offset") === "200"

const incomplete: ReadonlyArray<
  readonly [what: string, change: Listing, reason: string, read: number]
> = [
  [
    "shrinks while it is read",
    (query, page) => (last(query) ? { ...page, total: 249 } : page),
    "it changed while it was read",
    200
  ],
  [
    "grows while it is read",
    (query, page) => (last(query) ? { ...page, total: 251 } : page),
    "it changed while it was read",
    200
  ],
  [
    "has a page with fewer entries than there are",
    (query, page) => (last(query) ? { ...page, entries: page.entries.slice(1) } : page),
    "entries are missing or came twice",
    249
  ],
  [
    "has an entry on two pages",
    (query, page) =>
      last(query) ? { ...page, entries: [...entriesOf(1), ...page.entries.slice(1)] } : page,
    "entries are missing or came twice",
    250
  ],
  [
    "claims more entries than come",
    (_, page) => ({ ...page, total: 251 }),
    "entries are missing or came twice",
    250
  ],
  [
    "claims fewer entries than come",
    (_, page) => ({ ...page, total: 0 }),
    "entries are missing or came twice",
    100
  ],
  [
    "claims less than nothing",
    (_, page) => ({ ...page, total: -1 }),
    "entries are missing or came twice",
    100
  ]
]

describe("a list is incomplete, and never told as if it were whole, when it", () => {
  for (const [what, change, reason, read] of incomplete) {
    it(
      `${what}: ${reason}`,
      live(function* () {
        const { client } = yield* listing(entriesOf(250), change)
        const failure = yield* Effect.flip(listAll(client, listInput))
        expect(failure).toMatchObject({ _tag: "IncompleteList", reason, read })
        expect(failure.message).toMatch(
          /^the list is incomplete: .* \(\d+ of -?\d+ entries read\)$/u
        )
      })
    )
  }

  it(
    "is longer than both ends reach, which the first page tells",
    live(function* () {
      const { client, queries } = yield* listing(entriesOf(20_199))
      expect(yield* Effect.flip(listAll(client, listInput))).toMatchObject({
        _tag: "IncompleteList",
        reason: "no page reaches the rest",
        total: 20_199
      })
      expect(queries()).toHaveLength(1)
    })
  )
})

describe("a page that fails", () => {
  it(
    "fails the list with its own failure",
    live(function* () {
      const { received, url } = yield* httpServer((response, _, count) =>
        count === 1
          ? json(response, { data: { vpceps: entriesOf(100) }, total: 150 })
          : json(response, { error_code: "UC.00010002", error_msg: "No." }, 401)
      )
      const failure = yield* Effect.flip(listAll(yield* clientOf(url), listInput))
      expect(failure).toMatchObject({ _tag: "Unauthorized", error_code: "UC.00010002" })
      expect(received).toHaveLength(2)
    })
  )
})
