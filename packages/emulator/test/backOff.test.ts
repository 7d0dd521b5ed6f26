import { Effect } from "effect"
import { TestClock } from "effect/testing"
import { expect, it } from "vitest"
import { beginning, inWorld, keys, received, region, send, type World } from "./world.ts"

const wrong = { ...keys.owner, secretKey: "a-wrong-secret" }

/** What a list gets, signed by a key and sent from an address. */
const from = Effect.fnUntraced(function* (
  { emulator }: World,
  by: typeof wrong,
  remoteAddress = "127.0.0.2"
) {
  const target = "/v2/vpceps?enterprise_id=tenant-a"
  const date = new Date(beginning)
  const request = received({ target, headers: { region }, by, date }, date)
  return yield* send(emulator, { ...request, remoteAddress })
})

const fail = (world: World, times: number) =>
  Effect.forEach(Array.from({ length: times }), () => from(world, wrong))

it(
  "lets every failure be tried again at once unless it is asked for",
  inWorld(function* (world) {
    const replies = yield* fail(world, 30)
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([401]))
    expect((yield* from(world, keys.owner)).status).toBe(200)
  })
)

it(
  "has a source wait 1 s after the fifth failure with a key, and twice as long after each further one, up to 60 s",
  inWorld(function* (world) {
    yield* world.admin.setSwitches({ backOff: "on" })
    yield* fail(world, 5)
    for (const seconds of [1, 2, 4, 8, 16, 32, 60, 60]) {
      const refused = yield* from(world, keys.owner)
      expect([refused.status, refused.body.error_code]).toEqual([429, "APIGW.0308"])
      expect(refused.headers["retry-after"]).toBe(String(seconds))
      yield* TestClock.adjust(`${seconds} seconds`)
      expect((yield* from(world, wrong)).status).toBe(401)
    }
  })
)

it(
  "forgets the failures once the source has signed rightly",
  inWorld(function* (world) {
    yield* world.admin.setSwitches({ backOff: "on" })
    yield* fail(world, 5)
    yield* TestClock.adjust("1 second")
    expect((yield* from(world, keys.owner)).status).toBe(200)
    yield* fail(world, 4)
    expect((yield* from(world, keys.owner)).status).toBe(200)
  })
)

it(
  "never has another source wait, nor the same source with another key",
  inWorld(function* (world) {
    yield* world.admin.setSwitches({ backOff: "on" })
    yield* fail(world, 200)
    expect((yield* from(world, keys.owner)).status).toBe(429)
    expect((yield* from(world, keys.owner, "127.0.0.3")).status).toBe(200)
    expect((yield* from(world, keys.admin)).status).toBe(200)
  })
)

it(
  "is emptied by a reset",
  inWorld(function* (world) {
    yield* world.admin.setSwitches({ backOff: "on" })
    yield* fail(world, 5)
    yield* world.admin.reset()
    yield* world.admin.setSwitches({ backOff: "on" })
    expect((yield* from(world, wrong)).status).toBe(401)
  })
)
