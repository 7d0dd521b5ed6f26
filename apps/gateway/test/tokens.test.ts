import { hashPassword } from "@codearts/emulator"
import { Effect } from "effect"
import { expect, it } from "vitest"
import type { CallerSettings } from "../src/callers/callerSettings.ts"
import { directoryOf } from "../src/callers/Directory.ts"
import { accessKeys } from "../src/credentials/accessKeys.ts"
import { remote } from "../src/remote.ts"
import { keys, openGate, openTo, region } from "./gate.ts"
import { openUpstream } from "./upstream.ts"

const list = { target: "/v2/vpceps?enterprise_id=tenant-a", headers: { region } }

const password = "correct horse battery"
const hashed = await Effect.runPromise(hashPassword(password))
const domain = { id: "domain-a", name: "acme" }
const projects = [{ id: "project-a", name: region }] as const

const ann = (more: Partial<CallerSettings> = {}): CallerSettings => ({
  name: "ann",
  user: { name: "ann", domain, password_hash: hashed, projects },
  ...more
})

interface Asked {
  readonly user?: string
  readonly password?: string
  readonly scope?: unknown
}

const asking = ({ scope = { project: { name: region } }, user = "ann", ...asked }: Asked = {}) => ({
  method: "POST",
  target: "/v3/auth/tokens",
  body: {
    auth: {
      identity: {
        methods: ["password"],
        password: {
          user: { name: user, password: asked.password ?? password, domain: { name: "acme" } }
        }
      },
      scope
    }
  }
})

it("gives a token for a password, by which its caller is known and the upstream never sees", async () => {
  const { arrived, origin } = await openUpstream()
  const { call } = await openTo(origin, { callers: [ann()] })
  const issued = await call(asking())
  expect(issued).toMatchObject({
    status: 201,
    body: {
      token: { methods: ["password"], user: { name: "ann", domain }, project: { id: "project-a" } }
    }
  })
  const token = issued.header("x-subject-token") ?? ""
  expect(token).toMatch(/^MII[\w-]{64}$/u)
  expect(issued.text).not.toContain(token)
  expect((await call({ ...list, by: token })).status).toBe(200)
  expect((await call({ ...list, by: `${token.slice(0, -1)}!` })).status).toBe(401)
  expect(arrived).toHaveLength(1)
  expect(JSON.stringify(arrived[0]?.headers)).not.toContain(token)
})

it("refuses an unknown user and a wrong password alike, and who fails often waits", async () => {
  const { origin } = await openUpstream()
  const { call } = await openTo(origin, { callers: [ann()] })
  const wrong = await call(asking({ password: "wrong" }))
  const unknown = await call(asking({ user: "bob" }))
  expect([wrong.status, wrong.body]).toEqual([401, unknown.body])
  expect(unknown.status).toBe(401)
  for (let count = 1; count < 5; count += 1) await call(asking({ password: "wrong" }))
  const waiting = await call(asking())
  expect([waiting.status, waiting.header("retry-after")]).toEqual([429, "1"])
  // Another user of the same place need not wait for it.
  expect((await call(asking({ user: "bob" }))).status).toBe(401)
})

it("holds a token to its project's region, and knows no global one", async () => {
  const { origin } = await openUpstream()
  const { call } = await openTo(origin, { callers: [ann()] })
  const token = (await call(asking())).header("x-subject-token") ?? ""
  const elsewhere = await call({ ...list, headers: { region: "la-south-2" }, by: token })
  expect([elsewhere.status, elsewhere.body.error_code]).toEqual([401, "APIGW.0307"])
  const scope = { domain: { name: "acme" } }
  const global = (await call(asking({ scope }))).header("x-subject-token") ?? ""
  const { body, status } = await call({ ...list, by: global })
  expect([status, body.error_code]).toEqual([401, "APIGW.0301"])
  expect((await call(asking({ scope: { project: { name: "other" } } }))).status).toBe(400)
})

it("forgets the tokens of a caller who is taken away, or gets another password", async () => {
  const { origin } = await openUpstream()
  let directory = directoryOf({ callers: [ann()] })
  const { call } = await openGate(
    Effect.flatMap(accessKeys([keys.upstream]), (credentials) =>
      remote({ origin, credentials, callers: () => directory })
    )
  )
  const token = (await call(asking())).header("x-subject-token") ?? ""
  const statusOf = async (callers: ReadonlyArray<CallerSettings>) => {
    directory = directoryOf({ callers })
    return (await call({ ...list, by: token })).status
  }
  const user = { name: "ann", domain, projects, password_hash: hashed.replace("$8$1$", "$8$1$A") }
  expect(await statusOf([ann()])).toBe(200)
  expect(await statusOf([ann({ enabled: false })])).toBe(401)
  expect(await statusOf([ann({ user })])).toBe(401)
  expect(await statusOf([])).toBe(401)
  expect(await statusOf([ann()])).toBe(200)
})

it("issues no tokens where no caller has a password", async () => {
  const { origin } = await openUpstream()
  const { call } = await openTo(origin, {
    callers: [{ name: "a", certificates: [{ subject: "a" }] }]
  })
  expect((await call(asking())).status).toBe(404)
})
