import {
  type ApiError,
  apiError,
  decodeResponse,
  type ErrorFields,
  operation,
  type OperationName,
  type Problem,
  readErrorBody,
  type Success
} from "@codearts/api"
import { Result } from "effect"
import { UnreadableAnswer } from "./errors.ts"
import { readJson } from "./json.ts"
import type { Answer, FinalRequest } from "./transport.ts"

const requestId = (answer: Answer) => answer.header("x-request-id")

const unreadable = (answer: Answer) => (problems: ReadonlyArray<Problem>) => {
  const request_id = requestId(answer)
  return new UnreadableAnswer({
    status: answer.status,
    problems,
    ...(request_id !== undefined && { request_id })
  })
}

const readSuccess = <Name extends OperationName>(
  name: Name,
  answer: Answer
): Result.Result<Success<Name>, UnreadableAnswer> =>
  readJson(answer.body).pipe(
    Result.mapError((rule) => [{ field: "", rule }]),
    Result.flatMap((json) => decodeResponse(name, json)),
    Result.mapError(unreadable(answer))
  )

const secretHeaders: ReadonlySet<string> = new Set(["x-auth-token", "x-security-token"])

// A server that cannot verify a request repeats it in the message, a security token included.
const withoutSecrets = (fields: ErrorFields, { headers }: FinalRequest): ErrorFields => {
  const secrets = headers.filter(([name]) => secretHeaders.has(name)).map(([, value]) => value)
  const hide = (text: string) =>
    secrets.reduce((shown, secret) => shown.replaceAll(secret, "***"), text)
  return { ...fields, error_code: hide(fields.error_code), error_msg: hide(fields.error_msg) }
}

/** More of a refusal is not read: no service explains itself in over 64 KiB. */
const largestRefusal = 65_536

const readRefusal = (answer: Answer, request: FinalRequest): ApiError => {
  const text = answer.body.toString("utf8", 0, largestRefusal)
  const fields = readErrorBody(answer.status, text, requestId(answer))
  return apiError(answer.status, withoutSecrets(fields, request))
}

/** What the answer to a request says: the operation's success, or why there is none. */
export const readAnswer = <Name extends OperationName>(
  name: Name,
  answer: Answer,
  request: FinalRequest
): Result.Result<Success<Name>, ApiError | UnreadableAnswer> =>
  answer.status === operation(name).status
    ? readSuccess(name, answer)
    : Result.fail(readRefusal(answer, request))
