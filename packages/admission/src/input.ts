import { decodeRequest, type Leniency, type OperationName } from "@codearts/api"
import { header, type ReceivedRequest } from "@codearts/ingress"
import { Effect } from "effect"
import { readBody } from "./body.ts"
import type { Query } from "./query.ts"
import { refuse } from "./refusal.ts"

/** What an operation was asked, every rule of the contract checked; the refusal names field and rule. */
export const readInput = Effect.fnUntraced(function* <Name extends OperationName>(
  name: Name,
  request: ReceivedRequest,
  query: Query,
  leniency: Leniency = {}
) {
  const body = yield* readBody(request)
  const parts = { query, header: (field: string) => header(request, field), body }
  return yield* Effect.fromResult(decodeRequest(name, parts, leniency)).pipe(
    Effect.mapError(({ message }) => refuse("UC.00011002", 400, message))
  )
})
