import {
  type ApiError,
  apiError,
  decodeResponse,
  operation,
  type OperationName,
  type Problem,
  readErrorBody,
  subjectTokenHeader,
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

/** Nothing encoded was asked for, and what unfolds may be without bounds. */
const unencoded = ({ body, header }: Answer): Result.Result<Buffer, string> => {
  const encoding = header("content-encoding")?.toLowerCase() ?? "identity"
  return encoding === "identity"
    ? Result.succeed(body)
    : Result.fail("is encoded, which was not asked for")
}

const readSuccess = <Name extends OperationName>(
  name: Name,
  answer: Answer
): Result.Result<Success<Name>, UnreadableAnswer> =>
  unencoded(answer).pipe(
    Result.flatMap(readJson),
    Result.mapError((rule) => [{ field: "", rule }]),
    Result.flatMap((json) => decodeResponse(name, json)),
    Result.mapError(unreadable(answer))
  )

const secretHeaders: ReadonlySet<string> = new Set([
  "x-auth-token",
  "x-security-token",
  subjectTokenHeader
])

// A server that cannot verify a request repeats it, a security token included, wherever it likes.
const hideSecrets = (text: string, { headers }: FinalRequest): string =>
  headers
    .filter(([name]) => secretHeaders.has(name))
    .reduce((shown, [, secret]) => shown.replaceAll(secret, "***"), text)

/** More of a refusal is not read: no service explains itself in over 64 KiB. */
const largestRefusal = 65_536

const readRefusal = (answer: Answer, request: FinalRequest): ApiError => {
  const text = hideSecrets(answer.body.toString("utf8", 0, largestRefusal), request)
  const id = requestId(answer)
  const shownId = id === undefined ? undefined : hideSecrets(id, request)
  return apiError(answer.status, readErrorBody(answer.status, text, shownId))
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
