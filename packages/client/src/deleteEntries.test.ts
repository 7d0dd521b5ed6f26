import { Array as Arr, Effect } from "effect"
import type { ServerResponse } from "node:http"
import { describe, expect, it } from "vitest"
import { enterprise_id, region } from "../test/callers.ts"
import { clientOf } from "../test/client.ts"
import { hurried, live } from "../test/run.ts"
import { httpServer, json, type Received } from "../test/server.ts"
import { deleteEntries } from "./deleteEntries.ts"
import type { EntriesToDelete } from "./DeletionResult.ts"
import { deleteEverything } from "./deleteEverything.ts"
import { readOutcomes } from "./readOutcomes.ts"

const absent = { error_code: "UC.00011005", error_msg: "Not found." }

const idsIn = (body: string): ReadonlyArray<string> =>
  JSON.parse(body).vpceps.map(({ vpcep_id }: { readonly vpcep_id: string }) => vpcep_id)

interface Store {
  readonly ids: Set<string>
}

type Deleting = (store: Store, ids: ReadonlyArray<string>, response: ServerResponse) => void

/** All or nothing, as the API has it. */
const asDocumented: Deleting = ({ ids }, asked, response) => {
  if (asked.some((id) => !ids.has(id))) return json(response, absent, 404)
  for (const id of asked) ids.delete(id)
  return json(response, { status: "ok", total: asked.length })
}

const answerList = ({ ids }: Store, { target }: Received, response: ServerResponse) => {
  const query = new URL(target, "http://localhost").searchParams
  const wanted = query.get("vpcep_ids")?.split(",") ?? [...ids]
  const vpceps = wanted.filter((id) => ids.has(id)).map((vpcep_id) => ({ vpcep_id, region }))
  const offset = Number(query.get("offset"))
  json(response, { data: { vpceps: vpceps.slice(offset, offset + 100) }, total: vpceps.length })
}

/** A server with entries, whose first deletions go as told, and all others as documented. */
const serving = Effect.fnUntraced(function* (
  ids: Iterable<string>,
  ...first: ReadonlyArray<Deleting>
) {
  const store: Store = { ids: new Set(ids) }
  let deletions = 0
  const { received, url } = yield* httpServer((response, request) => {
    if (request.method === "GET") return answerList(store, request, response)
    const deleting = first[deletions] ?? asDocumented
    deletions += 1
    return deleting(store, idsIn(request.body), response)
  })
  return {
    client: yield* clientOf(url, { deadline: 600_000 }),
    store,
    methods: () => received.map(({ method }) => method).join(" "),
    deleted: () =>
      received.filter(({ method }) => method === "DELETE").map(({ body }) => idsIn(body))
  }
})

const naming = (...ids: Arr.NonEmptyReadonlyArray<string>): EntriesToDelete => ({
  region,
  enterprise_id,
  vpceps: Arr.map(ids, (vpcep_id) => ({ vpcep_id }))
})

const cut: Deleting = (_, __, response) => response.socket?.resetAndDestroy()

const doneThenCut: Deleting = ({ ids }, asked, response) => {
  for (const id of asked) ids.delete(id)
  response.socket?.resetAndDestroy()
}

const refusing =
  (status: number, error_code: string): Deleting =>
  (_, __, response) =>
    json(response, { error_code, error_msg: "No." }, status)

const answering =
  (total: number): Deleting =>
  (_, __, response) =>
    json(response, { status: "ok", total })

interface Case {
  readonly what: string
  readonly there: ReadonlyArray<string>
  readonly first?: ReadonlyArray<Deleting>
  readonly outcomes: Readonly<Record<string, string>>
  readonly methods: string
}

const cases: ReadonlyArray<Case> = [
  {
    what: "entries that are there are deleted, in one request",
    there: ["a", "b", "c"],
    outcomes: { a: "deleted", b: "deleted" },
    methods: "DELETE"
  },
  {
    what: "an id that was never there is alreadyAbsent, and the others are asked for again",
    there: ["a"],
    outcomes: { a: "deleted", b: "alreadyAbsent" },
    methods: "DELETE GET DELETE"
  },
  {
    what: "ids that were never there are alreadyAbsent, and nothing is asked for again",
    there: [],
    outcomes: { a: "alreadyAbsent", b: "alreadyAbsent" },
    methods: "DELETE GET"
  },
  {
    what: "what is gone after an answer was lost is deletedEarlier",
    there: ["a", "b"],
    first: [doneThenCut],
    outcomes: { a: "deletedEarlier", b: "deletedEarlier" },
    methods: "DELETE GET"
  },
  {
    what: "what is still there after a request was lost is asked for again",
    there: ["a", "b"],
    first: [cut],
    outcomes: { a: "deleted", b: "deleted" },
    methods: "DELETE GET DELETE"
  },
  {
    what: "what is still there after two requests were lost is unknown",
    there: ["a"],
    first: [cut, cut],
    outcomes: { a: "unknown" },
    methods: "DELETE GET DELETE GET"
  },
  {
    what: "what a second lost request deleted is deletedEarlier",
    there: ["a"],
    first: [refusing(500, "UC.00011010"), doneThenCut],
    outcomes: { a: "deletedEarlier" },
    methods: "DELETE GET DELETE GET"
  },
  {
    what: "what is called submitted already is read, not believed",
    there: ["a"],
    first: [refusing(409, "UC.00011022")],
    outcomes: { a: "deleted" },
    methods: "DELETE GET DELETE"
  },
  {
    what: "a 404 for what is there is not asked a third time: it is refused",
    there: ["a"],
    first: [refusing(404, "UC.00011005"), refusing(404, "UC.00011005")],
    outcomes: { a: "refused" },
    methods: "DELETE GET DELETE GET"
  },
  {
    what: "a 404 of a wrong address says nothing of absence: it is refused",
    there: [],
    first: [refusing(404, "APIGW.0101")],
    outcomes: { a: "refused" },
    methods: "DELETE"
  },
  {
    what: "a refusal refuses all",
    there: ["a", "b"],
    first: [refusing(401, "UC.00010002")],
    outcomes: { a: "refused", b: "refused" },
    methods: "DELETE"
  },
  {
    what: "a refusal after a lost request leaves it unknown",
    there: ["a"],
    first: [cut, refusing(401, "UC.00010002")],
    outcomes: { a: "unknown" },
    methods: "DELETE GET DELETE"
  },
  {
    what: "a success of another number is read, not believed",
    there: ["a"],
    first: [answering(0)],
    outcomes: { a: "deleted" },
    methods: "DELETE GET DELETE"
  }
]

describe("deleteEntries", () => {
  for (const { first = [], methods, outcomes, there, what } of cases) {
    it(
      `tells it: ${what}`,
      hurried(function* () {
        const server = yield* serving(there, ...first)
        const [id = "", ...ids] = Object.keys(outcomes)
        const result = yield* deleteEntries(server.client, naming(id, ...ids))
        expect(
          Object.fromEntries(result.outcomes.map(({ outcome, vpcep_id }) => [vpcep_id, outcome]))
        ).toEqual(outcomes)
        expect(server.methods()).toBe(methods)
      })
    )
  }

  it(
    "names the failure of what is refused or unknown, and of nothing else",
    hurried(function* () {
      const { client } = yield* serving(["a"], refusing(404, "UC.00011005"), cut)
      const { outcomes } = yield* deleteEntries(client, naming("a", "b"))
      expect(outcomes).toMatchObject([
        { vpcep_id: "a", outcome: "unknown", failure: { _tag: "OutcomeUnknown" } },
        { vpcep_id: "b", outcome: "alreadyAbsent" }
      ])
      expect(outcomes[1]).not.toHaveProperty("failure")
    })
  )

  it(
    "is unknown where the list cannot be read either",
    hurried(function* () {
      const { url } = yield* httpServer((response, { method }) =>
        method === "DELETE"
          ? response.socket?.resetAndDestroy()
          : json(response, { error_code: "UC.00010002", error_msg: "No." }, 401)
      )
      const { outcomes } = yield* deleteEntries(yield* clientOf(url), naming("a"))
      expect(outcomes).toMatchObject([{ outcome: "unknown", failure: { _tag: "Unauthorized" } }])
    })
  )
})

const many = Array.from({ length: 95 }, (_, index) => `vp-${100 + index}`)

describe("a long list", () => {
  it(
    "goes thirty a request, each id once",
    live(function* () {
      const { client, deleted, store } = yield* serving(many)
      const [id = "", ...ids] = [...many, ...many]
      const { outcomes, remaining } = yield* deleteEntries(client, naming(id, ...ids))
      expect(deleted().map(({ length }) => length)).toEqual([30, 30, 30, 5])
      expect(outcomes.map(({ vpcep_id }) => vpcep_id)).toEqual(many)
      expect(remaining).toEqual([])
      expect(store.ids.size).toBe(0)
    })
  )

  it(
    "stops where a request leaves an id unsettled, and can be gone on with",
    live(function* () {
      const { client, deleted, store } = yield* serving(
        many,
        asDocumented,
        refusing(403, "APIGW.0302")
      )
      const [id = "", ...ids] = many
      const { outcomes, remaining } = yield* deleteEntries(client, naming(id, ...ids))
      expect(Object.groupBy(outcomes, ({ outcome }) => outcome)).toMatchObject({
        deleted: { length: 30 },
        refused: { length: 30 }
      })
      expect(remaining.map(({ vpcep_id }) => vpcep_id)).toEqual(many.slice(60))
      expect(deleted()).toHaveLength(2)
      if (!Arr.isReadonlyArrayNonEmpty(remaining)) throw new Error("nothing remains")
      yield* deleteEntries(client, { region, enterprise_id, vpceps: remaining })
      expect([...store.ids]).toEqual(many.slice(30, 60))
    })
  )

  it(
    "of which one id breaks a rule is not begun",
    live(function* () {
      const { client, methods } = yield* serving(many)
      const [id = "", ...ids] = many
      const failure = yield* Effect.flip(deleteEntries(client, naming(id, ...ids, "NO ID")))
      expect(failure._tag).toBe("InvalidRequest")
      expect(methods()).toBe("")
    })
  )
})

describe("deleteEverything", () => {
  it(
    "deletes by their ids all that are listed",
    live(function* () {
      const { client, store } = yield* serving(many)
      const { outcomes } = yield* deleteEverything(client, { region, enterprise_id })
      expect(outcomes).toHaveLength(95)
      expect(store.ids.size).toBe(0)
    })
  )

  it(
    "sends nothing where nothing is listed",
    live(function* () {
      const { client, methods } = yield* serving([])
      expect(yield* deleteEverything(client, { region, enterprise_id })).toEqual({
        outcomes: [],
        remaining: []
      })
      expect(methods()).toBe("GET")
    })
  )
})

describe("readOutcomes", () => {
  it(
    "tells what is gone since from what may yet go",
    live(function* () {
      const { client } = yield* serving(["a"])
      const outcomes = yield* readOutcomes(client, { region, enterprise_id, vpcep_ids: ["a", "b"] })
      expect([...outcomes]).toEqual([
        ["a", "unknown"],
        ["b", "deletedEarlier"]
      ])
    })
  )
})
