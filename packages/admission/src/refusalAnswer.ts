import { operation, writeErrorBody, writeIamErrorBody } from "@codearts/api"
import { problem } from "@codearts/error-catalog"
import type { Answer, Headers, ReceivedRequest } from "@codearts/ingress"
import { Effect } from "effect"
import { STATUS_CODES } from "node:http"
import { json, problemJson } from "./answer.ts"
import { asksProblem } from "./asksProblem.ts"
import { Refusal, type RefusalFields, refuse } from "./refusal.ts"

/** The answer to a refusal, in the shape that the request's headers ask for. Tables 4-5, 4-6 and 4-12 to 4-14. */
export const refusalAnswer = (
  { error_code, error_msg, headers, status }: RefusalFields,
  request_id: string,
  asked: Headers = []
): Answer => {
  const error = { error_code, error_msg, request_id }
  return asksProblem(asked)
    ? problemJson(status, JSON.stringify(problem({ ...error, status })), headers)
    : json(status, writeErrorBody(error), headers)
}

// Where tokens are issued and told about, errors have the identity service's own shape.
const iamRefusalAnswer = ({ error_msg, headers, status }: RefusalFields): Answer =>
  json(status, writeIamErrorBody(status, STATUS_CODES[status] ?? "", error_msg), headers)

const ofTokens = [operation("createToken"), operation("showToken")]

const isTokenRequest = ({ method, path }: ReceivedRequest) =>
  ofTokens.some((operation) => method === operation.method && path === operation.path)

/** The answer to a refused request, in the shape of the service it was meant for. */
export const answerTo = (refusal: Refusal, request: ReceivedRequest): Answer =>
  isTokenRequest(request)
    ? iamRefusalAnswer(refusal)
    : refusalAnswer(refusal, request.requestId, request.headers)

/** What is told of a fault of ours: a refusal that was thrown says it itself. */
export const refusalOfDefect = (defect: unknown): Refusal =>
  defect instanceof Refusal ? defect : refuse("UC.00010005", 500)

/** The answer to a request that met a fault of ours, which is logged and not told. */
export const answerToDefect = (request: ReceivedRequest) => (defect: unknown) =>
  Effect.logError("A request failed", { request_id: request.requestId }, defect).pipe(
    Effect.as(answerTo(refusalOfDefect(defect), request))
  )
