import type { Sink } from "@codearts/ingress"
import { randomBytes } from "node:crypto"
import { Readable } from "node:stream"
import { expect, it } from "vitest"
import { requestOf } from "./caller.ts"
import { keys, openGate, region, remoteAt } from "./gate.ts"
import { openUpstream } from "./upstream.ts"
import { dial, drained, written } from "./wire.ts"

const blocks = Array.from({ length: 20 }, () => randomBytes(1_048_576))
const large = Buffer.concat(blocks)

/** Counts how often a caller fell behind, and what was sent to it all the same. */
const observed = (sink: Sink, counted: { stalls: number; excess: number }): Sink => {
  let behind = false
  return {
    start: sink.start,
    write: (piece) => {
      if (behind) counted.excess += piece.length
      const taken = sink.write(piece)
      if (!taken) counted.stalls += 1
      behind = !taken
      return taken
    },
    onDrain: (resume) =>
      sink.onDrain(() => {
        behind = false
        resume()
      })
  }
}

it("sends a large answer no faster than its caller reads, and every byte of it", async () => {
  const counted = { stalls: 0, excess: 0 }
  const { origin } = await openUpstream((response) => {
    response.setHeader("Content-Length", large.length)
    Readable.from(blocks).pipe(response)
  })
  const { port } = await openGate(remoteAt(origin), {
    around: (handler) => (request, sink) => handler(request, observed(sink, counted))
  })
  const caller = dial(port)
  caller.on("data", () => {
    caller.pause()
    setImmediate(() => caller.resume())
  })
  const received = drained(caller)
  const target = "/v2/vpceps?enterprise_id=tenant-a"
  const headers = { region, Connection: "close" }
  caller.write(written(requestOf(port, { target, headers, by: keys.admin })))
  const bytes = await received
  const body = bytes.subarray(bytes.indexOf("\r\n\r\n") + 4)
  expect(body.equals(large)).toBe(true)
  expect(counted.stalls).toBeGreaterThan(0)
  expect(counted.excess).toBe(0)
})
