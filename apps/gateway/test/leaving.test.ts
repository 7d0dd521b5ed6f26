import { Effect } from "effect"
import { EventEmitter, on, once } from "node:events"
import type { ServerResponse } from "node:http"
import { expect, it } from "vitest"
import { requestOf } from "./caller.ts"
import { keys, openGate, openRemote, region, remoteAt } from "./gate.ts"
import { openRawUpstream, openUpstream } from "./upstream.ts"
import { dial, written } from "./wire.ts"

const list = { target: "/v2/vpceps?enterprise_id=tenant-a", headers: { region }, by: keys.admin }

const remove = {
  method: "DELETE",
  headers: { region },
  body: { vpceps: [{ vpcep_id: "vp-0" }] },
  by: keys.admin
}

/** A caller who has asked and reads nothing. */
const ask = (port: number, wanted: Parameters<typeof requestOf>[1]) => {
  const socket = dial(port)
  socket.write(written(requestOf(port, wanted)))
  return socket
}

it("lets the upstream go when the caller leaves before the answer, and blames nobody", async () => {
  const asked = Promise.withResolvers<void>()
  const closed = Promise.withResolvers<void>()
  const { origin } = await openRawUpstream((socket) => {
    socket.once("close", () => closed.resolve())
    asked.resolve()
  })
  const { log, port } = await openRemote(origin)
  const caller = ask(port, list)
  await asked.promise
  caller.destroy()
  await closed.promise
  expect(log).toEqual([])
})

it("lets the upstream go when the caller leaves in the middle of the answer", async () => {
  const closed = Promise.withResolvers<void>()
  const { origin } = await openRawUpstream((socket) => {
    socket.once("close", () => closed.resolve())
    socket.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{")
  })
  const { log, port } = await openRemote(origin)
  const caller = ask(port, list)
  await once(caller, "data")
  caller.destroy()
  await closed.promise
  expect(log).toEqual([])
})

/** A gateway that tells when a request was handed to the pool, and when it was over. */
const openTelling = async (origin: string, limits: Parameters<typeof remoteAt>[1] = {}) => {
  const events = new EventEmitter()
  const times = async (event: string, count: number) => {
    let left = count
    for await (const _ of on(events, event)) {
      left -= 1
      if (left === 0) return
    }
  }
  const gate = await openGate(
    Effect.map(remoteAt(origin, limits), (upstream) => ({
      ...upstream,
      dispatcher: upstream.dispatcher.compose((dispatch) => (options, handler) => {
        events.emit("dispatched")
        return dispatch(options, handler)
      })
    })),
    {
      around: (handler) => (request, sink) =>
        handler(request, sink).finally(() => void events.emit("over"))
    }
  )
  return { ...gate, times }
}

it("serves on after 130 callers left while most of them waited for a connection", async () => {
  let answers = false
  const { arrived, origin } = await openUpstream((response) => {
    if (answers) response.end("{}")
  })
  const { call, log, port, times } = await openTelling(origin)
  const dispatched = times("dispatched", 130)
  const callers = Array.from({ length: 130 }, () => ask(port, list))
  await dispatched
  const over = times("over", 130)
  for (const caller of callers) caller.destroy()
  await over
  answers = true
  expect((await call(list)).status).toBe(200)
  expect(arrived.length).toBeLessThanOrEqual(65)
  expect(log).toEqual([])
})

it("does not send a deletion whose caller left while it waited, and takes it again", async () => {
  const held = Promise.withResolvers<ServerResponse>()
  const { arrived, origin } = await openUpstream((response, { method }) => {
    if (method === "GET") held.resolve(response)
    else response.end("{}")
  })
  const gate = await openTelling(origin, { connections: 1 })
  const first = gate.call(list)
  const response = await held.promise
  const dispatched = gate.times("dispatched", 1)
  const request = gate.requestOf(remove)
  const caller = dial(gate.port)
  caller.write(written(request))
  await dispatched
  const over = gate.times("over", 1)
  caller.destroy()
  await over
  response.end("{}")
  expect((await first).status).toBe(200)
  expect((await gate.sendAgain(request)).status).toBe(200)
  expect(arrived.map(({ method }) => method)).toEqual(["GET", "DELETE"])
})
