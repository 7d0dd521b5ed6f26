import { describe, expect, it } from "vitest"
import { openApi } from "./openApi.ts"
import { allOperations } from "./operation.ts"

interface Parameter {
  readonly name: string
  readonly in: string
  readonly required: boolean
  readonly description: string
  readonly schema: object
}

interface Described {
  readonly operationId: string
  readonly summary: string
  readonly parameters: ReadonlyArray<Parameter>
  readonly security: ReadonlyArray<object>
  readonly requestBody?: object
  readonly responses: Readonly<
    Record<
      string,
      {
        readonly description: string
        readonly headers?: object
        readonly content?: object
      }
    >
  >
}

interface Document {
  readonly openapi: string
  readonly info: { readonly license: object; readonly description: string }
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>
  readonly components: { readonly schemas: Readonly<Record<string, object>> }
}

const document = openApi() as unknown as Document // OpenAPI's own shape

const at = (method: string, path: string): Described => {
  const found = document.paths[path]?.[method]
  if (found === undefined) throw new Error(`${method} ${path} is not described`)
  return found
}

const list = at("get", "/v2/vpceps")
const remove = at("delete", "/v2/vpceps")
const createToken = at("post", "/v3/auth/tokens")
const showToken = at("get", "/v3/auth/tokens")
const listProjects = at("get", "/v3/projects")
const listAuthDomains = at("get", "/v3/auth/domains")
const createUser = at("post", "/v3.0/OS-USER/users")
const listUsers = at("get", "/v3.0/OS-USER/users")

const described = [
  list,
  remove,
  createToken,
  showToken,
  listProjects,
  listAuthDomains,
  createUser,
  listUsers
]

/** All the values that stand under a key, at any depth. */
const under = (key: string, value: unknown): ReadonlyArray<unknown> =>
  typeof value === "object" && value !== null
    ? Object.entries(value).flatMap(([name, inner]) => [
        ...(name === key ? [inner] : []),
        ...under(key, inner)
      ])
    : []

const resolve = (reference: string): unknown =>
  reference
    .slice("#/".length)
    .split("/")
    .reduce<unknown>(
      (value, key) =>
        typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined,
      document
    )

/** A schema with its references replaced by what they lead to. */
const inlined = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(inlined)
  if (typeof value !== "object" || value === null) return value
  const { $ref, ...rest } = value as { readonly $ref?: string }
  const fields = Object.fromEntries(
    Object.entries(rest).map(([key, inner]) => [key, inlined(inner)])
  )
  return $ref === undefined ? fields : Object.assign({}, inlined(resolve($ref)), fields)
}

const parameter = ({ parameters }: Described, name: string) =>
  inlined(parameters.find((each) => each.name === name))

describe("the OpenAPI document", () => {
  it("is of version 3.1 and tells whose, under which license", () => {
    expect(document.openapi).toBe("3.1.0")
    expect(document.info.description).toMatch(/unofficial/iu)
    expect(document.info.license).toEqual({ name: "Apache License 2.0", identifier: "Apache-2.0" })
  })

  it("describes every operation under its own name, and no other", () => {
    const found = under("operationId", document.paths).map(String)
    expect(found.toSorted()).toEqual(allOperations.map(({ name }) => name).toSorted())
    for (const { summary } of described) expect(summary).not.toBe("")
  })

  it("leads every reference somewhere", () => {
    const references = under("$ref", document)
    expect(references.length).toBeGreaterThan(0)
    expect(references.filter((reference) => resolve(String(reference)) === undefined)).toEqual([])
  })

  it("has each schema once, and each is used", () => {
    const names = Object.keys(document.components.schemas)
    expect(names.filter((name) => /_?\d+$/u.test(name))).toEqual([])
    const used = new Set(
      under("$ref", document).map((reference) => String(reference).split("/").at(-1))
    )
    expect(names.filter((name) => !used.has(name))).toEqual([])
  })

  it("is made anew each time: a reader may change its copy", () => {
    const copy = openApi()
    delete copy["paths"]
    expect(openApi()).toEqual(document)
  })

  it("is plain JSON", () => {
    expect(JSON.parse(JSON.stringify(document))).toEqual(document)
  })
})

describe("a parameter is described as what it means, not as its text", () => {
  const region = { type: "string", pattern: "^[A-Za-z0-9-]{1,40}$" }
  const integer = (minimum: number, maximum: number) => ({ type: "integer", minimum, maximum })
  const cases = [
    [list, "region", "header", true, region],
    [list, "enterprise_id", "query", true, { type: "string", pattern: "^[A-Za-z0-9_-]{1,40}$" }],
    [list, "offset", "query", false, integer(0, 9999)],
    [list, "limit", "query", false, integer(1, 100)],
    [list, "sort", "query", false, { type: "string", enum: ["asc", "ASC", "desc", "DESC"] }],
    [remove, "region", "header", true, region],
    [createToken, "nocatalog", "query", false, { type: "string", enum: ["true"] }],
    [listProjects, "per_page", "query", false, integer(1, 5000)]
  ] as const
  for (const [operation, name, place, required, schema] of cases) {
    it(`${name} of ${operation.operationId}`, () => {
      expect(parameter(operation, name)).toMatchObject({ in: place, required, schema })
    })
  }

  it("vpcep_ids, a list separated by commas", () => {
    expect(parameter(list, "vpcep_ids")).toMatchObject({
      in: "query",
      required: false,
      style: "form",
      explode: false,
      schema: {
        type: "array",
        minItems: 1,
        maxItems: 30,
        items: { type: "string", pattern: "^[a-z0-9-]{1,40}$" }
      }
    })
  })

  it("and in words", () => {
    const wordless = described
      .flatMap(({ parameters }) => parameters)
      .filter(({ description }) => !description.endsWith("."))
    expect(wordless).toEqual([])
  })
})

describe("the headers beside an operation's own", () => {
  it("of a request with credentials are those that go with a signature, each optional", () => {
    for (const operation of described.filter((each) => each !== createToken)) {
      for (const name of ["X-Sdk-Date", "X-Security-Token", "X-Project-Id", "X-Domain-Id"])
        expect(parameter(operation, name)).toMatchObject({ in: "header", required: false })
    }
    expect(createToken.parameters.map(({ name }) => name)).toEqual(["nocatalog"])
  })

  it("of any answer are those of figure 3-2, the identity service's own in its answers alone", () => {
    for (const operation of described) {
      for (const { headers } of Object.values(operation.responses)) {
        const names = Object.keys(headers ?? {})
        expect(names).toContain("X-Request-Id")
        expect(names.includes("X-IAM-Trace-Id")).toBe(![list, remove].includes(operation))
        expect(names).not.toContain("Content-Type")
      }
    }
  })
})

describe("the servers", () => {
  it("are the hosts of a region, which may be any, and a prefix that an older edition has", () => {
    const servers = (path: string) => inlined(document.paths[path]?.["servers"])
    expect(servers("/v2/vpceps")).toMatchObject([
      {
        url: "https://codearts-devuc.{region}.myhuaweicloud.com{prefix}",
        variables: { region: { default: "ap-southeast-3" }, prefix: { default: "" } }
      }
    ])
    expect(servers("/v3/projects")).toMatchObject([
      { url: "https://iam.{region}.myhuaweicloud.com" }
    ])
  })
})

describe("the body of a request", () => {
  it("of a deletion needs 1 to 100 entries, each an id and perhaps a description", () => {
    expect(inlined(remove.requestBody)).toMatchObject({
      required: true,
      content: {
        "application/json": {
          schema: {
            required: ["vpceps"],
            additionalProperties: false,
            properties: {
              vpceps: {
                minItems: 1,
                maxItems: 100,
                items: { required: ["vpcep_id"], additionalProperties: false }
              }
            }
          }
        }
      }
    })
  })

  it("of a token tells what the password is, and that it may not be empty", () => {
    expect(
      under("password", inlined(under("schema", createToken.requestBody))).at(-1)
    ).toMatchObject({
      type: "string",
      minLength: 1,
      description: "The user's password."
    })
  })

  it("of a new user is the document's, whose account and name alone are needed", () => {
    expect(inlined(createUser.requestBody)).toMatchObject({
      content: {
        "application/json": {
          schema: {
            required: ["user"],
            properties: { user: { required: ["domain_id", "name"], additionalProperties: false } }
          }
        }
      }
    })
  })

  it("is there for no operation that only reads", () => {
    for (const reading of [list, showToken, listProjects, listAuthDomains, listUsers])
      expect(reading.requestBody).toBeUndefined()
  })
})

describe("security", () => {
  it("is a signature or a token", () => {
    for (const { security } of described.filter((each) => each !== createToken)) {
      expect(security).toEqual([{ signature: [] }, { token: [] }])
    }
    expect(document.components).toMatchObject({
      securitySchemes: {
        signature: { type: "apiKey", in: "header", name: "Authorization" },
        token: { type: "apiKey", in: "header", name: "X-Auth-Token" }
      }
    })
  })

  it("is not asked of the one operation that gives the token", () => {
    expect(createToken.security).toEqual([])
  })
})

describe("the answers", () => {
  const body = ({ responses }: Described, status: number) =>
    under("$ref", responses[status]?.content)

  it("of success are 200, and 201 for what is made", () => {
    expect(body(list, 200)).toEqual(["#/components/schemas/VpcepAccessControlRecords"])
    expect(body(remove, 200)).toEqual(["#/components/schemas/DeletedVpcepAccessControlRecords"])
    expect(body(listProjects, 200)).toEqual(["#/components/schemas/Projects"])
    expect(body(createToken, 201)).toContain("#/components/schemas/Token")
    expect(body(showToken, 200)).toContain("#/components/schemas/Token")
    expect(body(createUser, 201)).toContain("#/components/schemas/CreatedUser")
  })

  it("give a token in the header X-Subject-Token", () => {
    for (const answer of [createToken.responses[201], showToken.responses[200]]) {
      expect(answer?.headers).toMatchObject({
        "x-subject-token": {
          required: true,
          schema: { type: "string", description: "The token, to be sent as X-Auth-Token." }
        }
      })
    }
  })

  it("of refusal are one shape on the data plane, and the identity service's own for a token", () => {
    for (const operation of described) {
      const shape = [createToken, showToken].includes(operation) ? "IamError" : "Error"
      for (const status of Object.keys(operation.responses).map(Number)) {
        if (status < 400) continue
        expect(body(operation, status)).toEqual([`#/components/schemas/${shape}`])
      }
    }
  })

  it("say in words what each status means", () => {
    for (const { responses } of described) {
      for (const { description } of Object.values(responses)) expect(description).toMatch(/\.$/u)
    }
  })
})
