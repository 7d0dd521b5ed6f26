import { Result, Schema } from "effect"
import type { HttpApiEndpoint, HttpApiSchema } from "effect/http-api"
import type { OperationName, operations } from "./Api.ts"
import { compiledLate } from "./compiledLate.ts"
import type { Problem } from "./InvalidRequest.ts"
import { type Operation, operation } from "./operation.ts"
import { errorsIn, problemsOf } from "./problems.ts"

type Body<S extends Schema.Top> =
  S extends HttpApiSchema.WithHeaders<infer Inner, Schema.Top> ? Inner["Type"] : S["Type"]

const reader = ({ success }: Operation) =>
  compiledLate(success.ast, () => Schema.decodeUnknownResult(success))

// Made once an operation that is called, not once a call.
const readers = new Map<OperationName, ReturnType<typeof reader>>()

const readerOf = (name: OperationName) => {
  const made = readers.get(name) ?? reader(operation(name))
  readers.set(name, made)
  return made()
}

/** The body an operation answers; fields the contract does not know are kept. */
export type Success<Name extends OperationName> = Body<
  HttpApiEndpoint.Success<(typeof operations)[Name]>
>

/** An answer read tolerantly: the fields callers rely on are checked, all others kept. */
export const decodeResponse = <Name extends OperationName>(
  name: Name,
  json: unknown
): Result.Result<Success<Name>, ReadonlyArray<Problem>> => {
  const decode = readerOf(name)
  // Nearly every answer is right: what is wrong with one is looked for when something is.
  return Result.orElse(decode(json), () => decode(json, { errors: errorsIn(json) })).pipe(
    Result.map((value) => value as Success<Name>), // decoded by this operation's own schema
    Result.mapError((error) => problemsOf(error.issue))
  )
}
