import { Effect } from "effect"
import { TestClock } from "effect/testing"
import { expect, it } from "vitest"
import { make, strictSwitches, type Switches } from "../src/index.ts"
import { inWorld, keys, newFile, region, type Wanted, type World } from "./world.ts"

const list = (query = "", by = keys.owner): Wanted => ({
  target: `/v2/vpceps?enterprise_id=tenant-a${query}`,
  headers: { region },
  by
})

const remove = (body: unknown): Wanted => ({
  method: "DELETE",
  target: "/v2/vpceps",
  headers: { region },
  body,
  by: keys.owner
})

const removeIds = (...ids: ReadonlyArray<string>) =>
  remove({ vpceps: ids.map((vpcep_id) => ({ vpcep_id })) })

const regionsOf = (body: { data: { vpceps: ReadonlyArray<{ region: string }> } }) => [
  ...new Set(body.data.vpceps.map((vpcep) => vpcep.region))
]

/** A test of what holds with some of the switches set over the admin API. */
const having = (
  some: Partial<Switches>,
  test: (world: World) => Effect.fn.Return<unknown, unknown>
) =>
  inWorld(function* (world) {
    yield* world.admin.setSwitches(some)
    yield* Effect.gen(() => test(world))
  })

it(
  "are strict from the beginning, and told by the admin API",
  inWorld(function* ({ admin }) {
    expect(yield* admin.readSwitches()).toEqual(strictSwitches)
    const set = yield* admin.setSwitches({ maxDelete: 3 })
    expect(set).toEqual({ ...strictSwitches, maxDelete: 3 })
    expect(yield* admin.readSwitches()).toEqual(set)
  })
)

it(
  "hold from the beginning where an emulator is made with them",
  inWorld(function* () {
    const emulator = yield* make({ filename: newFile(), switches: { pathPrefix: "/older" } })
    expect(emulator).toBeDefined()
    const wrong = { maxDelete: 0, replay: "maybe" } as unknown as Switches // what a file might hold
    const { message, reason } = yield* Effect.flip(make({ filename: newFile(), switches: wrong }))
    expect(reason).toBe("InvalidSwitches")
    expect(message).toMatch(/maxDelete: must be a whole number from 1 to 1,000\nreplay: must be/u)
  })
)

it(
  "regionHeader: route: a list answers every region",
  having({ regionHeader: "route" }, function* ({ send }) {
    const { body } = yield* send(list("&limit=100"))
    expect(regionsOf(body).length).toBeGreaterThan(1)
  })
)

it(
  "regionHeader: filter: a list answers its region alone",
  having({ regionHeader: "filter" }, function* ({ send }) {
    const all = yield* send(list("&limit=100"))
    expect(regionsOf(all.body)).toEqual([region])
    expect(all.body.total).toBe(all.body.data.vpceps.length)
    const one = yield* send(list(`&vpcep_ids=${all.body.data.vpceps[0].vpcep_id}`))
    expect(one.body.total).toBe(1)
  })
)

for (const body of [undefined, {}, { vpceps: [] }]) {
  const sent = JSON.stringify(body) ?? "no body"
  it(
    `emptyDelete: reject: ${sent} is refused`,
    having({ emptyDelete: "reject" }, function* ({ entries, send }) {
      const before = yield* entries()
      expect((yield* send(remove(body))).body.error_code).toBe("UC.00011002")
      expect(yield* entries()).toEqual(before)
    })
  )

  it(
    `emptyDelete: none: ${sent} deletes nothing`,
    having({ emptyDelete: "none" }, function* ({ entries, send }) {
      const before = yield* entries()
      expect((yield* send(remove(body))).body).toEqual({ status: "ok", total: 0 })
      expect(yield* entries()).toEqual(before)
    })
  )

  it(
    `emptyDelete: all: ${sent} empties the region`,
    having({ emptyDelete: "all" }, function* ({ entries, send }) {
      const before = yield* entries()
      const elsewhere = before.filter((entry) => !entry.endsWith(` ${region}`))
      const { total } = (yield* send(remove(body))).body
      expect(total).toBe(before.length - elsewhere.length)
      expect(yield* entries()).toEqual(elsewhere)
      expect((yield* send(list())).body.total).toBe(elsewhere.length)
    })
  )
}

it(
  "emptyDelete: all: an item without vpcep_id is refused",
  having({ emptyDelete: "all" }, function* ({ send }) {
    const { body } = yield* send(remove({ vpceps: [{}] }))
    expect(body.error_msg).toContain("vpceps[0].vpcep_id")
  })
)

it(
  "partialDelete: reject: one unknown id refuses all",
  having({ partialDelete: "reject" }, function* ({ send }) {
    expect((yield* send(removeIds("vp-0", "vp-9"))).body.error_code).toBe("UC.00011005")
  })
)

it(
  "partialDelete: ignore: an unknown id is passed over",
  having({ partialDelete: "ignore" }, function* ({ entries, send }) {
    const before = yield* entries()
    expect((yield* send(removeIds("vp-0", "vp-9"))).body.total).toBe(1)
    expect((yield* entries()).length).toBe(before.length - 1)
    expect((yield* send(list())).body.total).toBe(before.length - 1)
  })
)

it(
  "maxDelete: 2: a third entry is one too many",
  having({ maxDelete: 2 }, function* ({ send }) {
    const { body } = yield* send(removeIds("vp-0", "vp-1", "vp-2"))
    expect(body.error_msg).toContain("vpceps: must be 1 to 2 entries")
  })
)

it(
  "maxDelete: 200: 101 entries are not too many",
  having({ maxDelete: 200 }, function* ({ send }) {
    const ids = Array.from({ length: 101 }, (_, index) => `absent-${index}`)
    expect((yield* send(removeIds(...ids))).body.error_code).toBe("UC.00011005")
  })
)

it(
  "replay: refuse: a deletion sent again is refused",
  having({ replay: "refuse" }, function* ({ send }) {
    expect((yield* send(removeIds("vp-0"))).status).toBe(200)
    expect((yield* send(removeIds("vp-0"))).body.error_code).toBe("UC.00011022")
  })
)

it(
  "replay: allow: a deletion sent again finds nothing",
  having({ replay: "allow" }, function* ({ send }) {
    expect((yield* send(removeIds("vp-0"))).status).toBe(200)
    expect((yield* send(removeIds("vp-0"))).body.error_code).toBe("UC.00011005")
  })
)

it(
  "defaultLimit: 2: a page is of two unless it is asked for",
  having({ defaultLimit: 2 }, function* ({ send }) {
    const { body } = yield* send(list())
    expect([body.limit, body.data.vpceps.length]).toEqual([2, 2])
    expect((yield* send(list("&limit=3"))).body.limit).toBe(3)
  })
)

const ofEmpty: Wanted = { ...list("", keys.empty), target: "/v2/vpceps?enterprise_id=tenant-empty" }

it(
  "emptyList: ok: a tenant without entries has none",
  having({ emptyList: "ok" }, function* ({ send }) {
    expect((yield* send(ofEmpty)).body).toMatchObject({ total: 0, data: { vpceps: [] } })
  })
)

it(
  "emptyList: notFound: a tenant without entries gets 404",
  having({ emptyList: "notFound" }, function* ({ send }) {
    const { body, status } = yield* send(ofEmpty)
    expect([status, body.error_code]).toEqual([404, "UC.00011005"])
    expect((yield* send(list("&vpcep_ids=vp-9"))).status).toBe(200)
  })
)

const strange = { vpceps: [{ vpcep_id: "vp-0", plan: "free" }], reason: "none" }

it(
  "unknownFields: reject: they are named and refused",
  having({ unknownFields: "reject" }, function* ({ send }) {
    expect((yield* send(list("&color=red"))).body.error_msg).toContain(
      "color: is not a known field"
    )
    expect((yield* send(remove(strange))).body.error_msg).toContain("vpceps[0].plan")
  })
)

it(
  "unknownFields: ignore: they are passed over",
  having({ unknownFields: "ignore" }, function* ({ send }) {
    expect((yield* send(list("&color=red"))).status).toBe(200)
    expect((yield* send(list("&limit=0"))).status).toBe(400)
    expect((yield* send(remove(strange))).body.total).toBe(1)
  })
)

it(
  "pathPrefix: /devuc-accessmgmt: the list has one address, under it",
  having({ pathPrefix: "/devuc-accessmgmt" }, function* ({ send }) {
    expect((yield* send(list())).body.error_code).toBe("APIGW.0101")
    const { target } = list()
    expect((yield* send({ ...list(), target: `/devuc-accessmgmt${target}` })).status).toBe(200)
  })
)

it(
  "throttle: off: nobody calls too often",
  having({ throttle: "off" }, function* ({ send }) {
    const replies = yield* Effect.all(Array.from({ length: 50 }, () => send(list())))
    expect(replies.every(({ status }) => status === 200)).toBe(true)
  })
)

it(
  "throttle: requests: 2, seconds: 10: the third call is refused until Retry-After has passed, for its account and operation alone",
  having({ throttle: { requests: 2, seconds: 10 } }, function* ({ send }) {
    yield* send(list())
    yield* TestClock.adjust("3500 millis")
    yield* send(list())
    const third = yield* send(list("", keys.admin))
    expect([third.status, third.body.error_code]).toEqual([429, "APIGW.0308"])
    expect(third.headers["retry-after"]).toBe("7")
    expect((yield* send(ofEmpty)).status).toBe(200)
    expect((yield* send({ target: "/v3/projects", by: keys.owner })).status).toBe(200)
    yield* TestClock.adjust("6 seconds")
    expect((yield* send(list())).status).toBe(429)
    yield* TestClock.adjust("1 second")
    expect((yield* send(list())).status).toBe(200)
  })
)
