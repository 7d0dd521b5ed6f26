import { type Operation, operation, route } from "@codearts/api"
import type { Answer, ReceivedRequest } from "@codearts/ingress"
import { Effect } from "effect"
import { noContent } from "./answer.ts"
import { iamRefusalAnswer, type Refusal, refusalAnswer, refuse } from "./refusal.ts"

const wrongMethod = (allow: ReadonlyArray<string>, method: string) => {
  const headers: Answer["headers"] = [["Allow", allow.join(", ")]]
  return method === "OPTIONS"
    ? Effect.succeed(noContent(headers))
    : Effect.fail(refuse("UC.00011006", 405, undefined, headers))
}

/** Leads a request to the operation at its method and raw path; what leads nowhere is refused as documented. */
export const lead = <A, E, R>(
  request: ReceivedRequest,
  perform: (operation: Operation) => Effect.Effect<A, E, R>
): Effect.Effect<A | Answer, E | Refusal, R> => {
  const found = route(request.method, request.path)
  switch (found._tag) {
    case "Operation":
      return perform(found.operation)
    case "WrongMethod":
      return wrongMethod(found.allow, request.method)
    case "NotFound":
      return Effect.fail(refuse("APIGW.0101", 404))
  }
}

const isTokenRequest = ({ method, path }: ReceivedRequest) => {
  const createToken = operation("createToken")
  return method === createToken.method && path === createToken.path
}

/** The answer to a refused request, in the shape of the service it was meant for. */
export const answerTo = (refusal: Refusal, request: ReceivedRequest): Answer =>
  isTokenRequest(request) ? iamRefusalAnswer(refusal) : refusalAnswer(refusal, request.requestId)

/** The answer to a request that met a fault of ours, which is logged and not told. */
export const answerToDefect = (request: ReceivedRequest) => (defect: unknown) =>
  Effect.logError("A request failed", { request_id: request.requestId }, defect).pipe(
    Effect.as(answerTo(refuse("UC.00010005", 500), request))
  )
