import { subjectTokenHeader } from "@codearts/api"
import { largestBody } from "@codearts/signing"
import { Effect, Layer, Result, type Scope } from "effect"
import {
  Headers,
  HttpClient,
  HttpClientError,
  type HttpClientRequest,
  HttpClientResponse,
  UrlParams
} from "effect/http"
import { authenticator } from "./authenticate.ts"
import { type Options, readRoute } from "./Client.ts"
import type { InvalidConnection } from "./connection.ts"
import { readEndpoint } from "./endpoint.ts"
import type { InvalidEndpoint } from "./errors.ts"
import { machineClock } from "./serverClock.ts"
import { type Answer, type FinalRequest, send } from "./transport.ts"
import { within } from "./within.ts"

/**
 * How an `HttpClient` is set up: as a client, but for what only its operations need. An `endpoint` is
 * where a password is exchanged for a token; a request names its own server.
 */
export type HttpClientOptions = Omit<Options, "correctClock" | "metrics" | "pathPrefix">

type Request = HttpClientRequest.HttpClientRequest

const failed = (reason: HttpClientError.HttpClientErrorReason) =>
  new HttpClientError.HttpClientError({ reason })

const noTransport = (request: Request) => (cause: Error) =>
  failed(new HttpClientError.TransportError({ request, cause, description: cause.message }))

const invalidUrl = (request: Request) => (cause: InvalidEndpoint) =>
  failed(new HttpClientError.InvalidUrlError({ request, cause, description: cause.rule }))

const unsignable = (request: Request, description: string) =>
  Result.fail(failed(new HttpClientError.EncodeError({ request, description })))

/** The bytes of a request, which must be known before it is signed. */
const bytesOf = (
  request: Request
): Result.Result<Uint8Array | undefined, HttpClientError.HttpClientError> => {
  const { body } = request
  if (body._tag === "Empty") return Result.succeed(undefined)
  if (body._tag !== "Uint8Array")
    return unsignable(request, `a body must be text or bytes to be signed, not ${body._tag}`)
  return body.body.length <= largestBody
    ? Result.succeed(body.body)
    : unsignable(request, `a body may have ${largestBody.toLocaleString("en")} bytes at most`)
}

// Written by what sends a request, or by what authenticates it.
const ownHeaders: ReadonlySet<string> = new Set([
  "authorization",
  "content-length",
  "host",
  "x-auth-token",
  "x-sdk-date",
  "x-security-token"
])

/** The URL of the server alone, with a user name if one was given, which is refused. */
const serverOf = (url: URL): string => {
  const server = new URL(url)
  server.pathname = "/"
  server.search = ""
  server.hash = ""
  return server.href
}

const readRequest = Effect.fnUntraced(function* (
  request: Request,
  url: URL,
  plainHttp: Options["plainHttp"]
) {
  const origin = yield* Effect.fromResult(readEndpoint(serverOf(url), plainHttp)).pipe(
    Effect.mapError(invalidUrl(request))
  )
  const body = yield* Effect.fromResult(bytesOf(request))
  const final: FinalRequest = {
    method: request.method,
    origin,
    target: `${url.pathname}${url.search}`,
    headers: Object.entries(request.headers).filter(([name]) => !ownHeaders.has(name)),
    ...(body !== undefined && { body })
  }
  return final
})

const hasNoBody: ReadonlySet<number> = new Set([204, 205, 304])

const responseTo = (request: Request, { body, headers, status }: Answer) =>
  HttpClientResponse.fromWeb(
    request,
    new Response(hasNoBody.has(status) ? null : new Uint8Array(body), {
      status,
      headers: Object.entries(headers).flatMap(([name, value = []]) =>
        [value].flat().map((each): [string, string] => [name, each])
      )
    })
  )

const redactedHeaders = [
  ...Headers.CurrentRedactedNames.defaultValue(),
  "x-auth-token",
  "x-security-token",
  subjectTokenHeader
]

const redactedParameters = [
  ...UrlParams.CurrentRedactedNames.defaultValue(),
  "x-auth-token",
  "x-security-token"
]

/**
 * An `HttpClient` of Effect that authenticates each request, for what the client has no operation
 * for. Nothing is repeated and no redirect followed; spans show no token. A form or a stream fails with an
 * `EncodeError`, since its bytes are not known when it is signed. Whoever the URL names is sent the
 * credentials' token, where they have one.
 */
export const httpClient = Effect.fnUntraced(function* (
  options: HttpClientOptions
): Effect.fn.Return<HttpClient.HttpClient, InvalidConnection | InvalidEndpoint, Scope.Scope> {
  const route = yield* readRoute(options)
  const { authenticate } = yield* authenticator(options.credentials, route, machineClock)
  const client = HttpClient.make((request, url) => {
    const unrepeated = (final: FinalRequest) =>
      route.unrepeated(
        final.method,
        Effect.suspend(() => authenticate(final))
      )
    const answered = readRequest(request, url, options.plainHttp).pipe(
      Effect.flatMap((final) => Effect.mapError(unrepeated(final), noTransport(request))),
      Effect.flatMap((proven) =>
        send(route.dispatcher, proven, { sent: false }, route.maxAnswerSize).pipe(
          Effect.mapError(noTransport(request))
        )
      ),
      Effect.map((answer) => responseTo(request, answer))
    )
    const tooLate = new Error(`no answer within ${route.deadline} ms`)
    return within(answered, route.deadline, () => Effect.fail(noTransport(request)(tooLate)))
  })
  return HttpClient.transformResponse(client, (response) =>
    response.pipe(
      Effect.provideService(Headers.CurrentRedactedNames, redactedHeaders),
      Effect.provideService(UrlParams.CurrentRedactedNames, redactedParameters)
    )
  )
})

/** The same as a service; whatever prints headers or a query under this layer hides tokens, too. */
export const layer = (
  options: HttpClientOptions
): Layer.Layer<HttpClient.HttpClient, InvalidConnection | InvalidEndpoint> =>
  Layer.mergeAll(
    Layer.effect(HttpClient.HttpClient, httpClient(options)),
    Layer.succeed(Headers.CurrentRedactedNames, redactedHeaders),
    Layer.succeed(UrlParams.CurrentRedactedNames, redactedParameters)
  )
