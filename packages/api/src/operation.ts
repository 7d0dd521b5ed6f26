import type { Schema } from "effect"
import { HttpApi, HttpApiSchema } from "effect/http-api"
import { Api, type OperationName } from "./Api.ts"

/** A schema of an endpoint with its types left open: what it decodes is named where it is used. */
export type FieldSchema = Schema.Codec<Readonly<Record<string, unknown>>, unknown>

/** An operation as the contract declares it, read by everything that is made from the contract. */
export interface Operation {
  readonly name: OperationName
  readonly group: string
  readonly method: string
  readonly path: string
  readonly query: FieldSchema | undefined
  readonly headers: FieldSchema | undefined
  readonly body: FieldSchema | undefined
  readonly success: FieldSchema
  /** Status of a success. */
  readonly status: number
}

const missing = (name: string): never => {
  throw new Error(`operation ${name} is not declared, or declares no success`)
}

const fields = (schema: Schema.Top | undefined) => schema as FieldSchema | undefined // reflect forgets the types of schemas

const bodyOf = (success: Schema.Top) =>
  HttpApiSchema.isWithHeaders(success) ? success.schema : success

const read = (): ReadonlyMap<string, Operation> => {
  const found = new Map<string, Operation>()
  HttpApi.reflect(Api, {
    onGroup: () => {},
    onEndpoint: ({ endpoint, group, successes }) => {
      const name = endpoint.identifier as OperationName // the groups of Api are what OperationName is made of
      const [[status, [success]] = missing(name)] = successes
      found.set(name, {
        name,
        group: group.identifier,
        method: endpoint.method,
        path: endpoint.path,
        query: fields(endpoint.query),
        headers: fields(endpoint.headers),
        body: fields(endpoint.payload.get("application/json")?.schemas[0]),
        success: fields(bodyOf(success)) ?? missing(name),
        status
      })
    }
  })
  return found
}

const table = read()

/** The operation of a name. */
export const operation = (name: OperationName): Operation => table.get(name) ?? missing(name)

/** Every operation, in the order of the contract. */
export const allOperations: ReadonlyArray<Operation> = [...table.values()]

/** The schemas of a part's fields, by name. */
export const fieldSchemas = (
  schema: FieldSchema | undefined
): Readonly<Record<string, Schema.Top>> =>
  schema !== undefined && "fields" in schema
    ? (schema.fields as Readonly<Record<string, Schema.Top>>) // what a Struct is made of
    : {}

/** The names of an operation's fields by where they travel. */
export const fieldNames = ({ body, headers, query }: Operation) => ({
  query: Object.keys(fieldSchemas(query)),
  headers: Object.keys(fieldSchemas(headers)),
  body: Object.keys(fieldSchemas(body))
})
