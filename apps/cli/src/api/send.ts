import { NoAnswer } from "@codearts/client"
import { httpClient } from "@codearts/client/http"
import { Effect, Predicate } from "effect"
import { HttpBody, type HttpClientError, HttpClientRequest, type HttpMethod } from "effect/http"
import type { Failure } from "../failure.ts"
import { present } from "../present.ts"
import { type Connection, credentials } from "../settings.ts"
import type { Request } from "../sign/request.ts"
import { Transport } from "../Transport.ts"

/** An answer as it was received. */
export interface Answered {
  readonly status: number
  readonly request_id: string | undefined
  readonly body: Buffer
}

const isFailure = (cause: unknown): cause is Failure =>
  Predicate.isObject(cause) && "_tag" in cause && "message" in cause

/** Why there is no answer, as every other command tells it. */
const failureOf = (
  { message, reason }: HttpClientError.HttpClientError,
  { method, url }: Request
) => {
  const cause = "cause" in reason ? reason.cause : undefined
  return isFailure(cause)
    ? cause
    : new NoAnswer({ request: `${method} ${url.split("?", 1)[0]}`, reason: message, sent: true })
}

const clientRequest = ({ body, headers, method, url }: Request) => {
  const request = HttpClientRequest.make(method as HttpMethod.HttpMethod)(url, {
    // any token is one
    headers: Object.fromEntries(headers)
  })
  if (body === undefined) return request
  const bytes = typeof body === "string" ? Buffer.from(body) : body
  const type = headers.find(([name]) => name.toLowerCase() === "content-type")?.[1]
  return HttpClientRequest.setBody(request, HttpBody.uint8Array(bytes, type))
}

/** Sends a request once, authenticated by whoever calls, and gives the answer whatever it is. */
export const send = Effect.fnUntraced(function* (
  request: Request,
  { endpoint, region }: Connection
) {
  const dispatcher = yield* Transport
  const client = yield* httpClient({
    credentials: yield* credentials,
    region,
    ...present({ endpoint }),
    ...(dispatcher !== undefined && { dispatcher })
  })
  const answered = client.execute(clientRequest(request)).pipe(
    Effect.flatMap((response) =>
      Effect.map(response.arrayBuffer, (bytes): Answered => ({
        status: response.status,
        request_id: response.headers["x-request-id"],
        body: Buffer.from(bytes)
      }))
    )
  )
  return yield* Effect.mapError(answered, (error) => failureOf(error, request))
})
