import type { ReceivedRequest } from "@codearts/ingress"
import { Effect, Exit } from "effect"
import { TestClock } from "effect/testing"
import { expect, it } from "vitest"
import { makeBackOff } from "./backOff.ts"
import { refuseCredentials } from "./refusal.ts"

const signature = "0".repeat(64)

const from = (remoteAddress: string, accessKey = "KEY"): ReceivedRequest => ({
  method: "GET",
  target: "/v2/vpceps",
  path: "/v2/vpceps",
  query: "",
  headers: [
    ["host", "localhost"],
    ["x-sdk-date", "20260525T080000Z"],
    [
      "authorization",
      `SDK-HMAC-SHA256 Access=${accessKey}, SignedHeaders=host;x-sdk-date, Signature=${signature}`
    ]
  ],
  body: new Uint8Array(),
  requestId: "0123456789abcdef0123456789abcdef",
  remoteAddress,
  signal: new AbortController().signal
})

const failing = Effect.fail(refuseCredentials("APIGW.0301", "wrong"))

const run = (test: () => Effect.fn.Return<unknown, unknown>) => () =>
  Effect.gen(test).pipe(Effect.provide(TestClock.layer()), Effect.runPromise)

it(
  "does not even try a signature while its source waits",
  run(function* () {
    const backOff = makeBackOff()
    let tried = 0
    const trial = Effect.andThen(
      Effect.sync(() => (tried += 1)),
      failing
    )
    for (let count = 0; count < 8; count += 1)
      yield* Effect.exit(backOff.attempt(from("127.0.0.2"), trial))
    expect(tried).toBe(5)
  })
)

it(
  "forgets a source that was quiet for 15 minutes",
  run(function* () {
    const backOff = makeBackOff()
    for (let count = 0; count < 5; count += 1)
      yield* Effect.exit(backOff.attempt(from("127.0.0.2"), failing))
    yield* TestClock.adjust("15 minutes")
    for (let count = 0; count < 4; count += 1)
      yield* Effect.exit(backOff.attempt(from("127.0.0.2"), failing))
    const exit = yield* Effect.exit(backOff.attempt(from("127.0.0.2"), Effect.void))
    expect(Exit.isSuccess(exit)).toBe(true)
  })
)

it(
  "remembers 10,000 pairs and no more: the one longest quiet goes first",
  run(function* () {
    const backOff = makeBackOff()
    const fail = (key: string) => Effect.exit(backOff.attempt(from("127.0.0.2", key), failing))
    const waits = (key: string) =>
      Effect.map(Effect.exit(backOff.attempt(from("127.0.0.2", key), Effect.void)), Exit.isFailure)
    for (const key of ["FIRST", "SECOND"])
      for (let count = 0; count < 5; count += 1) yield* fail(key)
    for (let count = 0; count < 9999; count += 1) yield* fail(`K${count}`)
    expect(yield* waits("FIRST")).toBe(false)
    expect(yield* waits("SECOND")).toBe(true)
  })
)

it(
  "lets nobody wait longer for a clock that was set back",
  run(function* () {
    const backOff = makeBackOff()
    yield* TestClock.setTime(3_600_000)
    for (let count = 0; count < 5; count += 1)
      yield* Effect.exit(backOff.attempt(from("127.0.0.2"), failing))
    yield* TestClock.setTime(0)
    const told = yield* Effect.flip(backOff.attempt(from("127.0.0.2"), failing))
    expect(told.headers).toEqual([["Retry-After", "1"]])
  })
)
