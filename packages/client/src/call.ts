import {
  type ApiError,
  apiError,
  decodeResponse,
  type EncodedRequest,
  encodeRequest,
  type Input,
  type InvalidRequest,
  operation,
  type OperationName,
  type Problem,
  readErrorBody,
  type Success
} from "@codearts/api"
import { Effect, Option, Result } from "effect"
import type { Dispatcher } from "undici"
import { originOf } from "./endpoint.ts"
import { NoAnswer, UnreadableAnswer } from "./errors.ts"
import { type Answer, type FinalRequest, send } from "./transport.ts"

/** Every way a call can fail. */
export type CallError = InvalidRequest | ApiError | NoAnswer | UnreadableAnswer

/** Where calls go and how long they may take. */
export interface Route {
  readonly dispatcher: Dispatcher
  /** Replaces the host, never the region. */
  readonly origin?: string
  /** Region whose hosts serve operations that name no region themselves. */
  readonly region: string
  /** Put before `/v2/vpceps`. */
  readonly pathPrefix?: string
  /** For the whole call, in milliseconds. */
  readonly deadline: number
}

/** Gives a request the headers that prove who sends it. */
export type Authenticate<E = never> = (request: FinalRequest) => Effect.Effect<FinalRequest, E>

const isAscii = (text: string) => /^[\0-\x7f]*$/u.test(text)

const contentType = (body: string) =>
  isAscii(body) ? "application/json" : "application/json; charset=utf-8"

const finalRequest = (
  name: OperationName,
  encoded: EncodedRequest,
  route: Route
): FinalRequest => {
  const declared = operation(name)
  const region = encoded.headers.find(([header]) => header === "region")?.[1] ?? route.region
  const prefix = declared.group === "vpcep" ? (route.pathPrefix ?? "") : ""
  const query = encoded.query === "" ? "" : `?${encoded.query}`
  return {
    method: encoded.method,
    url: new URL(`${route.origin ?? originOf(declared, region)}${prefix}${encoded.path}${query}`),
    headers: [
      ...encoded.headers,
      ...(encoded.body === undefined
        ? []
        : [["content-type", contentType(encoded.body)] as const])
    ],
    ...(encoded.body !== undefined && { body: encoded.body })
  }
}

const parseJson = Option.liftThrowable((text: string): unknown => JSON.parse(text))

const requestId = (answer: Answer) => answer.header("x-request-id")

const unreadable = (answer: Answer, problems: ReadonlyArray<Problem>) => {
  const request_id = requestId(answer)
  return new UnreadableAnswer({
    status: answer.status,
    problems,
    ...(request_id !== undefined && { request_id })
  })
}

const read = <Name extends OperationName>(
  name: Name,
  answer: Answer
): Result.Result<Success<Name>, ApiError | UnreadableAnswer> => {
  if (answer.status !== operation(name).status) {
    return Result.fail(
      apiError(answer.status, readErrorBody(answer.status, answer.body, requestId(answer)))
    )
  }
  const json = parseJson(answer.body)
  return Option.isNone(json)
    ? Result.fail(unreadable(answer, [{ field: "", rule: "is not JSON" }]))
    : Result.mapError(decodeResponse(name, json.value), (problems) => unreadable(answer, problems))
}

const tooLate = (request: FinalRequest, deadline: number) =>
  new NoAnswer({
    request: `${request.method} ${request.url.origin}${request.url.pathname}`,
    reason: `none within ${deadline} ms`,
    sent: true
  })

/** Calls an operation once: checked, encoded, authenticated, sent, read. */
export const call = <Name extends OperationName, E>(
  name: Name,
  input: Input<Name>,
  route: Route,
  authenticate: Authenticate<E>
): Effect.Effect<{ readonly value: Success<Name>; readonly answer: Answer }, CallError | E> =>
  Effect.gen(function* () {
    const encoded = yield* Effect.fromResult(encodeRequest(name, input))
    const request = yield* authenticate(finalRequest(name, encoded, route))
    const answer = yield* send(route.dispatcher, request).pipe(
      Effect.timeoutOrElse({
        duration: route.deadline,
        orElse: () => Effect.fail(tooLate(request, route.deadline))
      })
    )
    const value = yield* Effect.fromResult(read(name, answer))
    return { value, answer }
  })
