import { Predicate, Result, Schema, SchemaAST } from "effect"
import type { HttpApiEndpoint } from "effect/http-api"
import type { OperationName, operations } from "./Api.ts"
import { compiledLate } from "./compiledLate.ts"
import { InvalidRequest, type Problem } from "./InvalidRequest.ts"
import { type FieldSchema, fieldNames, type Operation, operation } from "./operation.ts"
import { errorsIn, notAField, problemsOf, withListsCut } from "./problems.ts"

type Endpoint<Name extends OperationName> = (typeof operations)[Name]

type Fields<S> = [S] extends [never] ? unknown : S extends Schema.Top ? S["Type"] : unknown

type Parts<Name extends OperationName> = Fields<HttpApiEndpoint.Query<Endpoint<Name>>> &
  Fields<HttpApiEndpoint.Headers<Endpoint<Name>>> &
  Fields<HttpApiEndpoint.Payload<Endpoint<Name>>>

/** What an operation takes: its query, header and body fields side by side, by their wire names. */
export type Input<Name extends OperationName> = {
  readonly [Key in keyof Parts<Name>]: Parts<Name>[Key]
}

/** A request as it goes on the wire, before it is signed. */
export interface EncodedRequest {
  readonly method: string
  readonly path: string
  /** Percent-encoded pairs without the `?`; empty when there are none. */
  readonly query: string
  readonly headers: ReadonlyArray<readonly [name: string, value: string]>
  /** JSON text; absent when the operation has no body. */
  readonly body?: string
}

type Values = Readonly<Record<string, unknown>>
type Checked = Result.Result<Values, ReadonlyArray<Problem>>

const noFields = (values: Values): Checked => {
  const names = Object.keys(values)
  return names.length === 0
    ? Result.succeed({})
    : Result.fail(names.map((field) => ({ field, rule: notAField })))
}

type Excess = "error" | "ignore"

const checks = (value: unknown, onExcessProperty: Excess) => ({
  errors: errorsIn(value),
  onExcessProperty
})

const encoder = (
  schema: FieldSchema | undefined,
  excess: Excess
): ((values: Values) => Checked) => {
  if (schema === undefined) return noFields
  const encoding = compiledLate(SchemaAST.flip(schema.ast), () =>
    Schema.encodeUnknownResult(schema)
  )
  const quickly = { onExcessProperty: excess }
  return (values) => {
    const encode = encoding()
    // Most inputs are right, and what is wrong with others is looked for when it is known that something is.
    const encoded = encode(values, quickly)
    if (Result.isSuccess(encoded)) return Result.succeed(encoded.success as Values) // the parts of a request are objects
    return encode(values, checks(values, excess)).pipe(
      Result.map((again) => again as Values), // as above
      Result.mapError((error) => problemsOf(error.issue))
    )
  }
}

type Decode = (value: unknown, excess: Excess) => Checked

const decoder = (schema: FieldSchema): Decode => {
  const decoding = compiledLate(schema.ast, () => Schema.decodeUnknownResult(schema))
  const quickly = { error: { onExcessProperty: "error" }, ignore: {} } as const
  return (value, excess) => {
    const decode = decoding()
    const decoded = decode(value, quickly[excess])
    if (Result.isSuccess(decoded)) return Result.succeed(decoded.success)
    return decode(value, checks(value, excess)).pipe(
      Result.mapError((error) => problemsOf(error.issue))
    )
  }
}

const decoders = new WeakMap<FieldSchema, Decode>()

const decode: (schema: FieldSchema, value: unknown, excess: Excess) => Checked = (
  schema,
  value,
  excess
) => {
  const made = decoders.get(schema) ?? decoder(schema)
  decoders.set(schema, made)
  return made(value, excess)
}

// A schema counts a list only after it has decoded every entry, which for a body of megabytes would
// hold up everybody. What is wrong with a list's beginning is wrong with all of it.
const decodeLists = (schema: FieldSchema, value: unknown, excess: Excess): Checked => {
  const cut = withListsCut(value)
  const beginning = cut === value ? undefined : decode(schema, cut, excess)
  return beginning !== undefined && Result.isFailure(beginning)
    ? beginning
    : decode(schema, value, excess)
}

const pick = (values: Values, names: ReadonlyArray<string>): Values => {
  const picked: Record<string, unknown> = {}
  for (const name of names) if (values[name] !== undefined) picked[name] = values[name]
  return picked
}

const omit = (values: Values, names: ReadonlyArray<string>): Values =>
  Object.keys(values).every((name) => names.includes(name))
    ? {}
    : Object.fromEntries(
        Object.entries(values).filter(
          ([name, value]) => value !== undefined && !names.includes(name)
        )
      )

const problemsIn = (parts: ReadonlyArray<Checked>) =>
  parts.flatMap((part) => (Result.isFailure(part) ? part.failure : []))

const valueOf = (part: Checked): Values => (Result.isSuccess(part) ? part.success : {})

const percentEncode = (text: string) =>
  /^[\w.~-]*$/u.test(text)
    ? text
    : encodeURIComponent(text).replace(
        /[!'()*]/gu,
        (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`
      )

const pairsOf = (values: Values) =>
  Object.keys(values).map((name) => [name, String(values[name])] as const)

const writeQuery = (values: Values) =>
  pairsOf(values)
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
    .join("&")

const writer = (declared: Operation) => {
  const names = fieldNames(declared)
  const outsideBody = [...names.query, ...names.headers]
  // All that is not of the query and the headers counts as of the body.
  const encodeQuery = encoder(declared.query, "ignore")
  const encodeHeaders = encoder(declared.headers, "ignore")
  const encodeBody = encoder(declared.body, "error")
  return (input: Values): Result.Result<EncodedRequest, InvalidRequest> => {
    const query = encodeQuery(pick(input, names.query))
    const headers = encodeHeaders(pick(input, names.headers))
    const body = encodeBody(omit(input, outsideBody))
    const problems = problemsIn([query, headers, body])
    if (problems.length > 0) return Result.fail(new InvalidRequest({ problems }))
    return Result.succeed({
      method: declared.method,
      path: declared.path,
      query: writeQuery(valueOf(query)),
      headers: pairsOf(valueOf(headers)),
      ...(declared.body !== undefined && { body: JSON.stringify(valueOf(body)) })
    })
  }
}

// Made once an operation that is called, not once a call.
const writers = new Map<OperationName, ReturnType<typeof writer>>()

const writerOf = (name: OperationName) => {
  const made = writers.get(name) ?? writer(operation(name))
  writers.set(name, made)
  return made
}

/** The request an operation's input stands for, every rule of the contract checked. */
export const encodeRequest = <Name extends OperationName>(
  name: Name,
  input: Input<Name>
): Result.Result<EncodedRequest, InvalidRequest> => writerOf(name)(input)

/** The parts of a request as a server received them. */
export interface ReceivedParts {
  /** Decoded name and value pairs, in order. */
  readonly query: ReadonlyArray<readonly [name: string, value: string]>
  readonly header: (name: string) => string | undefined
  /** The parsed JSON of the body; `undefined` when it was empty. */
  readonly body: unknown
}

const repeated = (query: ReceivedParts["query"]): Checked => {
  if (new Set(query.map(([name]) => name)).size === query.length) return Result.succeed({})
  const twice = [...Map.groupBy(query, ([name]) => name)].filter(([, pairs]) => pairs.length > 1)
  return Result.fail(twice.map(([field]) => ({ field, rule: "is given more than once" })))
}

const decodeFields = (schema: FieldSchema | undefined, values: Values, excess: Excess): Checked => {
  if (schema !== undefined) return decode(schema, values, excess)
  return excess === "ignore" ? Result.succeed({}) : noFields(values)
}

const isEmpty = (body: unknown) =>
  body === undefined || (Predicate.isObject(body) && Object.keys(body).length === 0)

const decodeBody = (schema: FieldSchema | undefined, body: unknown, excess: Excess): Checked => {
  if (schema !== undefined) return decodeLists(schema, body === undefined ? {} : body, excess)
  return isEmpty(body) || excess === "ignore"
    ? Result.succeed({})
    : Result.fail([{ field: "", rule: "this operation takes no body" }])
}

/** Where a server reads requests by other rules than the contract's. */
export interface Leniency {
  /** What becomes of fields that the operation does not have; they are refused when absent. */
  readonly unknownFields?: "reject" | "ignore"
  /** Stands in for the schema of the operation's body; it decodes to the same fields. */
  readonly body?: FieldSchema
}

/** The input an operation received, every rule of the contract checked: the server's side of `encodeRequest`. */
export const decodeRequest = <Name extends OperationName>(
  name: Name,
  received: ReceivedParts,
  { body, unknownFields = "reject" }: Leniency = {}
): Result.Result<Input<Name>, InvalidRequest> => {
  const declared = operation(name)
  const names = fieldNames(declared).headers
  const headers = Object.fromEntries(names.map((field) => [field, received.header(field)]))
  const excess = unknownFields === "reject" ? "error" : "ignore"
  const parts = [
    repeated(received.query),
    decodeFields(declared.query, Object.fromEntries(received.query), excess),
    decodeFields(declared.headers, pick(headers, names), excess),
    decodeBody(body ?? declared.body, received.body, excess)
  ]
  const problems = problemsIn(parts)
  if (problems.length > 0) return Result.fail(new InvalidRequest({ problems }))
  return Result.succeed(Object.assign({}, ...parts.map(valueOf)) as Input<Name>) // decoded by this operation's own schemas
}
