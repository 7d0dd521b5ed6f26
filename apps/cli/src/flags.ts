import { fieldSchemas, type Input, type OperationName, operation } from "@codearts/api"
import { Config, type Option, Schema, SchemaAST } from "effect"
import { Flag } from "effect/cli"
import { profileValueOf } from "./profile.ts"

type Value<Fields, Name extends keyof Fields> =
  {} extends Pick<Fields, Name> ? Option.Option<Exclude<Fields[Name], undefined>> : Fields[Name]

/** One flag a field; a field that may be absent is an optional flag. */
type ContractFlags<Fields, Name extends keyof Fields> = {
  readonly [Key in Name]-?: Flag.Flag<Value<Fields, Key>>
}

const variables: Readonly<Record<string, ReadonlyArray<string>>> = {
  "enterprise-id": ["CODEARTS_ENTERPRISE_ID"],
  region: ["CODEARTS_REGION", "HW_REGION_NAME"],
  endpoint: ["CODEARTS_ENDPOINT"],
  "admin-url": ["CODEARTS_ADMIN_URL"]
}

/** The environment variables that stand in for a flag, the first of them that is set. */
export const variablesOf = (flag: string): ReadonlyArray<string> => variables[flag] ?? []

/** What stands in for a flag, first things first: variables, then the profile. */
export const standInsOf = (flag: string): ReadonlyArray<string> => [
  ...variablesOf(flag),
  ...profileValueOf(flag)
]

/** A flag for a text, or else what stands in for it, all held to the same rule. */
export const textFlag = <A>(
  name: string,
  schema: Schema.Codec<A, string>,
  description: string,
  standIns: ReadonlyArray<string> = standInsOf(name)
) =>
  standIns.reduce(
    (flag, name) => Flag.withFallbackConfig(flag, Config.schema(schema, name)),
    Flag.String(name).pipe(
      Flag.withDescription([description, ...standIns].join("; else ")),
      Flag.withSchema(schema)
    )
  )

const kinds: Partial<Record<SchemaAST.AST["_tag"], string>> = { Arrays: "list", Number: "number" }

const contractFlag = (field: string, schema: Schema.Top): Flag.Flag<unknown> => {
  const description = SchemaAST.resolveDescription(schema.ast) ?? ""
  const flag = textFlag(
    field.replaceAll("_", "-"),
    schema as Schema.Codec<unknown, string>, // query fields and headers are text on the wire
    description.replace(/\.$/u, "")
  ).pipe(Flag.withMetavar(kinds[schema.ast._tag] ?? "string"))
  return SchemaAST.isOptional(schema.ast) ? Flag.optional(flag) : flag
}

/** Flags for query fields and headers of an operation: the wire's name with hyphens, the contract's own rule. */
export const contractFlags = <
  Name extends OperationName,
  const Field extends keyof Input<Name> & string
>(
  name: Name,
  fields: ReadonlyArray<Field>
): ContractFlags<Input<Name>, Field> => {
  const { headers, query } = operation(name)
  const schemas = { ...fieldSchemas(query), ...fieldSchemas(headers) }
  return Object.fromEntries(
    fields.map((field) => [field, contractFlag(field, schemas[field] ?? Schema.String)])
  ) as ContractFlags<Input<Name>, Field> // one flag a field, decoded by the field's schema
}
