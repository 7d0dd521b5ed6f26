import { once } from "node:events"
import { connect } from "node:net"
import { expect, it } from "vitest"
import { keys, openRemote, region } from "./gate.ts"
import { openUpstream } from "./upstream.ts"
import { answerIn, drained, type WireRequest, written } from "./wire.ts"

const list = { target: "/v2/vpceps?enterprise_id=tenant-a", headers: { region } }

const sendFrom = async (localAddress: string, port: number, request: WireRequest) => {
  const socket = connect({ port, host: "127.0.0.1", localAddress })
  await once(socket, "connect")
  const received = drained(socket)
  socket.write(written({ ...request, headers: [...request.headers, ["Connection", "close"]] }))
  return answerIn(await received)
}

it("slows down the source of 50 bad signatures, and no other with the same key", async () => {
  const { arrived, origin } = await openUpstream()
  const { port, requestOf } = await openRemote(origin)
  const good = requestOf({ ...list, by: keys.admin })
  const bad = requestOf({ ...list, by: { ...keys.admin, secretKey: "not-the-secret" } })
  const statuses: Array<number> = []
  for (let count = 0; count < 50; count += 1)
    statuses.push((await sendFrom("127.0.0.2", port, bad)).status)
  expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(6)
  expect(new Set(statuses)).toEqual(new Set([401, 429]))
  const waiting = await sendFrom("127.0.0.2", port, good)
  expect([waiting.status, Number(waiting.header("retry-after")) >= 1]).toEqual([429, true])
  expect((await sendFrom("127.0.0.3", port, good)).status).toBe(200)
  expect(arrived).toHaveLength(1)
})
