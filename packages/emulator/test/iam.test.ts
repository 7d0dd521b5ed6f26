import { decodeResponse } from "@codearts/api"
import { Result } from "effect"
import { TestClock } from "effect/testing"
import { describe, expect, it } from "vitest"
import { inWorld, keys, region, type Wanted } from "./world.ts"

const logIn = (
  scope?: unknown,
  { domain = "account-a", name = "admin", password = "admin-password" } = {}
): Wanted => ({
  method: "POST",
  target: "/v3/auth/tokens",
  body: {
    auth: {
      identity: {
        methods: ["password"],
        password: { user: { domain: { name: domain }, name, password } }
      },
      ...(scope !== undefined && { scope })
    }
  }
})

const byName = { project: { name: "ap-southeast-3" } }

describe("createToken", () => {
  it(
    "exchanges a password for a token of 24 hours, scoped to a project",
    inWorld(function* (world) {
      const { body, headers, status } = yield* world.send(logIn(byName))
      expect(status).toBe(201)
      expect(Result.isSuccess(decodeResponse("createToken", body))).toBe(true)
      const domain = { id: "domain-a", name: "account-a" }
      expect(body.token).toEqual({
        issued_at: "2026-05-25T08:00:00.000000Z",
        expires_at: "2026-05-26T08:00:00.000000Z",
        methods: ["password"],
        catalog: [],
        project: { id: "project-a", name: "ap-southeast-3", domain },
        roles: [{ id: "0", name: "Tenant Administrator" }],
        user: {
          id: expect.stringMatching(/^[0-9a-f]{32}$/),
          name: "admin",
          domain,
          password_expires_at: ""
        }
      })
      const by = headers["x-subject-token"] ?? ""
      const read = { target: "/v2/vpceps?enterprise_id=tenant-a", headers: { region }, by }
      expect((yield* world.send(read)).body.total).toBe(5)
    })
  )

  it(
    "refuses the token once its 24 hours are over",
    inWorld(function* (world) {
      const { headers } = yield* world.send(logIn(byName))
      const read = { target: "/v3/projects", by: headers["x-subject-token"] ?? "" }
      yield* TestClock.adjust("1439 minutes")
      expect((yield* world.send(read)).status).toBe(200)
      yield* TestClock.adjust("1 minute")
      expect((yield* world.send(read)).body.error_msg).toBe(
        "Incorrect IAM authentication information: token expires, expires_at: 2026-05-26T08:00:00.000000Z"
      )
    })
  )

  const scopes: ReadonlyArray<readonly [what: string, scope: unknown, expected: object]> = [
    [
      "a project by its id",
      { project: { id: "project-a-far" } },
      { project: { name: "la-north-2" } }
    ],
    [
      "a project before an account",
      { ...byName, domain: { name: "account-a" } },
      { project: { id: "project-a" } }
    ],
    ["the account by its name", { domain: { name: "account-a" } }, { domain: { id: "domain-a" } }],
    ["the account by its id", { domain: { id: "domain-a" } }, { domain: { id: "domain-a" } }],
    ["nothing, so the account", undefined, { domain: { id: "domain-a" } }]
  ]
  for (const [what, scope, expected] of scopes) {
    it(
      `scopes a token to ${what}`,
      inWorld(function* (world) {
        const { body, status } = yield* world.send(logIn(scope))
        expect(status).toBe(201)
        expect(body.token).toMatchObject(expected)
        expect("project" in body.token).toBe("project" in expected)
      })
    )
  }

  it(
    "reads a scope beside auth, where the reference prints it, as one inside",
    inWorld(function* (world) {
      const wanted = logIn()
      const body = { ...(wanted.body as object), scope: byName } // what logIn makes
      expect((yield* world.send({ ...wanted, body })).body.token.project.id).toBe("project-a")
    })
  )

  it(
    "leaves the catalogue out when told to",
    inWorld(function* (world) {
      const wanted = { ...logIn(byName), target: "/v3/auth/tokens?nocatalog=true" }
      expect((yield* world.send(wanted)).body.token).not.toHaveProperty("catalog")
    })
  )

  const strangers = {
    "a wrong password": { password: "guest-password" },
    "an unknown user": { name: "nobody" },
    "an unknown account": { domain: "account-x" },
    "a user of another account": { domain: "account-b" }
  }
  for (const [who, user] of Object.entries(strangers)) {
    it(
      `refuses ${who} in the identity service's own shape`,
      inWorld(function* (world) {
        const { body, status } = yield* world.send(logIn(byName, user))
        expect([status, body]).toEqual([
          401,
          {
            error: {
              code: 401,
              message: "The username or password is wrong.",
              title: "Unauthorized"
            }
          }
        ])
      })
    )
  }

  const invalid: ReadonlyArray<readonly [what: string, wanted: Wanted]> = [
    ["no body", { method: "POST", target: "/v3/auth/tokens" }],
    ["no JSON", { ...logIn(), body: "{" }],
    ["a missing field", { ...logIn(), body: { auth: {} } }],
    ["an unknown field", { ...logIn(), body: { ...(logIn().body as object), more: 1 } }], // what logIn makes
    ["an unknown query key", { ...logIn(), target: "/v3/auth/tokens?catalog=no" }],
    ["another account's project", logIn({ project: { id: "project-b" } })],
    ["another account", logIn({ domain: { name: "account-b" } })]
  ]
  for (const [what, wanted] of invalid) {
    it(
      `refuses ${what} in the identity service's own shape`,
      inWorld(function* (world) {
        const { body, status } = yield* world.send(wanted)
        expect([status, body]).toEqual([
          400,
          { error: { code: 400, message: "The request body is invalid", title: "Bad Request" } }
        ])
      })
    )
  }

  it(
    "refuses another media type in the identity service's own shape",
    inWorld(function* (world) {
      const { body, status } = yield* world.send({
        ...logIn(),
        headers: { "Content-Type": "text/plain" }
      })
      expect([status, body.error.code, body.error.title]).toEqual([
        415,
        415,
        "Unsupported Media Type"
      ])
    })
  )
})

describe("listProjects", () => {
  const projects = (query = ""): Wanted => ({ target: `/v3/projects${query}`, by: keys.owner })

  it(
    "answers the projects of the caller's account as the reference prints them",
    inWorld(function* (world) {
      const { body, status } = yield* world.send(projects())
      expect([status, body.projects.length]).toEqual([200, 3])
      const self = "https://codearts-devuc.ap-southeast-3.myhuaweicloud.com/v3/projects"
      expect(body.links).toEqual({ next: null, previous: null, self })
      expect(body.projects[0]).toEqual({
        domain_id: "domain-a",
        is_domain: false,
        parent_id: "domain-a",
        name: "ap-southeast-3",
        description: "",
        links: { next: null, previous: null, self: `${self}/project-a` },
        id: "project-a",
        enabled: true
      })
    })
  )

  const filters: ReadonlyArray<readonly [query: string, ids: ReadonlyArray<string>]> = [
    ["?name=la-north-2", ["project-a-far"]],
    ["?name=nowhere", []],
    [
      "?domain_id=domain-a&enabled=true&is_domain=false&parent_id=domain-a&name=la-north-2",
      ["project-a-far"]
    ],
    ["?domain_id=domain-b", []],
    ["?parent_id=project-a", []],
    ["?enabled=false", []],
    ["?is_domain=true", []],
    ["?page=2&per_page=2", ["project-a-far"]],
    ["?page=3&per_page=2", []]
  ]
  for (const [query, ids] of filters) {
    it(
      `answers ${ids.length} for ${query}`,
      inWorld(function* (world) {
        const { body } = yield* world.send(projects(query))
        expect(body.projects.map(({ id }: { readonly id: string }) => id)).toEqual(ids)
      })
    )
  }

  it(
    "takes a slash at the end of the address, and the body {} that an SDK sends",
    inWorld(function* (world) {
      expect((yield* world.send({ target: "/v3/projects/", by: keys.sdk, body: {} })).status).toBe(
        200
      )
      expect((yield* world.send(projects("?per_page=0"))).body.error_code).toBe("UC.00011002")
    })
  )
})

it(
  "shares its callers with a gateway, which is to check that a key is enabled and a token current",
  inWorld(function* ({ emulator: { callers } }) {
    const caller = {
      enterprise_id: "tenant-a",
      domain_id: "domain-a",
      user_name: "admin",
      owner: false
    }
    expect(yield* callers.accessKey("TEMPORARY")).toMatchObject({
      key: {
        accessKey: "TEMPORARY",
        secretKey: "temporary-secret",
        securityToken: "temporary-token",
        enabled: true,
        sdk_compat: false
      },
      caller
    })
    expect((yield* callers.accessKey("DISABLED"))?.key.enabled).toBe(false)
    expect(yield* callers.accessKey("UNKNOWN")).toBeUndefined()
    expect(yield* callers.token("token-a")).toMatchObject({
      caller,
      project: { id: "project-a", name: "ap-southeast-3" },
      expires_at: "2026-05-26T00:00:00.000000Z"
    })
    expect(yield* callers.token("token-a-global")).not.toHaveProperty("project")
    expect((yield* callers.token("token-a-old"))?.expires_at).toBe("2026-05-24T00:00:00.000000Z")
    expect(yield* callers.token("token-b")).toBeUndefined()
  })
)
