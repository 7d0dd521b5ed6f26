import { Redacted, Result } from "effect"
import { inspect } from "node:util"
import { describe, expect, it } from "vitest"
import { examples } from "./examples.ts"
import { decodeRequest, encodeRequest } from "./request.ts"

const user = { name: "username", password: "s3cret", domain: { name: "domainname" } }

const bodyWith = (changes: object, scope?: object) => ({
  auth: {
    identity: { methods: ["password"], password: { user: { ...user, ...changes } } },
    ...(scope !== undefined && { scope })
  }
})

const token = (body: unknown) =>
  decodeRequest("createToken", { query: [], header: () => undefined, body })

const projects = (field: string, value: string) =>
  decodeRequest("listProjects", {
    query: [[field, value]],
    header: () => undefined,
    body: undefined
  })

const broken = (result: Result.Result<unknown, { readonly problems: ReadonlyArray<object> }>) =>
  Result.isFailure(result) ? result.failure.problems : []

describe("the scope of a token", () => {
  const scopes = {
    "none, which makes it global": undefined,
    "a project by name": { project: { name: "ap-southeast-3" } },
    "a project by id": { project: { id: "a4a5d4098fb4474fa22cd05f897d6b99" } },
    "an account by name": { domain: { name: "domainname" } },
    "an account by id": { domain: { id: "65382450e8f64ac0870cd180d14e684b" } },
    "a project and an account": { project: { name: "p" }, domain: { name: "d" } },
    nothing: {}
  }
  for (const [what, scope] of Object.entries(scopes)) {
    it(`may be ${what}`, () => {
      expect(Result.isSuccess(token(bodyWith({}, scope)))).toBe(true)
    })
  }

  it("names a project by id or by name, not by both and not by neither", () => {
    for (const project of [{}, { id: "i", name: "n" }, { id: "" }, { name: 7 }, "p", null]) {
      expect(broken(token(bodyWith({}, { project })))).not.toEqual([])
    }
  })

  it("is refused beside auth, where the document's example puts it", () => {
    expect(broken(token({ ...bodyWith({}), scope: { project: { name: "p" } } }))).toEqual([
      { field: "scope", rule: "is not a known field" }
    ])
  })
})

describe("a name", () => {
  it("has 1 to 255 characters, those beyond the basic plane counted once", () => {
    for (const name of ["a", "a".repeat(255), "𠀀".repeat(255), "云 user@example.com"]) {
      expect(Result.isSuccess(token(bodyWith({ name })))).toBe(true)
    }
    for (const name of ["", "a".repeat(256), "𠀀".repeat(256)]) {
      expect(broken(token(bodyWith({ name })))).toEqual([
        { field: "auth.identity.password.user.name", rule: "must be 1 to 255 characters" }
      ])
    }
  })

  it("is no half surrogate pair, which could not be sent", () => {
    for (const name of ["\uD800", "a\uDC00b"]) {
      expect(broken(encodeRequest("listProjects", { name }))).toEqual([
        { field: "name", rule: "must be 1 to 255 characters" }
      ])
    }
  })
})

describe("a password", () => {
  const field = "auth.identity.password.user.password"
  const input = (password: Redacted.Redacted) =>
    encodeRequest("createToken", {
      auth: {
        identity: { methods: ["password"], password: { user: { ...user, password } } }
      }
    })

  it("is taken wrapped, and stands bare only on the wire", () => {
    expect(Result.getOrThrow(input(Redacted.make("s3cret"))).body).toContain('"s3cret"')
  })

  it("arrives wrapped: printing what was received does not show it", () => {
    const received = Result.getOrThrow(token(bodyWith({})))
    expect(Redacted.value(received.auth.identity.password.user.password)).toBe("s3cret")
    expect(inspect(received, { depth: null })).not.toContain("s3cret")
    expect(JSON.stringify(received)).not.toContain("s3cret")
  })

  it("is at least one character, on either side", () => {
    const rule = "must be at least 1 character"
    expect(broken(token(bodyWith({ password: "" })))).toEqual([{ field, rule }])
    expect(broken(input(Redacted.make("")))).toEqual([{ field, rule }])
  })

  it("may hold any character", () => {
    for (const password of ["\0", "a\nb", "\uD800", "🔒", '"\\']) {
      const sent = Result.getOrThrow(input(Redacted.make(password))).body ?? ""
      const received = Result.getOrThrow(token(JSON.parse(sent)))
      expect(Redacted.value(received.auth.identity.password.user.password)).toBe(password)
    }
  })
})

describe("a new user", () => {
  const create = (user: object) =>
    decodeRequest("createUser", {
      query: [],
      header: () => undefined,
      body: { user: { ...examples.userRequest.user, ...user } }
    })

  it("is the one of the document's example, the password wrapped", () => {
    const { user } = Result.getOrThrow(create({}))
    expect(user).toEqual({ ...examples.userRequest.user, password: Redacted.make("*****") })
  })

  it("has a name of 1 to 64 letters, digits, spaces or -_., a letter or one of these first", () => {
    for (const name of ["a", "A-1_b.c d", "_", ".", "a".repeat(64)])
      expect(Result.isSuccess(create({ name }))).toBe(true)
    for (const name of ["", "1a", " a", "a".repeat(65), "é", "a@b", 7])
      expect(broken(create({ name }))).toMatchObject([{ field: "user.name" }])
  })

  it("may have a mail address and a description of 255 characters, and nothing unknown", () => {
    const longest = "云".repeat(255)
    expect(Result.isSuccess(create({ email: longest, description: longest }))).toBe(true)
    for (const field of ["email", "description"])
      expect(broken(create({ [field]: `${longest}x` }))).toMatchObject([{ field: `user.${field}` }])
    expect(broken(create({ owner: true }))).toMatchObject([{ field: "user.owner" }])
  })
})

describe("the token to tell about", () => {
  const show = (token: string | undefined) =>
    decodeRequest("showToken", { query: [], header: () => token, body: undefined })

  it("is mandatory, in visible ASCII characters, and arrives wrapped", () => {
    expect(inspect(Result.getOrThrow(show("s3cret")), { depth: null })).not.toContain("s3cret")
    for (const token of [undefined, "", "a b", "é"])
      expect(broken(show(token))).toMatchObject([{ field: "x-subject-token" }])
  })
})

describe("the pages of the projects", () => {
  it("are whole numbers: page from 1, per_page from 1 to 5,000", () => {
    const accepted = [
      ["page", "1"],
      ["page", "999999999"],
      ["per_page", "1"],
      ["per_page", "5000"]
    ] as const
    for (const [field, value] of accepted) {
      expect(projects(field, value)).toEqual(Result.succeed({ [field]: Number(value) }))
    }
  })

  it("are refused past their edges and in other spellings", () => {
    const refused = [
      ["page", "0"],
      ["page", "1000000000"],
      ["per_page", "0"],
      ["per_page", "5001"],
      ["per_page", "05"],
      ["per_page", "1e3"]
    ] as const
    for (const [field, value] of refused) {
      expect(broken(projects(field, value))).toMatchObject([{ field }])
    }
  })

  it("are of projects that are enabled or not, in these words only", () => {
    for (const value of ["true", "false"]) {
      expect(projects("enabled", value)).toEqual(Result.succeed({ enabled: value }))
    }
    for (const value of ["True", "1", "yes", ""]) {
      expect(broken(projects("is_domain", value))).toMatchObject([{ field: "is_domain" }])
    }
  })
})
