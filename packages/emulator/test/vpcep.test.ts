import { describe, expect, it } from "vitest"
import { inWorld, keys, region, type Wanted } from "./world.ts"

const list = (query = "", by: Wanted["by"] = keys.owner): Wanted => ({
  target: `/v2/vpceps?enterprise_id=tenant-a${query}`,
  headers: { region },
  ...(by !== undefined && { by })
})

const remove = (body: unknown, more: Partial<Wanted> = {}): Wanted => ({
  method: "DELETE",
  target: "/v2/vpceps",
  headers: { region },
  body,
  by: keys.owner,
  ...more
})

const items = (...ids: ReadonlyArray<string>) => ({ vpceps: ids.map((vpcep_id) => ({ vpcep_id })) })

const everything = [
  "vp-0 ap-southeast-3",
  "vp-1 ap-southeast-3",
  "vp-2 ap-southeast-3",
  "vp-2 la-north-2",
  "vp-3 la-north-2"
]

describe("listVpcepAccessControlRecords", () => {
  it(
    "answers the tenant's entries of every region, by vpcep_id, then region",
    inWorld(function* (world) {
      const { body, status } = yield* world.send(list())
      expect(status).toBe(200)
      expect(body).toMatchObject({ status: "ok", offset: 0, limit: 10, total: 5 })
      expect(body.data.enterprise_id).toBe("tenant-a")
      expect(body.data.vpceps[0]).toEqual({
        vpcep_id: "vp-0",
        description: "CF2",
        creator: "owner",
        create_time: "2026-05-01T10:31:00Z",
        modify_time: "2026-05-02T10:31:00Z",
        region: "ap-southeast-3"
      })
      expect(yield* world.entries()).toEqual(everything)
    })
  )

  const ids = (reply: {
    readonly body: {
      readonly data: { readonly vpceps: ReadonlyArray<{ vpcep_id: string; region: string }> }
    }
  }) => reply.body.data.vpceps.map((vpcep) => `${vpcep.vpcep_id} ${vpcep.region}`)

  it(
    "turns the whole order round with sort=desc",
    inWorld(function* (world) {
      expect(ids(yield* world.send(list("&sort=DESC")))).toEqual(everything.toReversed())
      expect(ids(yield* world.send(list("&sort=asc")))).toEqual(everything)
    })
  )

  it(
    "answers pages, each with the total of all",
    inWorld(function* (world) {
      const page = yield* world.send(list("&limit=2&offset=3"))
      expect(ids(page)).toEqual(everything.slice(3))
      expect(page.body).toMatchObject({ limit: 2, offset: 3, total: 5 })
      const past = yield* world.send(list("&offset=9999"))
      expect(past.body).toMatchObject({ data: { vpceps: [] }, total: 5 })
    })
  )

  it(
    "answers only the entries asked for, and their number",
    inWorld(function* (world) {
      const { body } = yield* world.send(list("&vpcep_ids=vp-2,vp-9,vp-0&limit=1"))
      expect(body.data.vpceps).toMatchObject([{ vpcep_id: "vp-0" }])
      expect(body.total).toBe(3)
    })
  )

  it(
    "answers an empty list to a tenant without entries",
    inWorld(function* (world) {
      const target = "/v2/vpceps?enterprise_id=tenant-empty"
      const { body, status } = yield* world.send({ target, headers: { region }, by: keys.empty })
      expect([status, body.total, body.data.vpceps]).toEqual([200, 0, []])
    })
  )

  it(
    "takes a body that is empty or an empty object, and no other",
    inWorld(function* (world) {
      expect((yield* world.send({ ...list(), body: {} })).status).toBe(200)
      expect((yield* world.send({ ...list(), body: { limit: 1 } })).body.error_code).toBe(
        "UC.00011002"
      )
      expect((yield* world.send({ ...list(), body: "{" })).body.error_code).toBe("UC.00011001")
    })
  )

  const long = Array.from({ length: 31 }, (_, index) => `vp-${index}`).join(",")
  const broken: ReadonlyArray<readonly [query: string, field: string]> = [
    ["&limit=0", "limit"],
    ["&limit=101", "limit"],
    ["&limit=10&limit=10", "limit"],
    ["&offset=10000", "offset"],
    ["&offset=-1", "offset"],
    ["&sort=up", "sort"],
    ["&vpcep_ids=", "vpcep_ids"],
    ["&vpcep_ids=VP-0", "vpcep_ids"],
    [`&vpcep_ids=${long}`, "vpcep_ids"],
    ["&Limit=1", "Limit"],
    ["&X-Auth-Token=token-a", "X-Auth-Token"]
  ]

  it(
    "refuses a field that breaks its rule with 400 UC.00011002, and names it",
    inWorld(function* (world) {
      for (const [query, field] of broken) {
        const { body, status } = yield* world.send(list(query))
        expect([query, status, body.error_code]).toEqual([query, 400, "UC.00011002"])
        expect(body.error_msg).toContain(`Invalid parameter. ${field}`)
      }
      const { body } = yield* world.send({
        target: "/v2/vpceps",
        headers: { region },
        by: keys.owner
      })
      expect(body.error_msg).toBe("Invalid parameter. enterprise_id: is required")
    })
  )
})

describe("deleteVpcepAccessControlRecords", () => {
  it(
    "deletes entries of the request's region, and answers how many",
    inWorld(function* (world) {
      const { body, status } = yield* world.send(
        remove({ enterprise_id: "tenant-a", ...items("vp-0", "vp-2") })
      )
      expect([status, body]).toEqual([200, { status: "ok", total: 2 }])
      expect(yield* world.entries()).toEqual([
        "vp-1 ap-southeast-3",
        "vp-2 la-north-2",
        "vp-3 la-north-2"
      ])
      expect((yield* world.send(list())).body.total).toBe(3)
    })
  )

  it(
    "acts in the caller's own account when no enterprise_id is given",
    inWorld(function* (world) {
      expect((yield* world.send(remove(items("vp-0")))).body.total).toBe(1)
      expect(yield* world.entries(keys.other)).toEqual([
        "vp-0 ap-southeast-3",
        "vp-b ap-southeast-3"
      ])
    })
  )

  it(
    "takes a token, and never compares the description",
    inWorld(function* (world) {
      const body = { vpceps: [{ vpcep_id: "vp-0", description: "某个终端节点" }] }
      expect((yield* world.send(remove(body, { by: "token-a" }))).body.total).toBe(1)
    })
  )

  const unknown: ReadonlyArray<readonly [what: string, ids: ReadonlyArray<string>, named: string]> =
    [
      ["an id nobody has", ["vp-0", "vp-9"], "vp-9"],
      ["another tenant's entry", ["vp-0", "vp-b"], "vp-b"],
      ["an entry of another region", ["vp-0", "vp-3"], "vp-3"]
    ]
  for (const [what, ids, named] of unknown) {
    it(
      `deletes nothing when one of the ids is ${what}: 404 UC.00011005`,
      inWorld(function* (world) {
        const { body, status } = yield* world.send(remove(items(...ids)))
        expect([status, body.error_code]).toEqual([404, "UC.00011005"])
        expect(body.error_msg).toBe(`Not found. Not in ap-southeast-3: ${named}`)
        expect(yield* world.entries()).toEqual(everything)
        expect((yield* world.send(list())).body.total).toBe(5)
        expect(yield* world.entries(keys.other)).toHaveLength(2)
      })
    )
  }

  const broken: ReadonlyArray<readonly [what: string, body: unknown, named: string]> = [
    ["no body", undefined, "vpceps:"],
    ["an empty object", {}, "vpceps:"],
    ["no entries", { vpceps: [] }, "vpceps:"],
    [
      "over 100 entries",
      items(...Array.from({ length: 101 }, (_, index) => `vp-${index}`)),
      "vpceps:"
    ],
    ["an id twice", items("vp-0", "vp-0"), "vpceps:"],
    ["an item without an id", { vpceps: [{ description: "Repo" }] }, "vpceps[0].vpcep_id:"],
    ["an id in upper case", items("vp-0", "VP-1"), "vpceps[1].vpcep_id:"],
    ["an unknown field", { ...items("vp-0"), force: true }, "force:"],
    ["a list", [], "must be an object"],
    ["null", null, "must be an object"]
  ]
  for (const [what, body, named] of broken) {
    it(
      `refuses ${what} with 400 UC.00011002, and deletes nothing`,
      inWorld(function* (world) {
        const reply = yield* world.send(remove(body))
        expect([reply.status, reply.body.error_code]).toEqual([400, "UC.00011002"])
        expect(reply.body.error_msg).toContain(`Invalid parameter. ${named}`)
        expect(yield* world.entries()).toEqual(everything)
      })
    )
  }
})
