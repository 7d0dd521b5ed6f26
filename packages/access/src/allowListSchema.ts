import { Schema } from "effect"
import { AllowList } from "./allowList.ts"

/** The JSON Schema of the allow-list, for editors and for other tools. */
export const allowListSchema = (): Record<string, unknown> => {
  const { definitions, schema } = Schema.toJsonSchemaDocument(AllowList, {
    onExcessProperty: "error"
  })
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "Allow-list of CodeArts access control",
    ...schema,
    $defs: definitions
  }
}
