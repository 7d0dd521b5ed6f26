import { Effect, Stream } from "effect"
import { describe, expect, it } from "vitest"
import { enterprise_id, listInput, region } from "../test/callers.ts"
import { clientOf } from "../test/client.ts"
import { live } from "../test/run.ts"
import { httpServer, json } from "../test/server.ts"
import { listAll } from "./listAll.ts"
import { listItems, listPages } from "./listPages.ts"

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

type Listing = (query: URLSearchParams, page: Page, count: number) => Page

interface Store {
  entries: ReadonlyArray<Entry>
}

const pageOf = (entries: ReadonlyArray<Entry>, query: URLSearchParams): Page => {
  const ids = query.get("vpcep_ids")?.split(",")
  const wanted = entries.filter(({ vpcep_id }) => ids?.includes(vpcep_id) ?? true)
  const [offset, limit] = [Number(query.get("offset")), Number(query.get("limit"))]
  const ordered = query.get("sort")?.toLowerCase() === "desc" ? wanted.toReversed() : wanted
  return { total: wanted.length, entries: ordered.slice(offset, offset + limit) }
}

/** A server that pages through entries, each page as `change` has it; what it has may change too. */
const listing = Effect.fnUntraced(function* (
  entries: ReadonlyArray<Entry>,
  change: Listing = (_, page) => page
) {
  const store: Store = { entries }
  const { received, url } = yield* httpServer((response, { target }, count) => {
    const query = new URL(target, "http://localhost").searchParams
    const page = change(query, pageOf(store.entries, query), count)
    json(response, { data: { enterprise_id, vpceps: page.entries }, total: page.total })
  })
  return {
    client: yield* clientOf(url),
    store,
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
        expect(queries().length).toBeLessThanOrEqual(Math.ceil(count / 99) + 1)
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
      const { client, queries } = yield* listing(
        Array.from({ length: 150 }, (_, index) => ({ vpcep_id: "vp-1", region: `region-${index}` }))
      )
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

const last = (query: URLSearchParams) => query.get("offset") === "198"

const incomplete: ReadonlyArray<
  readonly [what: string, change: Listing, reason: string, read: number]
> = [
  [
    "shrinks while it is read",
    (query, page) => (last(query) ? { ...page, total: 249 } : page),
    "it changed while it was read",
    199
  ],
  [
    "grows while it is read",
    (query, page) => (last(query) ? { ...page, total: 251 } : page),
    "it changed while it was read",
    199
  ],
  [
    "has a page with fewer entries than there are",
    (query, page) => (last(query) ? { ...page, entries: page.entries.slice(0, -1) } : page),
    "a page holds fewer entries than there are",
    199
  ],
  [
    "has a page that does not begin where the one before ended",
    (query, page) =>
      last(query) ? { ...page, entries: [...page.entries.slice(1), { vpcep_id: "new" }] } : page,
    "it changed while it was read",
    199
  ],
  [
    "has an entry on two pages",
    (query, page) =>
      last(query) ? { ...page, entries: [...page.entries.slice(0, -1), ...entriesOf(1)] } : page,
    "entries came twice",
    249
  ],
  [
    "claims more entries than come",
    (_, page) => ({ ...page, total: 251 }),
    "a page holds fewer entries than there are",
    199
  ],
  [
    "claims fewer entries than come",
    (_, page) => ({ ...page, total: 0 }),
    "a page holds fewer entries than there are",
    0
  ],
  [
    "claims less than nothing",
    (_, page) => ({ ...page, total: -1 }),
    "a page holds fewer entries than there are",
    0
  ],
  [
    "has a page with more entries than were asked for",
    (query, page) =>
      last(query) ? { ...page, entries: [...page.entries, ...entriesOf(60)] } : page,
    "a page holds more than was asked for",
    199
  ]
]

describe("a list is incomplete, and never told as if it were whole, when it", () => {
  for (const [what, change, reason, read] of incomplete) {
    it(
      `${what}, however often it is read: ${reason}`,
      live(function* () {
        const { client, queries } = yield* listing(entriesOf(250), change)
        const failure = yield* Effect.flip(listAll(client, listInput))
        expect(failure).toMatchObject({ _tag: "IncompleteListing", reason })
        expect(failure).toHaveProperty("entries.length", read)
        expect(failure.message).toMatch(
          /^the list is incomplete: .* \(\d+ of -?\d+ entries read\)$/u
        )
        expect(queries().filter((query) => query.get("offset") === "0")).toHaveLength(3)
      })
    )
  }

  it(
    "is longer than both ends reach: both are told",
    live(function* () {
      const entries = entriesOf(20_199)
      const { client, queries } = yield* listing(entries)
      const failure = yield* Effect.flip(listAll(client, listInput))
      expect(failure).toMatchObject({
        _tag: "IncompleteListing",
        reason: "no page reaches the rest",
        total: 20_199,
        entries: [...entries.slice(0, 10_099), ...entries.slice(10_100)]
      })
      expect(queries().filter((query) => query.get("offset") === "0")).toHaveLength(2)
    })
  )
})

const without = (entries: ReadonlyArray<Entry>, from: number, to: number) => [
  ...entries.slice(0, from),
  ...entries.slice(to)
]

describe("a list that changes while it is read", () => {
  const gone: ReadonlyArray<
    readonly [what: string, change: (entries: ReadonlyArray<Entry>) => ReadonlyArray<Entry>]
  > = [
    ["loses ten entries of its first page", (entries) => without(entries, 20, 30)],
    [
      "loses an entry of its first page and gets another at its end",
      (entries) => [...without(entries, 20, 21), { vpcep_id: "vp-999999", region }]
    ],
    ["gets an entry at its beginning", (entries) => [{ vpcep_id: "vp-000001", region }, ...entries]]
  ]

  for (const [what, change] of gone) {
    it(
      `is read again: it ${what}`,
      live(function* () {
        const { client, queries, store } = yield* listing(entriesOf(250), (_, page, count) => {
          if (count === 1) store.entries = change(store.entries)
          return page
        })
        const all = yield* listAll(client, listInput)
        expect(all.data.vpceps).toEqual(change(entriesOf(250)))
        expect(queries()).toHaveLength(5)
      })
    )
  }

  it(
    "is read again where both ends no longer meet",
    live(function* () {
      const change = ([, ...rest]: ReadonlyArray<Entry>) => [
        ...rest,
        { vpcep_id: "vp-999999", region }
      ]
      const { client, store } = yield* listing(entriesOf(10_200), (_, page, count) => {
        if (count === 102) store.entries = change(store.entries)
        return page
      })
      const all = yield* listAll(client, listInput)
      expect(all.data.vpceps).toEqual(change(entriesOf(10_200)))
    })
  )
})

describe("looking up ids", () => {
  const ids = entriesOf(65).map(({ vpcep_id }) => vpcep_id)

  for (const sort of ["asc", "desc"] as const) {
    it(
      `takes any number of them, thirty in a request, and answers them as one list, ${sort}`,
      live(function* () {
        const { client, queries } = yield* listing(entriesOf(60))
        const shuffled = [...ids.slice(40), ...ids.slice(0, 45)]
        const all = yield* listAll(client, { ...listInput, vpcep_ids: shuffled, sort })
        const entries = entriesOf(60)
        expect(all.data.vpceps).toEqual(sort === "asc" ? entries : entries.toReversed())
        expect(all.total).toBe(60)
        const sizes = queries().map((query) => query.get("vpcep_ids")?.split(",").length)
        expect(sizes.toSorted((a = 0, b = 0) => a - b)).toEqual([5, 30, 30])
      })
    )
  }

  it(
    "of the greatest length takes no more than 1,229 characters of a query",
    live(function* () {
      const long = Array.from({ length: 31 }, (_, index) => `${index}`.padStart(40, "0"))
      const { client, queries } = yield* listing([])
      yield* listAll(client, { ...listInput, vpcep_ids: long })
      expect(queries().map((query) => query.get("vpcep_ids")?.length)).toEqual([1229, 40])
    })
  )
})

describe("404 UC.00011005", () => {
  const absent = { error_code: "UC.00011005", error_msg: "Not found." }

  it(
    "on a list is an empty one",
    live(function* () {
      const { url } = yield* httpServer((response) => json(response, absent, 404))
      const all = yield* listAll(yield* clientOf(url), listInput)
      expect(all).toMatchObject({ data: { vpceps: [] }, total: 0 })
    })
  )

  it(
    "is not the 404 of a wrong address",
    live(function* () {
      const { url } = yield* httpServer((response) =>
        json(response, { error_code: "APIGW.0101", error_msg: "No." }, 404)
      )
      const failure = yield* Effect.flip(listAll(yield* clientOf(url), listInput))
      expect(failure).toMatchObject({ _tag: "NotFound", error_code: "APIGW.0101" })
    })
  )
})

describe("a stream of a list", () => {
  it(
    "asks for a page when it is wanted, and no earlier",
    live(function* () {
      const { client, queries } = yield* listing(entriesOf(250))
      const some = yield* Stream.runCollect(Stream.take(listItems(client, listInput), 150))
      expect(some).toEqual(entriesOf(150))
      expect(queries()).toHaveLength(2)
    })
  )

  it(
    "has each entry on one page",
    live(function* () {
      const { client } = yield* listing(entriesOf(250))
      const pages = yield* Stream.runCollect(listPages(client, listInput))
      expect(pages.map(({ offset, limit }) => [offset, limit])).toEqual([
        [0, 100],
        [100, 99],
        [199, 51]
      ])
      expect(pages.flatMap(({ data }) => data.vpceps)).toEqual(entriesOf(250))
    })
  )

  it(
    "fails where the list changes: what came before stands",
    live(function* () {
      const { client } = yield* listing(entriesOf(250), (query, page) =>
        last(query) ? { ...page, total: 249 } : page
      )
      const read: Array<unknown> = []
      const failure = yield* listItems(client, listInput).pipe(
        Stream.runForEach((entry) => Effect.sync(() => read.push(entry))),
        Effect.flip
      )
      expect(failure._tag).toBe("IncompleteListing")
      expect(read).toEqual(entriesOf(199))
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
