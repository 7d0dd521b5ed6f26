import { openApi } from "@codearts/api"
import { Validator } from "@seriousme/openapi-schema-validator"
import { Ajv2020 } from "ajv/dist/2020.js"
import { spawnSync } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import openapiTS, { astToString } from "openapi-typescript"
import { describe, expect, it } from "vitest"

const document = openApi()

type Json = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Json => typeof value === "object" && value !== null

interface Example {
  readonly where: string
  readonly schema: object
  readonly example: unknown
}

/** Every example of the document, with the schema beside it. */
const examplesIn = (value: unknown, where: string): ReadonlyArray<Example> => {
  if (!isObject(value)) return []
  const { example, schema } = value
  return [
    ...(example !== undefined && isObject(schema) ? [{ where, schema, example }] : []),
    ...Object.entries(value)
      .filter(([key]) => key !== "example")
      .flatMap(([key, inner]) => examplesIn(inner, `${where} ${key}`))
  ]
}

describe("the OpenAPI document", () => {
  it("is one by the rules of OpenAPI 3.1", async () => {
    const validator = new Validator()
    const result = await validator.validate(structuredClone(document))
    expect(result).toMatchObject({ valid: true })
    expect(validator.version).toBe("3.1")
  })

  it("is refused by those rules where it breaks one, so they are at work", async () => {
    const broken = { ...structuredClone(document), paths: { "/v2/vpceps": { get: { tags: 7 } } } }
    expect(await new Validator().validate(broken)).toMatchObject({ valid: false })
  })

  const examples = examplesIn(document["paths"], "")

  it("has the reference's examples", () => {
    expect(
      examples.map(({ where }) => where.replaceAll(/ (?:content|application\/json)/gu, ""))
    ).toEqual([
      " /v2/vpceps get parameters 0",
      " /v2/vpceps get parameters 1",
      " /v2/vpceps get parameters 2",
      " /v2/vpceps get parameters 5",
      " /v2/vpceps get responses 200",
      " /v2/vpceps delete responses 200",
      " /v2/vpceps delete requestBody",
      " /v3/auth/tokens post requestBody",
      " /v3/projects get responses 200",
      " /v3.0/OS-USER/users post responses 201",
      " /v3.0/OS-USER/users post responses 400",
      " /v3.0/OS-USER/users post requestBody"
    ])
  })

  it("has examples that fit the schemas beside them", () => {
    const ajv = new Ajv2020({ strict: false, allErrors: true })
    ajv.addSchema({ $id: "openapi", components: document["components"] })
    for (const { example, schema, where } of examples) {
      const absolute: object = JSON.parse(
        JSON.stringify(schema).replaceAll('"#/components', '"openapi#/components')
      )
      const fits = ajv.compile(absolute)
      expect([where, fits(example), fits.errors]).toEqual([where, true, null])
    }
  })
})

const program = `import createClient from "openapi-fetch"
import type { components, paths } from "./schema.ts"

const client = createClient<paths>({ baseUrl: "http://127.0.0.1" })

export const list = async (enterprise_id: string): Promise<ReadonlyArray<string>> => {
  const { data, error } = await client.GET("/v2/vpceps", {
    params: { header: { region: "ap-southeast-3" }, query: { enterprise_id, limit: 100 } }
  })
  if (data === undefined) throw new Error(error.error_code)
  return data.data.vpceps.map(({ vpcep_id }) => vpcep_id)
}

export const remove = (vpceps: components["schemas"]["VpcepRequestInfo"][]) =>
  client.DELETE("/v2/vpceps", {
    params: { header: { region: "ap-southeast-3" } },
    body: { vpceps }
  })

// @ts-expect-error a list has a tenant
export const wrong = () => client.GET("/v2/vpceps", { params: { header: { region: "r" }, query: {} } })
`

describe("a client that openapi-typescript makes of the document", () => {
  it("compiles, and refuses a request without a mandatory field", { timeout: 60_000 }, async () => {
    // Below here, so that what the client imports is found.
    const directory = mkdtempSync(join(import.meta.dirname, "node_modules", ".client-"))
    try {
      const ast = await openapiTS(JSON.stringify(document))
      writeFileSync(join(directory, "schema.ts"), astToString(ast))
      writeFileSync(join(directory, "client.ts"), program)
      const options = [
        "--noEmit",
        "--strict",
        "--exactOptionalPropertyTypes",
        "--skipLibCheck",
        "false"
      ]
      const { status, stdout } = spawnSync(
        join(import.meta.dirname, "../node_modules/.bin/tsc"),
        [
          ...options,
          "--ignoreConfig",
          "--target",
          "es2024",
          "--module",
          "nodenext",
          "--lib",
          "es2024,dom",
          "--types",
          "",
          "--allowImportingTsExtensions",
          "client.ts"
        ],
        { cwd: directory, encoding: "utf8" }
      )
      expect([status, stdout]).toEqual([0, ""])
    } finally {
      rmSync(directory, { recursive: true })
    }
  })
})
