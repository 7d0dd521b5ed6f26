import { JsonSchema, Schema, SchemaAST } from "effect"
import { OpenApi } from "effect/http-api"
import { Api } from "./Api.ts"
import { allOperations, fieldSchemas } from "./operation.ts"

/** What a field means, where its text on the wire says less: a number, a list. */
const meaning = (field: Schema.Top): JsonSchema.JsonSchema => {
  const { definitions, schema } = Schema.toJsonSchemaDocument(Schema.toType(field))
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

/** The contract as an OpenAPI 3.1 document. */
export const openApi = (): Record<string, unknown> => {
  const document = OpenApi.fromApi(Api)
  for (const operation of allOperations) {
    const fields = { ...fieldSchemas(operation.query), ...fieldSchemas(operation.headers) }
    // The contract is of methods that OpenAPI knows, in their other case.
    const method = operation.method.toLowerCase() as OpenApi.OpenAPISpecMethodName
    const described = document.paths[operation.path]?.[method]
    if (described === undefined) continue
    described.parameters = described.parameters.map((given) => {
      const field = fields[given.name]
      return field === undefined ? given : parameter(given, field)
    })
  }
  return { ...document }
}
