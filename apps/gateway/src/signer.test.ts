import { header } from "@codearts/ingress"
import { verify } from "@codearts/signing"
import { Effect } from "effect"
import { TestClock } from "effect/testing"
import { expect, it } from "vitest"
import { makeSigner } from "./signer.ts"
import type { OutgoingRequest } from "./Upstream.ts"

const credentials = { accessKey: "UPSTREAM", secretKey: "upstream-secret" }
const key = { ...credentials, enabled: true, sdk_compat: false }

const deletion: OutgoingRequest = {
  method: "DELETE",
  target: "/v2/vpceps",
  headers: [
    ["Region", "ap-southeast-3"],
    ["Content-Type", "application/json"]
  ],
  body: Buffer.from('{"vpceps":[{"vpcep_id":"vp-0"}]}')
}

const read: OutgoingRequest = { ...deletion, method: "GET", headers: [], body: Buffer.alloc(0) }

const now = Date.parse("2026-05-25T08:00:00.400Z")

const atNow = (test: () => Effect.fn.Return<unknown, unknown>) => () =>
  Effect.andThen(TestClock.setTime(now), Effect.gen(test)).pipe(
    Effect.provide(TestClock.layer()),
    Effect.runPromise
  )

const sign = makeSigner("http://upstream.example")

it(
  "signs the bytes that will be sent, for this moment and this origin",
  atNow(function* () {
    const signed = yield* sign(deletion, credentials)
    expect(verify(signed, key, new Date(now)).ok).toBe(true)
    expect(header(signed, "x-sdk-date")).toBe("20260525T080000Z")
    expect(header(signed, "host")).toBe("upstream.example")
    expect([signed.target, signed.body]).toEqual([deletion.target, deletion.body])
  })
)

it(
  "signs for the host that a request names",
  atNow(function* () {
    const signed = yield* sign({ ...read, headers: [["Host", "127.0.0.1:8080"]] }, credentials)
    expect(verify(signed, key, new Date(now)).ok).toBe(true)
    expect(header(signed, "host")).toBe("127.0.0.1:8080")
  })
)

it(
  "dates a deletion equal to others into the next second that is free",
  atNow(function* () {
    const signOnce = makeSigner("http://upstream.example")
    const dates = yield* Effect.forEach(Array(3), () =>
      Effect.map(signOnce(deletion, credentials), (signed) => {
        expect(verify(signed, key, new Date(now)).ok).toBe(true)
        return header(signed, "x-sdk-date")
      })
    )
    expect(dates).toEqual(["20260525T080000Z", "20260525T080001Z", "20260525T080002Z"])
    yield* TestClock.adjust("1 second")
    expect(header(yield* signOnce(deletion, credentials), "x-sdk-date")).toBe("20260525T080003Z")
    yield* TestClock.adjust("9 seconds")
    expect(header(yield* signOnce(deletion, credentials), "x-sdk-date")).toBe("20260525T080010Z")
  })
)

it(
  "dates other deletions and equal reads as they come",
  atNow(function* () {
    const signOnce = makeSigner("http://upstream.example")
    const other = { ...deletion, body: Buffer.from('{"vpceps":[{"vpcep_id":"vp-1"}]}') }
    for (const request of [deletion, other, read, read]) {
      expect(header(yield* signOnce(request, credentials), "x-sdk-date")).toBe("20260525T080000Z")
    }
  })
)
