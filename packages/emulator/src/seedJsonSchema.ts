import { Schema } from "effect"
import { Seed } from "./seed.ts"

/** The JSON Schema of a seed file, for editors; rules that span fields are checked by `parseSeed` alone. */
export const seedJsonSchema = (): Record<string, unknown> => {
  const { definitions, schema } = Schema.toJsonSchemaDocument(Seed, {
    onExcessProperty: "error",
    generateDescriptions: true
  })
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "A seed of the emulator",
    ...schema,
    $defs: definitions
  }
}
