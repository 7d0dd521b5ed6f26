import { JsonSchema, Schema, SchemaAST } from "effect"
import { OpenApi } from "effect/http-api"
import { Api } from "./Api.ts"
import { documentedExamples, type ExamplesOf } from "./documentedExamples.ts"
import { answerHeaders, RequestHeaders } from "./headers.ts"
import { allOperations, fieldSchemas, type Operation } from "./operation.ts"
import { regions } from "./regions.ts"

// A secret, which is wrapped, has no JSON of its own: it is described as its text on the wire.
const shape = (field: Schema.Top) =>
  SchemaAST.isDeclaration(SchemaAST.toType(field.ast))
    ? Schema.toEncoded(field)
    : Schema.toType(field)

/** What a field means, where its text on the wire says less: a number, a list. */
const meaning = (field: Schema.Top): JsonSchema.JsonSchema => {
  const { definitions, schema } = Schema.toJsonSchemaDocument(shape(field))
  const { schemas } = JsonSchema.toMultiDocumentOpenApi3_1({
    dialect: "draft-2020-12",
    schemas: [schema],
    definitions
  })
  return schemas[0]
}

const parameter = (
  given: OpenApi.OpenAPISpecParameter,
  field: Schema.Top
): OpenApi.OpenAPISpecParameter => {
  const { description: _, ...schema } = meaning(field)
  const description = SchemaAST.resolveDescription(field.ast)
  return {
    ...given,
    ...(description !== undefined && { description }),
    ...(schema.type === "array" && { style: "form", explode: false }),
    schema
  }
}

// The security schemes and the bodies tell of the other headers; as parameters they would be ignored.
const besideCredentials = ["X-Sdk-Date", "X-Security-Token", "X-Project-Id", "X-Domain-Id"] as const

const credentialParameters = besideCredentials.map((name) =>
  parameter({ name, in: "header", required: false, schema: {} }, RequestHeaders.fields[name])
)

const headersOf = ({ group }: Operation) =>
  Object.fromEntries(
    answerHeaders
      .filter((header) => header.group === undefined || header.group === group)
      // Content-Type is told by what a response holds.
      .filter(({ name }) => name !== "Content-Type")
      .map(({ name }) => [name, { $ref: `#/components/headers/${name}` }])
  )

const components = Object.fromEntries(
  answerHeaders.map(({ description, name, value }) => [
    name,
    { description, schema: { type: "string", ...(value !== undefined && { enum: [value] }) } }
  ])
)

/** Where the operations at a path are served: the hosts of a region, which is an open set. */
const serversOf = ({ group }: Operation) => {
  const known = regions.map(({ id, name }) => `${id} (${name})`).join(", ")
  const region = { default: "ap-southeast-3", description: `Known: ${known}. Others are legal.` }
  return group === "vpcep"
    ? {
        url: "https://codearts-devuc.{region}.myhuaweicloud.com{prefix}",
        variables: {
          region,
          prefix: {
            default: "",
            description: "Nothing; an older edition of the reference has /devuc-accessmgmt."
          }
        }
      }
    : { url: "https://iam.{region}.myhuaweicloud.com", variables: { region } }
}

type Described = OpenApi.OpenAPISpecOperation

interface Responses {
  [status: string]: { headers?: object; content?: Record<string, object> }
}

const describeParameters = (described: Described, operation: Operation) => {
  const fields = { ...fieldSchemas(operation.query), ...fieldSchemas(operation.headers) }
  const own = described.parameters.map((given) => {
    const field = fields[given.name]
    return field === undefined ? given : parameter(given, field)
  })
  described.parameters = described.security.length === 0 ? own : [...own, ...credentialParameters]
}

const json = "application/json"

const exemplify = (content: Record<string, object> | undefined, example: unknown) => {
  if (content?.[json] !== undefined && example !== undefined)
    Object.assign(content[json], { example })
}

const describeExamples = (described: Described, examples: ExamplesOf) => {
  for (const given of described.parameters) {
    const example = examples.parameters?.[given.name]
    if (example !== undefined) Object.assign(given, { example })
  }
  exemplify(described.requestBody?.content, examples.body)
  for (const [status, response] of Object.entries(
    described.responses as Responses // of documents made here, which refer to no shared ones
  ))
    exemplify(response.content, examples.answers?.[status])
}

const describeResponses = (described: Described, operation: Operation) => {
  for (const response of Object.values(
    described.responses as Responses // as above
  ))
    response.headers = { ...headersOf(operation), ...response.headers }
}

/** The contract as an OpenAPI 3.1 document. */
export const openApi = (): Record<string, unknown> => {
  const document = OpenApi.fromApi(Api)
  for (const operation of allOperations) {
    const item = document.paths[operation.path]
    // The contract is of methods that OpenAPI knows, in their other case.
    const method = operation.method.toLowerCase() as OpenApi.OpenAPISpecMethodName
    const described = item?.[method]
    if (item === undefined || described === undefined) continue
    describeParameters(described, operation)
    describeResponses(described, operation)
    describeExamples(described, documentedExamples(operation.name))
    Object.assign(item, { servers: [serversOf(operation)] })
  }
  return { ...document, components: { ...document.components, headers: components } }
}
