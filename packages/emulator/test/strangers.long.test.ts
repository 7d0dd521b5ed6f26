import { Effect } from "effect"
import { sign } from "@codearts/signing"
import { Agent, request } from "undici"
import { expect, it } from "vitest"
import { make, serve } from "../src/index.ts"
import { wideKey, wideSeed } from "./wideSeed.ts"
import { region } from "./world.ts"

const percentile = (times: ReadonlyArray<number>, share: number): number =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length * share)] ?? Number.NaN

/** Who lists from an address of this machine, with a secret key that may be wrong. */
const callerFrom = (url: string, localAddress: string, secretKey: string) => {
  const dispatcher = new Agent({ connections: 4, localAddress })
  const target = `${url}/v2/vpceps?enterprise_id=tenant-wide&limit=10`
  const call = async () => {
    const signed = sign(
      { method: "GET", url: target, headers: [["region", region]] },
      { ...wideKey, secretKey },
      new Date()
    )
    const begun = performance.now()
    const answer = await request(target, {
      headers: { region, ...Object.fromEntries(signed.headers) },
      dispatcher
    })
    await answer.body.dump()
    return { status: answer.statusCode, took: performance.now() - begun }
  }
  return { call, close: () => dispatcher.close() }
}

const inTurn = async <A>(times: number, call: () => Promise<A>): Promise<ReadonlyArray<A>> => {
  const outcomes: Array<A> = []
  for (let left = times; left > 0; left -= 1) outcomes.push(await call())
  return outcomes
}

const served = make({
  filename: ":memory:",
  seed: wideSeed(100),
  switches: { backOff: "on" }
}).pipe(Effect.flatMap((emulator) => serve(emulator, { host: "0.0.0.0", port: 0 })))

// Noise is not repeated, a lock-out is.
it(
  "200 bad signatures with a key from one address do not slow down who has that key at another",
  { retry: 3, timeout: 60_000 },
  () =>
    served.pipe(
      Effect.flatMap(({ url }) =>
        Effect.promise(async () => {
          const origin = url.replace("0.0.0.0", "127.0.0.1")
          const stranger = callerFrom(origin, "127.0.0.2", "a-wrong-secret")
          const owner = callerFrom(origin, "127.0.0.3", wideKey.secretKey)
          await inTurn(200, owner.call)
          const before = await inTurn(500, owner.call)
          const refused = await inTurn(200, stranger.call)
          const [after] = await Promise.all([
            inTurn(500, owner.call),
            inTurn(200, async () => {
              await new Promise((resolve) => setTimeout(resolve, 5))
              return stranger.call()
            })
          ])
          const p99 = {
            before: percentile(
              before.map(({ took }) => took),
              0.99
            ),
            after: percentile(
              after.map(({ took }) => took),
              0.99
            )
          }
          console.log(`p99: ${JSON.stringify(p99)} ms`)
          expect(refused.filter(({ status }) => status === 401)).toHaveLength(5)
          expect(refused.filter(({ status }) => status === 429)).toHaveLength(195)
          expect(new Set(after.map(({ status }) => status))).toEqual(new Set([200]))
          expect(p99.after).toBeLessThan(2 * p99.before)
          await Promise.all([stranger.close(), owner.close()])
        })
      ),
      Effect.scoped,
      Effect.runPromise
    )
)
