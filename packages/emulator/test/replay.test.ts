import { Effect } from "effect"
import { TestClock } from "effect/testing"
import { expect, it } from "vitest"
import { make } from "../src/index.ts"
import {
  atBeginning,
  beginning,
  inWorld,
  keys,
  newFile,
  received,
  region,
  seed,
  send,
  type Wanted
} from "./world.ts"

const remove = (...ids: ReadonlyArray<string>): Wanted => ({
  method: "DELETE",
  target: "/v2/vpceps",
  headers: { region },
  body: { vpceps: ids.map((vpcep_id) => ({ vpcep_id })) },
  by: keys.owner
})

it(
  "refuses a deletion sent again with 409 UC.00011022, until its date is too old anyway",
  inWorld(function* (world) {
    const date = new Date(beginning)
    const wanted = { ...remove("vp-0"), date }
    expect((yield* world.send(wanted)).status).toBe(200)
    for (const minutes of [0, 7, 8]) {
      yield* TestClock.adjust(`${minutes} minutes`)
      expect((yield* world.send(wanted)).body.error_code).toBe("UC.00011022")
    }
    yield* TestClock.adjust("1 second")
    expect((yield* world.send(wanted)).body.error_msg).toContain("signature expired")
  })
)

it(
  "takes the same deletion signed in another second",
  inWorld(function* (world) {
    expect((yield* world.send(remove("vp-0"))).status).toBe(200)
    yield* TestClock.adjust("1 second")
    expect((yield* world.send(remove("vp-0"))).body.error_code).toBe("UC.00011005")
  })
)

it(
  "remembers no deletion that it refused",
  inWorld(function* (world) {
    expect((yield* world.send(remove("vp-0", "vp-9"))).status).toBe(404)
    expect((yield* world.send(remove("vp-0", "vp-9"))).status).toBe(404)
  })
)

it(
  "answers a read sent again, and a deletion sent again with a token by what it finds",
  inWorld(function* (world) {
    const read: Wanted = {
      target: "/v2/vpceps?enterprise_id=tenant-a",
      headers: { region },
      by: keys.owner
    }
    expect((yield* world.send(read)).status).toBe(200)
    expect((yield* world.send(read)).status).toBe(200)
    const wanted = { ...remove("vp-0"), by: "token-a" }
    expect((yield* world.send(wanted)).status).toBe(200)
    expect((yield* world.send(wanted)).body.error_code).toBe("UC.00011005")
  })
)

it(
  "carries out one of a hundred copies that arrive together",
  inWorld(function* (world) {
    const copies = Array.from({ length: 100 }, () => world.send(remove("vp-0")))
    const replies = yield* Effect.all(copies, { concurrency: "unbounded" })
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(replies.filter(({ body }) => body.error_code === "UC.00011022")).toHaveLength(99)
  })
)

it(
  "remembers over a restart",
  atBeginning(function* () {
    const filename = newFile()
    const request = received(remove("vp-0"), new Date(beginning))
    const once = make({ filename, seed }).pipe(
      Effect.flatMap((emulator) => send(emulator, request)),
      Effect.scoped
    )
    expect((yield* once).status).toBe(200)
    expect((yield* once).body.error_code).toBe("UC.00011022")
  })
)
