import { Effect, Exit } from "effect"
import { TestClock } from "effect/testing"
import { expect, it } from "vitest"
import { makeSigner } from "./signer.ts"

const credentials = { accessKey: "AKEXAMPLE", secretKey: "an-example-secret" }
const request = {
  origin: "https://upstream.example",
  method: "DELETE",
  target: "/v2/vpceps",
  headers: [["region", "ap-southeast-3"]] as const,
  body: Buffer.from('{"vpceps":[{"vpcep_id":"vp-0"}]}')
}

const signatures = (count: number, method: string) =>
  Effect.gen(function* () {
    yield* TestClock.setTime(Date.UTC(2026, 4, 25))
    const sign = makeSigner()
    return yield* Effect.forEach(Array.from({ length: count }), () =>
      Effect.exit(sign({ ...request, method }, credentials))
    )
  }).pipe(Effect.provide(TestClock.layer()), Effect.runPromise)

const signatureOf = (exit: Awaited<ReturnType<typeof signatures>>[number]) =>
  Exit.isSuccess(exit)
    ? exit.value.headers.find(([name]) => name === "authorization")?.[1]
    : undefined

it("dates equal deletions of one moment into different seconds, a minute of them at most", async () => {
  const signed = (await signatures(80, "DELETE")).map(signatureOf)
  expect(new Set(signed.slice(0, 61)).size).toBe(61)
  expect(signed.slice(61).every((each) => each === undefined)).toBe(true)
})

it("signs equal reads of one moment alike", async () => {
  expect(new Set((await signatures(80, "GET")).map(signatureOf)).size).toBe(1)
})
