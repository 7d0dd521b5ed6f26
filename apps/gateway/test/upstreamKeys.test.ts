import type { ServerResponse } from "node:http"
import { Effect } from "effect"
import { expect, it } from "vitest"
import { accessKeys } from "../src/credentials/accessKeys.ts"
import { remote } from "../src/remote.ts"
import { adminAlone, keys, openGate, region } from "./gate.ts"
import { type Arrived, openUpstream } from "./upstream.ts"

const old = { accessKey: "OLD", secretKey: "secret-of-the-old" }
const next = { accessKey: "NEXT", secretKey: "secret-of-the-next" }

const list = {
  target: "/v2/vpceps?enterprise_id=tenant-a",
  headers: { region },
  by: keys.admin
}
const body = { enterprise_id: "tenant-a", vpceps: [{ vpcep_id: "vp-0" }] }
const remove = { method: "DELETE", headers: { region }, body, by: keys.admin }

const keyOf = ({ header }: Arrived) => /Access=(\w+)/u.exec(header("authorization") ?? "")?.[1]

const refuse = (response: ServerResponse, error_code: string, error_msg = "no") => {
  response.writeHead(401, { "Content-Type": "application/json" })
  response.end(JSON.stringify({ error_code, error_msg, request_id: "r" }))
}

const page = { total: 0, data: { vpceps: [] } }

/** A gateway with both keys, whose upstream takes those that are named. */
const openRotating = async (taken: ReadonlySet<string>, guarded = false) => {
  let now = 0
  const { arrived, origin } = await openUpstream((response, request) => {
    if (!taken.has(keyOf(request) ?? ""))
      refuse(response, "APIGW.0301", "canonicalRequest: CANARY OLD")
    else response.end(JSON.stringify(page))
  })
  const upstream = Effect.flatMap(
    accessKeys([old, next], () => now),
    (credentials) => remote({ origin, credentials, callers: () => adminAlone })
  )
  const gate = await openGate(upstream, guarded ? { deletions: {} } : {})
  const used = () => arrived.map(keyOf)
  return { ...gate, used, pass: (milliseconds: number) => void (now += milliseconds) }
}

it("goes over to the second key where the upstream refuses the first, unseen by callers", async () => {
  const taken = new Set(["OLD", "NEXT"])
  const { call, log, used } = await openRotating(taken)
  expect((await call(list)).status).toBe(200)
  taken.delete("OLD")
  for (const wanted of [list, list, remove]) expect((await call(wanted)).status).toBe(200)
  expect(used()).toEqual(["OLD", "OLD", "NEXT", "NEXT", "NEXT"])
  expect(log.join("\n")).toContain("the key OLD is refused by the upstream")
})

it("sends a deletion once more under the second key, as a 401 means that it was not made", async () => {
  const { call, used } = await openRotating(new Set(["NEXT"]))
  expect((await call(remove)).status).toBe(200)
  expect(used()).toEqual(["OLD", "NEXT"])
})

it("asks no more once both are refused, until half a minute later, and tells callers that the fault is not theirs", async () => {
  const taken = new Set<string>()
  const { call, pass, requestOf, sendAgain, used } = await openRotating(taken)
  const deletion = requestOf(remove)
  const { body, header, status, text } = await sendAgain(deletion)
  expect([status, body.error_code]).toEqual([500, "APIGW.0608"])
  expect(text).not.toContain("OLD")
  const replies = await Promise.all(Array.from({ length: 100 }, () => call(list)))
  expect(new Set(replies.map((reply) => reply.body.error_code))).toEqual(new Set(["APIGW.0608"]))
  expect([header("retry-after"), replies[0]?.header("retry-after")]).toEqual(["1", "30"])
  expect(used()).toEqual(["OLD", "NEXT"])
  taken.add("NEXT")
  pass(30_000)
  expect((await sendAgain(deletion)).status).toBe(200)
})

it("tries a key that the upstream has not taken yet with one request, however many come at once", async () => {
  const { call, used } = await openRotating(new Set())
  const replies = await Promise.all(Array.from({ length: 100 }, () => call(list)))
  expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([500]))
  expect(used()).toEqual(["OLD", "NEXT"])
})

it("lets all of many pass that met the change of the key", async () => {
  const taken = new Set(["OLD", "NEXT"])
  const { call, used } = await openRotating(taken)
  await call(list)
  taken.delete("OLD")
  const replies = await Promise.all(Array.from({ length: 50 }, () => call(list)))
  expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200]))
  expect(used().filter((key) => key === "NEXT")).toHaveLength(50)
})

it("passes back a 401 that is about a permission, and keeps the key", async () => {
  const { arrived, origin } = await openUpstream((response) => refuse(response, "UC.00010002"))
  const upstream = Effect.flatMap(accessKeys([old, next]), (credentials) =>
    remote({ origin, credentials, callers: () => adminAlone })
  )
  const { call } = await openGate(upstream)
  for (let turn = 0; turn < 3; turn += 1) {
    const { body, status } = await call(list)
    expect([status, body.error_code]).toEqual([401, "UC.00010002"])
  }
  expect(arrived.map(keyOf)).toEqual(["OLD", "OLD", "OLD"])
})

it("reads the list before a deletion under the key that is good now", async () => {
  const { call, used } = await openRotating(new Set(["NEXT"]), true)
  expect((await call(remove)).status).toBe(404)
  expect(used()).toEqual(["OLD", "NEXT"])
})

it("deletes nothing where the list before cannot be read under either key", async () => {
  const { call, used } = await openRotating(new Set(), true)
  const { body, status } = await call(remove)
  expect([status, body.error_code]).toEqual([503, "KIT.0010"])
  expect(used()).toEqual(["OLD", "NEXT"])
})

it.each(["x-project-id", "x-domain-id"])(
  "does not give up its keys for a caller whose %s is refused",
  async (name) => {
    const { arrived, origin } = await openUpstream((response, { header }) => {
      if (header(name) === undefined) response.end(JSON.stringify(page))
      else refuse(response, "APIGW.0301")
    })
    const upstream = Effect.flatMap(accessKeys([old, next]), (credentials) =>
      remote({ origin, credentials, callers: () => adminAlone })
    )
    const { call } = await openGate(upstream, { deletions: {} })
    const others = { region, [name]: "of-somebody-else" }
    for (const request of [list, remove, list])
      expect((await call({ ...request, headers: others })).status).toBe(401)
    expect(arrived.map(keyOf)).toEqual(["OLD", "OLD", "OLD"])
    expect((await call(list)).status).toBe(200)
  }
)
