import { Schema } from "effect"
import { OpenApi } from "effect/http-api"
import { Api } from "./Api.ts"
import { allOperations, fieldSchemas, type Operation } from "./operation.ts"

type Json = Record<string, unknown>

const securitySchemes = {
  signature: {
    type: "apiKey",
    in: "header",
    name: "Authorization",
    description:
      "SDK-HMAC-SHA256 signature made with an access key (AK/SK). X-Sdk-Date is signed with it; X-Security-Token too where the key is temporary."
  },
  token: {
    type: "apiKey",
    in: "header",
    name: "X-Auth-Token",
    description: "Token of createToken, scoped to a project. Global tokens are refused."
  }
}

const refusals: Readonly<Record<string, string>> = {
  400: "Invalid parameter.",
  401: "Not authenticated, or not permitted: this API answers 401 for both.",
  403: "Refused.",
  404: "Not found.",
  405: "The address exists, this method does not.",
  409: "In conflict with the present state, or submitted before.",
  413: "The body is over 12 MB.",
  415: "The body is not application/json.",
  429: "Too many requests, or a locked account.",
  500: "The server failed."
}

const errorAnswer = (status: string) => ({
  description: refusals[status] ?? "Refused.",
  content: { "application/json": { schema: { $ref: "#/components/schemas/Error" } } }
})

const isRefusal = (status: string) => Number(status) >= 400

const responses = (answers: Json) =>
  Object.fromEntries(
    Object.entries(answers).map(([status, answer]) => [
      status,
      isRefusal(status) ? errorAnswer(status) : answer
    ])
  )

/** The schema of a field as a reader of the document thinks of it: a number, a list, not their text on the wire. */
const fieldSchema = ({ headers, query }: Operation, name: string): Json => {
  const field = { ...fieldSchemas(query), ...fieldSchemas(headers) }[name]
  return field === undefined ? {} : inline(Schema.toJsonSchemaDocument(Schema.toType(field)))
}

const inline = (document: { readonly schema: unknown; readonly definitions: unknown }): Json => {
  const definitions = document.definitions as Record<string, Json> // a JSON Schema document's own shape
  const resolve = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(resolve)
    if (typeof value !== "object" || value === null) return value
    const reference = "$ref" in value ? String(value.$ref).split("/").at(-1) : undefined
    if (reference !== undefined) return resolve(definitions[reference])
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, resolve(inner)]))
  }
  return resolve(document.schema) as Json // an object stays one
}

const parameter = (operation: Operation, given: Json): Json => {
  const { description, ...schema } = fieldSchema(operation, String(given.name))
  const list = schema.type === "array" ? { style: "form", explode: false } : {}
  return { ...given, ...(description !== undefined && { description }), ...list, schema }
}

const security = (operation: Operation) =>
  operation.name === "createToken" ? [] : [{ signature: [] }, { token: [] }]

const described = (operation: Operation, given: Json): Json => ({
  ...given,
  security: security(operation),
  parameters: ((given.parameters ?? []) as Array<Json>).map((each) => parameter(operation, each)), // OpenAPI's own shape
  responses: responses(given.responses as Json)
})

const withoutCopies = (schemas: Json) =>
  Object.fromEntries(Object.entries(schemas).filter(([name]) => !/^Error_\d+$/u.test(name)))

/** The contract as an OpenAPI 3.1 document. */
export const openApi = (): Json => {
  const generated = OpenApi.fromApi(Api) as unknown as Json & {
    readonly paths: Record<string, Record<string, Json>>
    readonly components: { readonly schemas: Json }
  }
  const paths = structuredClone(generated.paths)
  for (const operation of allOperations) {
    const methods = paths[operation.path] ?? {}
    const method = operation.method.toLowerCase()
    methods[method] = described(operation, methods[method] ?? {})
  }
  return {
    ...generated,
    security: [{ signature: [] }, { token: [] }],
    paths,
    components: { schemas: withoutCopies(generated.components.schemas), securitySchemes }
  }
}
