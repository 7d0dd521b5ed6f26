import type { ServerResponse } from "node:http"
import { Effect, Redacted } from "effect"
import { expect, it } from "vitest"
import { issuedTokens } from "../src/credentials/issuedTokens.ts"
import { remote } from "../src/remote.ts"
import { adminAlone, keys, openGate, region } from "./gate.ts"
import { openUpstream } from "./upstream.ts"

const list = { target: "/v2/vpceps?enterprise_id=tenant-a", headers: { region }, by: keys.admin }
const remove = {
  method: "DELETE",
  headers: { region },
  body: { enterprise_id: "tenant-a", vpceps: [{ vpcep_id: "vp-0" }] },
  by: keys.admin
}

const json = (
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {}
) => {
  response.writeHead(status, { "Content-Type": "application/json", ...headers })
  response.end(JSON.stringify(body))
}

const tokenFor = (milliseconds: number) => ({
  token: {
    issued_at: new Date().toISOString(),
    expires_at: new Date(Date.now() + milliseconds).toISOString(),
    methods: ["password"],
    user: { id: "u", name: "robot", domain: { id: "d", name: "acme" } },
    project: { id: "p", name: region, domain: { id: "d", name: "acme" } }
  }
})

type Issue = (response: ServerResponse, count: number) => void

const issue =
  (lifetime = 3_600_000): Issue =>
  (response, count) =>
    json(response, 201, tokenFor(lifetime), { "X-Subject-Token": `CANARY-${count}` })

/** A gateway that sends tokens; `iam.issue` and `refused` may change while it serves. */
const openByToken = async (first: Issue = issue(), guarded = false) => {
  let now = 0
  const iam = { issue: first }
  const refused = new Set<string>()
  const identity = await openUpstream((response) => iam.issue(response, identity.arrived.length))
  const { arrived, origin } = await openUpstream((response, { header }) => {
    const token = header("x-auth-token") ?? ""
    if (refused.has(token) || refused.has("all"))
      json(response, 401, { error_code: "APIGW.0301", error_msg: token, request_id: "r" })
    else
      json(
        response,
        200,
        { total: 0, data: { vpceps: [] } },
        {
          "X-Subject-Token": token,
          "X-Auth-Token": token
        }
      )
  })
  const upstream = Effect.flatMap(
    issuedTokens(
      { user: "robot", domain: "acme", password: Redacted.make("pass"), iam: identity.origin },
      () => now
    ),
    (credentials) =>
      remote({
        origin,
        credentials,
        callers: () => adminAlone
      })
  )
  const gate = await openGate(upstream, guarded ? { deletions: {} } : {})
  return {
    ...gate,
    iam,
    refused,
    asked: () => identity.arrived.length,
    carried: () => arrived.map(({ header }) => header("x-auth-token")),
    signed: () => arrived.map(({ header }) => header("authorization")),
    pass: (milliseconds: number) => void (now += milliseconds)
  }
}

it("sends a token in place of a signature, which never comes back to a caller", async () => {
  const { asked, call, carried, log, signed } = await openByToken()
  const { headers, status, text } = await call(list)
  expect(status).toBe(200)
  expect((await call(remove)).status).toBe(200)
  expect([carried(), signed()]).toEqual([
    ["CANARY-1", "CANARY-1"],
    [undefined, undefined]
  ])
  expect(asked()).toBe(1)
  expect(JSON.stringify([headers, text, log])).not.toContain("CANARY")
})

it("asks for one token however many cold calls there are", async () => {
  const { asked, call } = await openByToken((response, count) =>
    setTimeout(() => issue()(response, count), 50)
  )
  const replies = await Promise.all(Array.from({ length: 1000 }, () => call(list)))
  expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200]))
  expect(asked()).toBe(1)
})

it("asks for another token once where one is refused, and sends a list once more", async () => {
  const { asked, call, carried, refused } = await openByToken()
  await call(list)
  refused.add("CANARY-1")
  const replies = await Promise.all(Array.from({ length: 20 }, () => call(list)))
  expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200]))
  expect(asked()).toBe(2)
  expect(carried().filter((token) => token === "CANARY-2")).toHaveLength(20)
})

it("sends a deletion once, whose token is refused, and has another for the next", async () => {
  const { call, carried, refused } = await openByToken()
  await call(list)
  refused.add("CANARY-1")
  const { body, status, text } = await call(remove)
  expect([status, body.error_code]).toEqual([500, "APIGW.0608"])
  expect(text).not.toContain("CANARY")
  expect((await call(remove)).status).toBe(200)
  expect(carried()).toEqual(["CANARY-1", "CANARY-1", "CANARY-2"])
})

it("asks neither IAM nor the upstream for half a minute where fresh tokens are refused", async () => {
  const { asked, call, carried, pass, refused } = await openByToken()
  refused.add("all")
  for (let turn = 0; turn < 5; turn += 1) {
    const { body, status } = await call(list)
    expect([status, body.error_code]).toEqual([500, "APIGW.0608"])
  }
  expect([asked(), carried()]).toEqual([2, ["CANARY-1", "CANARY-2"]])
  refused.clear()
  pass(30_000)
  expect((await call(list)).status).toBe(200)
})

it("keeps a token that holds while IAM gives no other, until it ends", async () => {
  const { asked, call, iam } = await openByToken(issue(1000))
  await call(list)
  iam.issue = (response) => json(response, 403, { error: { code: 403, message: "no" } })
  await new Promise((resolve) => setTimeout(resolve, 850))
  expect((await call(list)).status).toBe(200)
  expect(asked()).toBe(2)
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect((await call(list)).body.error_code).toBe("APIGW.0608")
})

it("says that IAM is down where it does not answer, and does not ask it again at once", async () => {
  const { asked, call } = await openByToken((response) => response.destroy())
  const { body, header, status } = await call(list)
  expect([status, body.error_code, header("retry-after")]).toEqual([503, "APIGW.0613", "5"])
  const before = asked()
  await Promise.all(Array.from({ length: 20 }, () => call(list)))
  expect(asked()).toBe(before)
})

const useless: ReadonlyArray<readonly [name: string, issue: Issue]> = [
  ["without a token", (response) => json(response, 201, tokenFor(1000))],
  ["with a token that has ended", issue(-1000)],
  [
    "that refuses the password",
    (response) => json(response, 401, { error: { code: 401, message: "no" } })
  ]
]
for (const [name, given] of useless) {
  it(`does not ask again for some seconds after an answer ${name}`, async () => {
    const { asked, call, carried, log } = await openByToken(given)
    for (let turn = 0; turn < 5; turn += 1) {
      const { body, status } = await call(list)
      expect([status, body.error_code]).toEqual([500, "APIGW.0608"])
    }
    expect([asked(), carried()]).toEqual([1, []])
    expect(log.filter((line) => line.includes("no token for the upstream"))).toHaveLength(1)
  })
}

it("asks for tokens in no region of a caller's invention", async () => {
  const { asked, call } = await openByToken()
  const { status } = await call({ ...list, headers: { region: "evil.example" } })
  expect([status, asked()]).toEqual([400, 0])
})

it("reads the list before a deletion under a token, too", async () => {
  const { call, carried } = await openByToken(issue(), true)
  expect((await call(remove)).status).toBe(404)
  expect(carried()).toEqual(["CANARY-1"])
})
