import { decodeResponse, examples } from "@codearts/api"
import { Result } from "effect"
import { describe, expect, it } from "vitest"
import { inWorld, keys, type Wanted, type World } from "./world.ts"

const logIn = (name: string, password: string): Wanted => ({
  method: "POST",
  target: "/v3/auth/tokens",
  body: {
    auth: {
      identity: {
        methods: ["password"],
        password: { user: { domain: { name: "account-a" }, name, password } }
      }
    }
  }
})

const create = (changes: object = {}, by: Wanted["by"] = "token-a-guest"): Wanted => ({
  method: "POST",
  target: "/v3.0/OS-USER/users",
  body: { user: { ...examples.userRequest.user, domain_id: "domain-a", ...changes } },
  ...(by !== undefined && { by })
})

const list = (by: Wanted["by"] = "token-a-guest"): Wanted => ({
  target: "/v3.0/OS-USER/users",
  ...(by !== undefined && { by })
})

const names = function* (world: World) {
  const { body } = yield* world.send(list())
  return body.users.map(({ name }: { readonly name: string }) => name)
}

describe("createUser", () => {
  it(
    "answers 201 with the fields of the reference's example",
    inWorld(function* (world) {
      const { body, status } = yield* world.send(create())
      expect(status).toBe(201)
      expect(Result.isSuccess(decodeResponse("createUser", body))).toBe(true)
      expect(Object.keys(body.user)).toEqual(Object.keys(examples.userAnswer.user))
      expect(body.user).toMatchObject({
        id: expect.stringMatching(/^[0-9a-f]{32}$/),
        name: "username",
        email: "email",
        description: "IAM User Description",
        create_time: "2026-05-25T08:00:00.000000",
        domain_id: "domain-a",
        is_domain_owner: false
      })
    })
  )

  it(
    "keeps what the answer tells, and the list tells it again",
    inWorld(function* (world) {
      const { body } = yield* world.send(create({ email: "a@b.example", description: "A person" }))
      const listed = (yield* world.send(list())).body.users
      expect(listed).toContainEqual({
        id: body.user.id,
        name: "username",
        email: "a@b.example",
        description: "A person",
        domain_id: "domain-a",
        enabled: true,
        is_domain_owner: false
      })
    })
  )

  it(
    "makes a user who logs in by the password given, and has no permissions yet",
    inWorld(function* (world) {
      yield* world.send(create({ password: "new-password" }))
      const { body, headers, status } = yield* world.send(logIn("username", "new-password"))
      expect([status, body.token.roles]).toEqual([201, []])
      const by = headers["x-subject-token"] ?? ""
      expect((yield* world.send(list(by))).body.error_code).toBe("APIGW.0302")
    })
  )

  it(
    "makes a user without a password, whom no password lets in",
    inWorld(function* (world) {
      const { domain_id, name } = { domain_id: "domain-a", name: "silent" }
      const wanted = { ...create(), body: { user: { domain_id, name } } }
      expect((yield* world.send(wanted)).status).toBe(201)
      expect((yield* world.send(logIn(name, "undefined"))).status).toBe(401)
    })
  )

  it(
    "tells no password, and keeps none in clear",
    inWorld(function* (world) {
      const password = "CANARY-5f1e"
      expect((yield* world.send(create({ password }))).text).not.toContain(password)
      expect((yield* world.send(create({ password, name: 7 }))).text).not.toContain(password)
    })
  )

  it(
    "refuses a name that the account has, and makes no second user of it",
    inWorld(function* (world) {
      const { body, status } = yield* world.send(create({ name: "admin" }))
      expect([status, body.error_code]).toEqual([409, "UC.00011009"])
      expect(yield* names(world)).toEqual(["admin", "guest", "owner"])
      const two = [yield* world.send(create()), yield* world.send(create())]
      expect(two.map((reply) => reply.status)).toEqual([201, 409])
    })
  )

  it(
    "refuses an account other than the caller's own",
    inWorld(function* (world) {
      const { body, status } = yield* world.send(create({ domain_id: "domain-b" }))
      expect([status, body.error_code]).toEqual([403, "APIGW.0302"])
    })
  )

  it(
    "refuses a body that breaks a rule by the code of the reference's example",
    inWorld(function* (world) {
      for (const body of [undefined, "{", {}, { user: {} }, { user: { name: "1st" } }]) {
        const { method = "", target, by = "" } = create()
        const reply = yield* world.send({ method, target, by, body })
        expect([body, reply.status, reply.body.error_code]).toEqual([body, 400, "IAM.0011"])
        expect(reply.body.error_msg).toMatch(/^Request body is invalid\. /)
      }
    })
  )

  it(
    "takes a signature where X-Domain-Id names the account, and no other",
    inWorld(function* (world) {
      const signed = (headers: Record<string, string>) =>
        world.send({ ...create({}, keys.guest), headers })
      expect((yield* signed({})).body.error_msg).toBe(
        "Incorrect IAM authentication information: a signed request to a global service needs X-Domain-Id"
      )
      expect((yield* signed({ "X-Domain-Id": "domain-b" })).status).toBe(401)
      expect((yield* signed({ "X-Domain-Id": "domain-a" })).status).toBe(201)
    })
  )
})

describe("the users of an account", () => {
  const verdicts: ReadonlyArray<readonly [who: string, by: Wanted["by"], verdict: number]> = [
    ["its owner", keys.owner, 200],
    ["a security administrator", "token-a-guest", 200],
    ["a tenant administrator", "token-a", 403],
    ["nobody known", "token-x", 401]
  ]
  for (const [who, by, verdict] of verdicts) {
    it(
      `are for ${who}: ${verdict}`,
      inWorld(function* (world) {
        expect((yield* world.send(list(by))).status).toBe(verdict)
      })
    )
  }

  it(
    "are listed by name, a new one too",
    inWorld(function* (world) {
      yield* world.send(create())
      const { body } = yield* world.send(list())
      expect(Result.isSuccess(decodeResponse("listUsers", body))).toBe(true)
      expect(yield* names(world)).toEqual(["admin", "guest", "owner", "username"])
      expect(body.users[2]).toEqual({
        id: expect.any(String),
        name: "owner",
        description: "",
        email: "",
        domain_id: "domain-a",
        enabled: true,
        is_domain_owner: true
      })
    })
  )
})

describe("showToken", () => {
  const show = (subject: string, by: string, query = ""): Wanted => ({
    target: `/v3/auth/tokens${query}`,
    headers: { "X-Subject-Token": subject },
    by
  })

  it(
    "tells the same of a token as its issue did, and the token in the same header",
    inWorld(function* (world) {
      const issued = yield* world.send(logIn("admin", "admin-password"))
      const token = issued.headers["x-subject-token"] ?? ""
      const { body, headers, status } = yield* world.send(show(token, token))
      expect([status, body, headers["x-subject-token"]]).toEqual([200, issued.body, token])
    })
  )

  it(
    "leaves the catalogue out when told to",
    inWorld(function* (world) {
      const { body } = yield* world.send(show("token-a", "token-a", "?nocatalog=true"))
      expect(body.token).not.toHaveProperty("catalog")
      expect(body.token.project.id).toBe("project-a")
    })
  )

  const verdicts: ReadonlyArray<
    readonly [what: string, subject: string, by: string, verdict: number]
  > = [
    ["another user's, to a security administrator", "token-a", "token-a-guest", 200],
    ["another user's, to anyone else", "token-a-guest", "token-a", 403],
    ["one that ended", "token-a-old", "token-a", 404],
    ["one that never was", "token-x", "token-a", 404],
    ["none that could be one", "with space", "token-a", 400]
  ]
  for (const [what, subject, by, verdict] of verdicts) {
    it(
      `answers ${verdict} for ${what}`,
      inWorld(function* (world) {
        const { body, status } = yield* world.send(show(subject, by))
        expect(status).toBe(verdict)
        expect(body.error?.code).toBe(verdict === 200 ? undefined : verdict)
      })
    )
  }
})

describe("listAuthDomains", () => {
  it(
    "tells the caller's account, whose id a list asks for, to any user",
    inWorld(function* (world) {
      for (const by of ["token-a", "token-a-guest", "token-a-global", keys.owner]) {
        const { body, status } = yield* world.send({ target: "/v3/auth/domains", by })
        expect(status).toBe(200)
        expect(Result.isSuccess(decodeResponse("listAuthDomains", body))).toBe(true)
        const self = "https://codearts-devuc.ap-southeast-3.myhuaweicloud.com/v3/auth/domains"
        const links = { next: null, previous: null }
        expect(body).toEqual({
          domains: [
            {
              id: "domain-a",
              name: "account-a",
              enabled: true,
              description: "",
              links: { ...links, self: `${self}/domain-a` }
            }
          ],
          links: { ...links, self }
        })
      }
    })
  )
})
