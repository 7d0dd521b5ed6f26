import type { Client, Credentials } from "@codearts/client"
import { sampleSeed } from "@codearts/emulator"
import { Effect, Redacted } from "effect"
import { TestClock } from "effect/testing"
import { describe, expect, it } from "vitest"
import {
  callers,
  type Connect,
  region,
  sample,
  sampleCaller,
  secrets,
  seed,
  withEmulator
} from "./clientWorld.ts"

const elsewhere = "la-north-2"

const list = (client: Client, where = region) =>
  client.listVpcepAccessControlRecords({ region: where, enterprise_id: "tenant-a" })

const scope = { projectId: "project-a", domainId: "domain-a" }

const wrong = Redacted.make("wrong")

const globalToken: Credentials = { _tag: "Token", token: Redacted.make("global-token") }

describe("a caller may", () => {
  const accepted: Readonly<Record<string, Credentials>> = {
    "sign with a permanent access key": callers.owner,
    "sign with a temporary one and its security token": callers.temporary,
    "send a token": callers.token,
    "have a password exchanged for a token": callers.password,
    "sign the own project and domain too": { ...callers.owner, ...scope },
    "send the own project and domain beside a token": { ...callers.token, ...scope }
  }

  for (const [what, credentials] of Object.entries(accepted)) {
    it(
      `${what}, and is answered`,
      withEmulator(seed, function* (connect) {
        expect((yield* list(yield* connect(credentials))).total).toBe(4)
      })
    )
  }
})

describe("a caller is refused", () => {
  const refused: ReadonlyArray<
    readonly [what: string, credentials: Credentials, error_code: string, says: RegExp]
  > = [
    [
      "who signs with a wrong secret",
      { ...callers.owner, secretKey: wrong },
      "APIGW.0301",
      /verify aksk signature fail, canonicalRequest:GET\|\/v2\/vpceps\/\|/u
    ],
    [
      "whose key nobody knows",
      { ...callers.owner, accessKey: "NOBODY" },
      "APIGW.0301",
      /verify aksk signature fail/u
    ],
    [
      "whose temporary key comes without its security token",
      { ...callers.owner, accessKey: "TEMPORARY" },
      "APIGW.0301",
      /X-Security-Token/iu
    ],
    [
      "whose temporary key comes with another security token",
      { ...callers.temporary, securityToken: wrong },
      "APIGW.0301",
      /X-Security-Token/iu
    ],
    ["whose token nobody issued", { _tag: "Token", token: wrong }, "APIGW.0301", /decrypt token/u],
    ["whose token is global", globalToken, "APIGW.0301", /Incorrect IAM/u],
    ["without the role", callers.guest, "UC.00010002", /Tenant Administrator/u],
    [
      "who names another project",
      { ...callers.owner, projectId: "project-b" },
      "APIGW.0301",
      /X-Project-Id is not/u
    ],
    [
      "who names another domain",
      { ...callers.token, domainId: "tenant-b" },
      "APIGW.0301",
      /X-Domain-Id is not/u
    ]
  ]

  for (const [what, credentials, error_code, says] of refused) {
    it(
      `${what}: ${error_code}`,
      withEmulator(seed, function* (connect) {
        const failure = yield* Effect.flip(list(yield* connect(credentials)))
        expect(failure).toMatchObject({ _tag: "Unauthorized", status: 401, error_code })
        expect(failure).toHaveProperty("request_id", expect.any(String))
        expect(failure.message).toMatch(says)
      })
    )
  }

  it(
    "who has a token of another region: APIGW.0307",
    withEmulator(seed, function* (connect) {
      const failure = yield* Effect.flip(list(yield* connect(callers.token), elsewhere))
      expect(failure).toMatchObject({ _tag: "Unauthorized", error_code: "APIGW.0307" })
    })
  )

  it(
    "who has a wrong password, in the identity service's words",
    withEmulator(seed, function* (connect) {
      const client = yield* connect({ ...callers.password, password: wrong })
      expect(yield* Effect.flip(list(client))).toMatchObject({
        _tag: "Unauthorized",
        error_code: "401",
        error_msg: "The username or password is wrong."
      })
    })
  )
})

const tokenOf = Effect.fnUntraced(function* (connect: Connect, project?: string) {
  const client = yield* connect(callers.owner)
  return yield* client.createToken({
    auth: {
      identity: {
        methods: ["password"],
        password: {
          user: {
            name: "owner",
            password: Redacted.make(secrets.password),
            domain: { name: "account-a" }
          }
        }
      },
      ...(project !== undefined && { scope: { project: { name: project } } })
    }
  })
})

describe("a token", () => {
  it(
    "is issued for a project, lasts 24 hours and lets its holder in",
    withEmulator(seed, function* (connect) {
      const { subject_token, token } = yield* tokenOf(connect, region)
      expect(token).toMatchObject({
        issued_at: "2026-05-25T08:00:00.000000Z",
        expires_at: "2026-05-26T08:00:00.000000Z",
        project: { id: "project-a", name: region }
      })
      const holder = yield* connect({ _tag: "Token", token: subject_token })
      expect((yield* list(holder)).total).toBe(4)
      yield* TestClock.adjust("24 hours")
      const failure = yield* Effect.flip(list(holder))
      expect(failure.message).toMatch(/^APIGW\.0301: .*token expires, expires_at: 2026-05-26/u)
    })
  )

  it(
    "without a scope is global, and lets nobody in",
    withEmulator(seed, function* (connect) {
      const { subject_token, token } = yield* tokenOf(connect)
      expect(token).not.toHaveProperty("project")
      const holder = yield* connect({ _tag: "Token", token: subject_token })
      expect(yield* Effect.flip(list(holder))).toMatchObject({ error_code: "APIGW.0301" })
    })
  )

  it(
    "of a password serves every region, each from its own project, and is renewed before its end",
    withEmulator(seed, function* (connect) {
      const client = yield* connect(callers.password)
      for (const where of [region, elsewhere]) {
        expect((yield* list(client, where)).total).toBe(4)
      }
      yield* TestClock.adjust("23 hours")
      expect((yield* list(client)).total).toBe(4)
      yield* TestClock.adjust("2 days")
      const deleted = yield* client.deleteVpcepAccessControlRecords({
        region: elsewhere,
        vpceps: [{ vpcep_id: "vp-3" }]
      })
      expect(deleted.total).toBe(1)
    })
  )
})

describe("the account's own", () => {
  it(
    "id, users and tokens are told to who may know them",
    withEmulator(seed, function* (connect) {
      const client = yield* connect({ ...callers.owner, domainId: "domain-a" })
      const { domains } = yield* client.listAuthDomains()
      expect(domains.map(({ id }) => id)).toEqual(["domain-a"])
      const user = { domain_id: "domain-a", name: "new", password: Redacted.make("new-password") }
      expect((yield* client.createUser({ user })).user).toMatchObject({ name: "new" })
      const { users } = yield* client.listUsers()
      expect(users.map(({ name }) => name)).toContain("new")
      const { subject_token } = yield* tokenOf(connect, region)
      const { token } = yield* client.showToken({ "x-subject-token": subject_token })
      expect(token).toMatchObject({ user: { name: "owner" }, project: { id: "project-a" } })
    })
  )
})

describe("listProjects", () => {
  it(
    "answers the account's projects to each kind of caller",
    withEmulator(seed, function* (connect) {
      for (const credentials of [callers.owner, callers.token, callers.password]) {
        const { projects } = yield* (yield* connect(credentials)).listProjects({})
        expect(projects.map(({ id, name }) => `${id} ${name}`)).toEqual([
          "project-a ap-southeast-3",
          "project-a-far la-north-2"
        ])
      }
    })
  )

  it(
    "answers the one project of a name",
    withEmulator(sampleSeed, function* (connect) {
      const client = yield* connect(sampleCaller)
      const { projects } = yield* client.listProjects({ name: region })
      expect(projects).toMatchObject([{ name: region, domain_id: sample.enterprise_id }])
    })
  )
})
