import { Result, Schema } from "effect"
import type { HttpApiEndpoint } from "effect/http-api"
import type { OperationName, operations } from "./Api.ts"
import { type Problem, problemsOf } from "./InvalidRequest.ts"
import { operation } from "./operation.ts"

/** What an operation answers; fields the contract does not know are kept. */
export type Success<Name extends OperationName> = HttpApiEndpoint.Success<
  (typeof operations)[Name]
>["Type"]

/** An answer read tolerantly: the fields callers rely on are checked, all others kept. */
export const decodeResponse = <Name extends OperationName>(
  name: Name,
  json: unknown
): Result.Result<Success<Name>, ReadonlyArray<Problem>> =>
  Schema.decodeUnknownResult(operation(name).success, { errors: "all" })(json).pipe(
    Result.map((value) => value as Success<Name>), // decoded by this operation's own schema
    Result.mapError((error) => problemsOf(error.issue))
  )
