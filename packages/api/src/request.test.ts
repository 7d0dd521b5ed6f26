import { Arbitrary, Effect, Equal, Redacted, Result } from "effect"
import { inspect } from "node:util"
import { describe, expect, it } from "vitest"
import { examples } from "./examples.ts"
import type { OperationName } from "./Api.ts"
import type { InvalidRequest } from "./InvalidRequest.ts"
import { deletion } from "./Vpcep.ts"
import { allOperations, type FieldSchema, type Operation } from "./operation.ts"
import {
  decodeRequest,
  type EncodedRequest,
  encodeRequest,
  type Input,
  type ReceivedParts
} from "./request.ts"

/** The parts as a server that knows only HTTP and JSON reads them. */
const receive = ({ body, headers, query }: EncodedRequest): ReceivedParts => ({
  query: [...new URLSearchParams(query)],
  header: (name) => headers.find(([given]) => given === name)?.[1],
  body: body === undefined ? undefined : JSON.parse(body)
})

const received = (parts: {
  readonly query?: string
  readonly region?: string | undefined
  readonly body?: unknown
}): ReceivedParts => ({
  query: [...new URLSearchParams(parts.query ?? "")],
  header: (name) => (name === "region" ? ("region" in parts ? parts.region : "r") : undefined),
  body: parts.body
})

const problems = (result: Result.Result<unknown, InvalidRequest>) =>
  Result.isFailure(result) ? result.failure.problems : []

const list = (query: string, rest: object = {}) =>
  decodeRequest("listVpcepAccessControlRecords", received({ query, ...rest }))

const remove = (body: unknown, rest: object = {}) =>
  decodeRequest("deleteVpcepAccessControlRecords", received({ body, ...rest }))

const notAField = "is not a known field"

describe("a request that is sent is received as it was meant", () => {
  type Secrets = Partial<Input<"createToken"> & Input<"createUser"> & Input<"showToken">>

  const textOf = (secret: Redacted.Redacted | undefined) =>
    secret === undefined ? "unused" : Redacted.value(secret)

  const part = (schema: FieldSchema | undefined) =>
    schema === undefined
      ? Arbitrary.Constant<Readonly<Record<string, unknown>>>({})
      : Arbitrary.schema(schema)

  // A Redacted does not say what it may hold; the wire does.
  const isLegal = (input: Secrets) =>
    textOf(input.auth?.identity.password.user.password) !== "" &&
    textOf(input.user?.password) !== "" &&
    /^[\x21-\x7e]+$/u.test(textOf(input["x-subject-token"]))

  const inputs = ({ body, headers, query }: Operation) =>
    Arbitrary.all([part(query), part(headers), part(body)]).pipe(
      Arbitrary.map((parts): object => Object.assign({}, ...parts)),
      Arbitrary.filter(isLegal)
    )

  const roundTrip = (name: OperationName, input: object) =>
    Result.flatMap(encodeRequest(name, input), (encoded) => decodeRequest(name, receive(encoded)))

  for (const operation of allOperations) {
    it(`${operation.name}, 500 times`, () => {
      const options = { count: 500, size: 60, seed: operation.name, maxDiscards: 50_000 }
      const samples = Effect.runSync(Arbitrary.sampleEffect(inputs(operation), options))
      for (const input of samples) {
        const output = Result.getOrThrow(roundTrip(operation.name, input))
        expect(output).toEqual(input)
        expect(Equal.equals(output, input), "what is redacted too").toBe(true)
      }
    })
  }
})

describe("the document's own examples go on the wire as", () => {
  it("a list, its query in unreserved characters only", () => {
    const { enterprise_id, query, vpcep_ids } = examples.listRequest
    expect(
      encodeRequest("listVpcepAccessControlRecords", {
        enterprise_id,
        vpcep_ids,
        sort: "asc",
        region: "cn-north-7"
      })
    ).toEqual(
      Result.succeed({
        method: "GET",
        path: "/v2/vpceps",
        query: query.replace(",", "%2C"),
        headers: [["region", "cn-north-7"]]
      })
    )
  })

  it("a list, which is received the same with the comma bare, as the document prints it", () => {
    const { enterprise_id, query, vpcep_ids } = examples.listRequest
    expect(list(query)).toEqual(
      Result.succeed({ enterprise_id, vpcep_ids, sort: "asc", region: "r" })
    )
  })

  it("a deletion", () => {
    expect(
      encodeRequest("deleteVpcepAccessControlRecords", {
        ...examples.deleteRequest,
        region: "cn-north-7"
      })
    ).toEqual(
      Result.succeed({
        method: "DELETE",
        path: "/v2/vpceps",
        query: "",
        headers: [["region", "cn-north-7"]],
        body: JSON.stringify(examples.deleteRequest)
      })
    )
  })

  it("a token, its scope inside auth", () => {
    const { auth, scope } = examples.tokenRequest
    const { domain, name, password } = auth.identity.password.user
    expect(
      encodeRequest("createToken", {
        nocatalog: "true",
        auth: {
          identity: {
            methods: ["password"],
            password: { user: { name, password: Redacted.make(password), domain } }
          },
          scope
        }
      })
    ).toEqual(
      Result.succeed({
        method: "POST",
        path: "/v3/auth/tokens",
        query: "nocatalog=true",
        headers: [],
        body: JSON.stringify({ auth: { ...auth, scope } })
      })
    )
  })

  it("projects", () => {
    expect(encodeRequest("listProjects", {})).toEqual(
      Result.succeed({ method: "GET", path: "/v3/projects", query: "", headers: [] })
    )
  })
})

describe("the query on the wire", () => {
  it("escapes all but the unreserved characters, a space as %20", () => {
    const name = "Az09-._~ !*'()+&=#%/?:@,;é𠀀"
    const { query } = Result.getOrThrow(encodeRequest("listProjects", { name }))
    expect(query).toBe(
      "name=Az09-._~%20%21%2A%27%28%29%2B%26%3D%23%25%2F%3F%3A%40%2C%3B%C3%A9%F0%A0%80%80"
    )
  })

  it("has its fields in the order of the contract, whatever theirs was", () => {
    const { query } = Result.getOrThrow(
      encodeRequest("listVpcepAccessControlRecords", {
        sort: "DESC",
        limit: 100,
        region: "r",
        offset: 9999,
        enterprise_id: "e"
      })
    )
    expect(query).toBe("enterprise_id=e&offset=9999&limit=100&sort=DESC")
  })

  it("leaves out what is undefined", () => {
    const input = { enterprise_id: "e", region: "r", limit: undefined, sort: undefined }
    const { query } = Result.getOrThrow(
      encodeRequest(
        "listVpcepAccessControlRecords",
        input as unknown as Input<"listVpcepAccessControlRecords"> // as a caller without types has it
      )
    )
    expect(query).toBe("enterprise_id=e")
  })
})

describe("a list", () => {
  const refused: ReadonlyArray<readonly [string, ReturnType<typeof list>, ReadonlyArray<object>]> =
    [
      ["a missing field", list("limit=1"), [{ field: "enterprise_id", rule: "is required" }]],
      [
        "a missing region",
        list("enterprise_id=e", { region: undefined }),
        [{ field: "region", rule: "is required" }]
      ],
      [
        "a malformed region",
        list("enterprise_id=e", { region: "cn_north" }),
        [{ field: "region", rule: "must be 1 to 40 letters, digits or hyphens (-)" }]
      ],
      ["an unknown field", list("enterprise_id=e&x=1"), [{ field: "x", rule: notAField }]],
      [
        "a field in another case",
        list("enterprise_id=e&Limit=1"),
        [{ field: "Limit", rule: notAField }]
      ],
      [
        "the region in the query",
        list("enterprise_id=e&region=r"),
        [{ field: "region", rule: notAField }]
      ],
      [
        "a field called __proto__",
        list("enterprise_id=e&__proto__=1"),
        [{ field: "__proto__", rule: notAField }]
      ],
      [
        "a repeated field",
        list("enterprise_id=e&limit=1&limit=1"),
        [{ field: "limit", rule: "is given more than once" }]
      ],
      [
        "a repeated field that is unknown besides",
        list("enterprise_id=e&x=1&x=2"),
        [
          { field: "x", rule: "is given more than once" },
          { field: "x", rule: notAField }
        ]
      ],
      [
        "a field without a value",
        list("enterprise_id="),
        [
          {
            field: "enterprise_id",
            rule: "must be 1 to 40 letters, digits, hyphens (-) or underscores (_)"
          }
        ]
      ],
      [
        "every broken rule at once",
        list("limit=0&offset=x&sort=up&vpcep_ids=A,b", { region: undefined }),
        [
          { field: "enterprise_id", rule: "is required" },
          {
            field: "vpcep_ids[0]",
            rule: "must be 1 to 40 digits, lower-case letters or hyphens (-)"
          },
          { field: "offset", rule: "must be a whole number from 0 to 9,999" },
          { field: "limit", rule: "must be a whole number from 1 to 100" },
          { field: "sort", rule: "must be asc, ASC, desc or DESC" },
          { field: "region", rule: "is required" }
        ]
      ]
    ]
  for (const [what, result, expected] of refused) {
    it(`is refused for ${what}`, () => {
      expect(problems(result)).toEqual(expected)
    })
  }
})

describe("a body on a GET", () => {
  it("may be absent or an empty object, as one official SDK sends it", () => {
    for (const body of [undefined, {}]) {
      expect(list("enterprise_id=e", { body })).toEqual(
        Result.succeed({ enterprise_id: "e", region: "r" })
      )
    }
  })

  for (const body of [null, [], "", 0, false, [1], { limit: 1 }]) {
    it(`is refused when it is ${JSON.stringify(body)}`, () => {
      expect(problems(list("enterprise_id=e", { body }))).toEqual([
        { field: "", rule: "this operation takes no body" }
      ])
    })
  }
})

describe("a deletion", () => {
  const entries = (count: number) =>
    Array.from({ length: count }, (_, n) => ({ vpcep_id: `id-${n}` }))
  const accepted: Readonly<Record<string, object>> = {
    "1 entry": { vpceps: entries(1) },
    "100 entries": { vpceps: entries(100) },
    "no enterprise_id, which means the caller's own": { vpceps: [{ vpcep_id: "a" }] },
    "a description": { vpceps: [{ vpcep_id: "a", description: "仓库 (1)" }] },
    "the document's own body": examples.deleteRequest
  }
  for (const [what, body] of Object.entries(accepted)) {
    it(`is received with ${what}`, () => {
      expect(remove(body)).toEqual(Result.succeed({ region: "r", ...body }))
    })
  }

  const refused: ReadonlyArray<readonly [string, unknown, ReadonlyArray<object>]> = [
    ["no body", undefined, [{ field: "vpceps", rule: "is required" }]],
    ["{}", {}, [{ field: "vpceps", rule: "is required" }]],
    [
      "a tenant without entries",
      { enterprise_id: "e" },
      [{ field: "vpceps", rule: "is required" }]
    ],
    ["[]", [], [{ field: "", rule: "must be an object" }]],
    ["null", null, [{ field: "", rule: "must be an object" }]],
    ["a text", "vpceps", [{ field: "", rule: "must be an object" }]],
    ["a number", 0, [{ field: "", rule: "must be an object" }]],
    ["an empty list", { vpceps: [] }, [{ field: "vpceps", rule: "must be 1 to 100 entries" }]],
    [
      "101 entries",
      { vpceps: entries(101) },
      [{ field: "vpceps", rule: "must be 1 to 100 entries" }]
    ],
    ["null for the list", { vpceps: null }, [{ field: "vpceps", rule: "must be a list" }]],
    [
      "an object for the list",
      { vpceps: { 0: { vpcep_id: "a" } } },
      [{ field: "vpceps", rule: "must be a list" }]
    ],
    ["an entry in text", { vpceps: ["a"] }, [{ field: "vpceps[0]", rule: "must be an object" }]],
    [
      "an entry without an id",
      { vpceps: [{}] },
      [{ field: "vpceps[0].vpcep_id", rule: "is required" }]
    ],
    [
      "a duplicate id, whatever its description",
      { vpceps: [{ vpcep_id: "a" }, { vpcep_id: "b" }, { vpcep_id: "a", description: "d" }] },
      [{ field: "vpceps", rule: "must be a list that names each vpcep_id once" }]
    ],
    [
      "an unknown field of an entry",
      { vpceps: [{ vpcep_id: "a", region: "r" }] },
      [{ field: "vpceps[0].region", rule: notAField }]
    ],
    [
      "an unknown field",
      { vpceps: entries(1), force: true },
      [{ field: "force", rule: notAField }]
    ],
    [
      "fields called __proto__",
      JSON.parse('{"__proto__":{},"vpceps":[{"vpcep_id":"a","__proto__":{}}]}'),
      [
        { field: "__proto__", rule: notAField },
        { field: "vpceps[0].__proto__", rule: notAField }
      ]
    ],
    [
      "a null enterprise_id",
      { enterprise_id: null, vpceps: entries(1) },
      [{ field: "enterprise_id", rule: "must be a string" }]
    ]
  ]
  for (const [what, body, expected] of refused) {
    it(`is refused for ${what}`, () => {
      expect(problems(remove(body))).toEqual(expected)
    })
  }

  it("is refused for any field in the query, which it does not have", () => {
    expect(problems(remove({ vpceps: entries(1) }, { query: "enterprise_id=e" }))).toEqual([
      { field: "enterprise_id", rule: notAField }
    ])
  })

  it("is refused for a missing region", () => {
    expect(problems(remove({ vpceps: entries(1) }, { region: undefined }))).toEqual([
      { field: "region", rule: "is required" }
    ])
  })

  it("is refused for a long list by its first problem alone", () => {
    expect(problems(remove({ vpceps: Array.from({ length: 100_000 }, () => 1) }))).toEqual([
      { field: "vpceps[0]", rule: "must be an object" }
    ])
  })

  it("is refused for its length before most of its entries are looked at", () => {
    let seen = 0
    const vpceps = Array.from({ length: 20_000 }, (_, n) => ({
      get vpcep_id() {
        seen += 1
        return `id-${n}`
      }
    }))
    expect(problems(remove({ vpceps }))).toEqual([
      { field: "vpceps", rule: "must be 1 to 100 entries" }
    ])
    expect(seen).toBeLessThan(6000)
  })
})

describe("encodeRequest", () => {
  const sent = (name: OperationName, input: object) => problems(encodeRequest(name, input)) // what the types of one operation forbid is the point
  const vpceps = [{ vpcep_id: "a" }]

  const refused: ReadonlyArray<readonly [string, OperationName, object, ReadonlyArray<object>]> = [
    [
      "a deletion without entries",
      "deleteVpcepAccessControlRecords",
      { region: "r" },
      [{ field: "vpceps" }]
    ],
    [
      "a deletion of nothing",
      "deleteVpcepAccessControlRecords",
      { region: "r", vpceps: [] },
      [{ field: "vpceps" }]
    ],
    [
      "a deletion without a region",
      "deleteVpcepAccessControlRecords",
      { vpceps },
      [{ field: "region" }]
    ],
    [
      "a deletion with a field of the list",
      "deleteVpcepAccessControlRecords",
      { region: "r", vpceps, limit: 1 },
      [{ field: "limit" }]
    ],
    [
      "a list without a tenant",
      "listVpcepAccessControlRecords",
      { region: "r" },
      [{ field: "enterprise_id" }]
    ],
    [
      "a list with an unknown field",
      "listVpcepAccessControlRecords",
      { region: "r", enterprise_id: "e", page: 1 },
      [{ field: "page" }]
    ],
    [
      "a region with a line break",
      "listVpcepAccessControlRecords",
      { region: "r\r\nx: y", enterprise_id: "e" },
      [{ field: "region" }]
    ]
  ]
  for (const [what, name, input, expected] of refused) {
    it(`refuses ${what}`, () => {
      expect(sent(name, input)).toMatchObject(expected)
    })
  }
})

describe("a problem never holds the value", () => {
  const canary = "CANARY-5f1e"
  const wrongs = [
    canary,
    `${canary}\n!<>`,
    [canary],
    { name: canary },
    [[canary]],
    { id: { name: canary } }
  ]

  const valid: Readonly<Record<OperationName, { readonly query: object; readonly body?: object }>> =
    {
      listVpcepAccessControlRecords: {
        query: { enterprise_id: "e", vpcep_ids: "a", offset: "0", limit: "1", sort: "asc" }
      },
      deleteVpcepAccessControlRecords: {
        query: {},
        body: { enterprise_id: "e", vpceps: [{ vpcep_id: "a", description: "d" }] }
      },
      createToken: {
        query: { nocatalog: "true" },
        body: {
          auth: {
            identity: {
              methods: ["password"],
              password: { user: { name: "u", password: "p", domain: { name: "d" } } }
            },
            scope: { project: { name: "p" }, domain: { id: "d" } }
          }
        }
      },
      showToken: { query: { nocatalog: "true" } },
      listProjects: { query: { name: "n", enabled: "true", page: "1", per_page: "1" } },
      listAuthDomains: { query: {}, body: {} },
      createUser: { query: {}, body: examples.userRequest },
      listUsers: { query: {}, body: {} }
    }

  /** Copies of a value, each with one of its parts, at any depth, replaced. */
  const replaced = (value: unknown, wrong: unknown): ReadonlyArray<unknown> => [
    wrong,
    ...(typeof value === "object" && value !== null
      ? Object.entries(value).flatMap(([key, inner]) =>
          replaced(inner, wrong).map((copy) =>
            Array.isArray(value) ? value.with(Number(key), copy) : { ...value, [key]: copy }
          )
        )
      : [])
  ]

  const shown = (error: InvalidRequest) =>
    [error.message, JSON.stringify(error), inspect(error, { depth: null, showHidden: true })].join()

  for (const { name } of allOperations) {
    it(`in ${name}, wherever the value stands`, () => {
      const { body, query } = valid[name]
      const header = () => canary.replaceAll("-", "_")
      const received = [
        ...wrongs.flatMap((wrong) => replaced(body, wrong)).map((body) => ({ query, body })),
        ...Object.keys(query).map((key) => ({ query: { ...query, [key]: `${canary}!` }, body }))
      ].map(({ body, query }) => ({ query: Object.entries(query), header, body }))
      const failures = received.flatMap((parts) => {
        const result = decodeRequest(name, parts)
        return Result.isFailure(result) ? [result.failure] : []
      })
      expect(failures.length).toBeGreaterThan(0)
      for (const failure of failures) expect(shown(failure)).not.toContain("CANARY")
    })
  }

  it("in createToken, where a caller without types gave the password bare", () => {
    const input = {
      auth: {
        identity: {
          methods: ["password"],
          password: { user: { name: "u", password: canary, domain: { name: "d" } } }
        }
      }
    }
    const result = encodeRequest("createToken", input as unknown as Input<"createToken">) // as it came
    expect(problems(result)).toEqual([
      { field: "auth.identity.password.user.password", rule: "must be Redacted" }
    ])
    expect(Result.isFailure(result) && shown(result.failure)).not.toContain("CANARY")
  })
})

describe("a server that reads leniently", () => {
  it("passes over fields that an operation does not have, and keeps every other rule", () => {
    const lenient = { unknownFields: "ignore" } as const
    const list = (query: string) =>
      decodeRequest("listVpcepAccessControlRecords", received({ query, body: { a: 1 } }), lenient)
    const asked = "enterprise_id=e&color=red"
    expect(Result.getOrThrow(list(asked))).not.toHaveProperty("color")
    expect(Result.isFailure(list(`${asked}&limit=0`))).toBe(true)
    const body = { vpceps: [{ vpcep_id: "a", plan: "free" }], reason: "none" }
    const read = decodeRequest("deleteVpcepAccessControlRecords", received({ body }), lenient)
    expect(Result.getOrThrow(read).vpceps).toEqual([{ vpcep_id: "a" }])
  })

  it("takes a deletion of as many entries as it says", () => {
    const body = { vpceps: [{ vpcep_id: "a" }, { vpcep_id: "b" }] }
    const read = (most: number) =>
      decodeRequest("deleteVpcepAccessControlRecords", received({ body }), {
        body: deletion(1, most)
      })
    expect(Result.isSuccess(read(2))).toBe(true)
    expect(Result.isFailure(read(1))).toBe(true)
  })
})
