import { type Input, type OperationName, operation, fieldSchemas } from "@codearts/api"
import { Config, type Option, Schema, SchemaAST } from "effect"
import { Flag } from "effect/cli"

type Value<Fields, Name extends keyof Fields> =
  {} extends Pick<Fields, Name> ? Option.Option<Exclude<Fields[Name], undefined>> : Fields[Name]

/** One flag a field; a field that may be absent is an optional flag. */
type ContractFlags<Fields, Name extends keyof Fields> = {
  readonly [Key in Name]-?: Flag.Flag<Value<Fields, Key>>
}

/** A flag is the wire's name with hyphens. */
export const flagName = (field: string): string => field.replaceAll("_", "-")

/** Where a field's value may also come from. */
const variables: Readonly<Record<string, string>> = { enterprise_id: "CODEARTS_ENTERPRISE_ID" }

const described = (field: string, schema: Schema.Top) => {
  const description = SchemaAST.resolveDescription(schema.ast) ?? ""
  const variable = variables[field]
  return variable === undefined ? description : `${description} Else ${variable}`
}

const contractFlag = (field: string, schema: Schema.Top): Flag.Flag<unknown> => {
  const given = Flag.String(flagName(field)).pipe(
    Flag.withDescription(described(field, schema)),
    Flag.withSchema(schema as Schema.Codec<unknown, string>) // query fields are text on the wire
  )
  const variable = variables[field]
  const found =
    variable === undefined
      ? given
      : Flag.withFallbackConfig(
          given,
          Config.schema(schema as Schema.Codec<unknown, string>, variable)
        )
  return SchemaAST.isOptional(schema.ast) ? Flag.optional(found) : found
}

/** Flags for fields of an operation, each checked by the contract's own rule. */
export const contractFlags = <
  Name extends OperationName,
  const Field extends keyof Input<Name> & string
>(
  name: Name,
  fields: ReadonlyArray<Field>
): ContractFlags<Input<Name>, Field> => {
  const { body, query } = operation(name)
  const schemas = { ...fieldSchemas(query), ...fieldSchemas(body) }
  return Object.fromEntries(
    fields.map((field) => [field, contractFlag(field, schemas[field] ?? Schema.String)])
  ) as ContractFlags<Input<Name>, Field> // one flag a field, decoded by the field's schema
}
