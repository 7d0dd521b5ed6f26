import { expect, it } from "vitest"
import { makeCarrier } from "../src/resilience/carrier.ts"
import { keys, openGate, openRemote, region, remoteAt } from "./gate.ts"
import { openRawUpstream, openUpstream, unusedOrigin } from "./upstream.ts"

const list = { target: "/v2/vpceps?enterprise_id=tenant-a", headers: { region }, by: keys.admin }

const remove = {
  method: "DELETE",
  headers: { region },
  body: { vpceps: [{ vpcep_id: "vp-0" }] },
  by: keys.admin
}

/** A gateway whose carrier has a clock of its own, in front of an upstream that answers what is said. */
const openFailing = async (status: { now: number }) => {
  let now = 0
  const { arrived, origin } = await openUpstream((response) =>
    response.writeHead(status.now).end("{}")
  )
  const gate = await openGate(remoteAt(origin), { carrier: makeCarrier(() => now) })
  return { ...gate, arrived, pass: (milliseconds: number) => void (now += milliseconds) }
}

const statusesOf = async (count: number, call: () => Promise<{ readonly status: number }>) => {
  const statuses: Array<number> = []
  for (let turn = 0; turn < count; turn += 1) statuses.push((await call()).status)
  return statuses
}

it("answers 503 itself once an upstream has failed five times, and says when to come again", async () => {
  const { arrived, call, log } = await openFailing({ now: 503 })
  await statusesOf(5, () => call(list))
  const before = performance.now()
  const { body, header, status } = await call(list)
  expect(performance.now() - before).toBeLessThan(250)
  expect([status, body.error_code, header("retry-after")]).toEqual([503, "KIT.0020", "1"])
  expect(arrived).toHaveLength(5)
  expect(log.filter((line) => line.includes("failed five times in a row"))).toHaveLength(1)
})

it("tries an upstream that failed with one request of many, and goes on when that is answered", async () => {
  const status = { now: 503 }
  const { arrived, call, pass } = await openFailing(status)
  await statusesOf(5, () => call(list))
  pass(1000)
  const together = await Promise.all(Array.from({ length: 8 }, () => call(list)))
  expect(together.map(({ text }) => text).filter((text) => text.includes("KIT.0020"))).toHaveLength(
    7
  )
  expect(arrived).toHaveLength(6)
  pass(2000)
  status.now = 200
  expect(await statusesOf(3, () => call(list))).toEqual([200, 200, 200])
})

it("does not take what callers do wrong for a failure of the upstream", async () => {
  const { arrived, call } = await openFailing({ now: 404 })
  await statusesOf(8, () => call(list))
  expect(arrived).toHaveLength(8)
})

it("lets a deletion that it kept back be sent again", async () => {
  const { call, pass, requestOf, sendAgain } = await openFailing({ now: 503 })
  await statusesOf(5, () => call(list))
  const deletion = requestOf(remove)
  expect((await sendAgain(deletion)).body.error_code).toBe("KIT.0020")
  pass(1000)
  expect((await sendAgain(deletion)).text).toBe("{}")
})

const whole = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"

/** An upstream that resets its first connections and answers on the others. */
const openResetting = (resets: number) => {
  let left = resets
  return openRawUpstream((socket) => {
    left -= 1
    if (left >= 0) socket.resetAndDestroy()
    else socket.write(whole)
  })
}

it("sends a list once more that the upstream did not answer, signed anew", async () => {
  const { connections, origin } = await openResetting(1)
  const { call } = await openRemote(origin)
  expect((await call(list)).status).toBe(200)
  expect(connections()).toBe(2)
})

it("sends a list twice at most, and a deletion of which bytes have left once", async () => {
  const { connections, origin } = await openResetting(99)
  const { call } = await openRemote(origin)
  expect((await call(list)).status).toBe(502)
  expect(connections()).toBe(2)
  expect((await call(remove)).status).toBe(502)
  expect(connections()).toBe(3)
})

it("retries one request in ten at most, whatever fails", async () => {
  let now = 0
  const { connections, origin } = await openResetting(999)
  const { call } = await openGate(remoteAt(origin), { carrier: makeCarrier(() => now) })
  const requests = 40
  await statusesOf(requests, () => {
    now += 60_000
    return call(list)
  })
  // What was saved up for the first, and then none: after each trial that fails the breaker is open.
  expect(connections()).toBeLessThanOrEqual(requests * 1.1 + 10)
})

it("says 502 where nobody listens, until it stops asking", async () => {
  const { call } = await openRemote(await unusedOrigin())
  const { body, status } = await call(remove)
  expect([status, body.error_code]).toEqual([502, "APIGW.0610"])
  expect((await statusesOf(6, () => call(remove))).at(-1)).toBe(503)
})
