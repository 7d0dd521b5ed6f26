import { Schema } from "effect"
import { SettingsFile } from "./settingsFile.ts"

/** The JSON Schema of a settings file, for editors; rules that span fields are checked by `config check` alone. */
export const settingsSchema = (): Record<string, unknown> => {
  const { definitions, schema } = Schema.toJsonSchemaDocument(SettingsFile, {
    onExcessProperty: "error",
    generateDescriptions: true
  })
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "Settings of codearts-gateway",
    ...schema,
    $defs: definitions
  }
}
