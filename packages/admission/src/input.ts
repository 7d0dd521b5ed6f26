import { decodeRequest, type Input, type Leniency, type OperationName } from "@codearts/api"
import { header, type ReceivedRequest } from "@codearts/ingress"
import { Effect, Result } from "effect"
import { readBody } from "./body.ts"
import type { Query } from "./query.ts"
import { type Refusal, refuse } from "./refusal.ts"

/** What an operation was asked, every rule of the contract checked; the refusal names field and rule. */
export const readInput = <Name extends OperationName>(
  name: Name,
  request: ReceivedRequest,
  query: Query,
  leniency: Leniency = {}
): Effect.Effect<Input<Name>, Refusal> =>
  Effect.suspend(() =>
    Effect.fromResult(
      Result.flatMap(readBody(request), (body) =>
        Result.mapError(
          decodeRequest(name, { query, header: (field) => header(request, field), body }, leniency),
          ({ message }) => refuse("UC.00011002", 400, message)
        )
      )
    )
  )
