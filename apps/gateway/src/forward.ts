import { refuse, type Refusal } from "@codearts/admission"
import type { Headers, Sink } from "@codearts/ingress"
import { Effect } from "effect"
import type { Dispatcher } from "undici"
import type { OutgoingRequest } from "./Upstream.ts"

// Of one connection (RFC 9110, 7.6.1), or no business of the caller's.
const notPassedBack: ReadonlySet<string> = new Set([
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-connection",
  "set-cookie",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade"
])

type AnswerHeaders = Parameters<NonNullable<Dispatcher.DispatchHandler["onResponseStart"]>>[2]

const passedBack = (headers: AnswerHeaders): Headers =>
  Object.entries(headers)
    .filter(([name]) => !notPassedBack.has(name))
    .flatMap(([name, value]) =>
      [value ?? []].flat().map((each): readonly [string, string] => [name, each])
    )

const timeouts: ReadonlySet<string | undefined> = new Set([
  "UND_ERR_BODY_TIMEOUT",
  "UND_ERR_HEADERS_TIMEOUT"
])

/** An upstream that gave no answer, as the caller is told of it. */
const noAnswer = (sent: boolean, code: string | undefined): Refusal => {
  if (!sent) return refuse("APIGW.0610", 502, "The upstream cannot be reached; nothing was sent.")
  return timeouts.has(code)
    ? refuse(
        "APIGW.0201",
        504,
        "The request may have been carried out: read before sending it again."
      )
    : refuse(
        "APIGW.0201",
        502,
        "The request may have been carried out: read before sending it again."
      )
}

/** Where an answer goes back to. */
interface WayBack {
  readonly sink: Sink
  readonly signal: AbortSignal
  /** The headers of the answer as the caller gets them. */
  readonly headers: (answered: Headers) => Headers
}

const bytes = (body: Uint8Array) =>
  body.length === 0 ? null : Buffer.from(body.buffer, body.byteOffset, body.length)

/**
 * Passes a request on once and streams the answer back as it comes, no faster than the caller takes
 * it; the status it had. Refused while nothing was answered; an answer that has begun is cut instead.
 */
export const forward = (
  upstream: { readonly dispatcher: Dispatcher; readonly origin: string },
  request: OutgoingRequest,
  { headers, signal, sink }: WayBack
): Effect.Effect<{ readonly status: number }, Refusal> =>
  Effect.callback((resume) => {
    let controller: Dispatcher.DispatchController | undefined
    let status = 0
    const leave = () => controller?.abort(new Error("the caller went away"))
    const end = (outcome: Parameters<typeof resume>[0]) => {
      signal.removeEventListener("abort", leave)
      resume(outcome)
    }
    signal.addEventListener("abort", leave, { once: true })
    upstream.dispatcher.dispatch(
      {
        origin: upstream.origin,
        path: request.target,
        method: request.method,
        headers: request.headers.flat(),
        body: bytes(request.body)
      },
      {
        onRequestStart: (started) => {
          controller = started
          if (signal.aborted) leave() // it may have waited in the pool's queue
        },
        onResponseStart: (_, code, answered) => {
          status = code
          sink.start(status, headers(passedBack(answered)))
        },
        onResponseData: (under, chunk) => {
          if (sink.write(chunk)) return
          under.pause()
          sink.onDrain(() => under.resume())
        },
        onResponseEnd: () => end(Effect.succeed({ status })),
        onResponseError: (_, error: Error & { readonly code?: string }) =>
          end(
            status === 0
              ? Effect.fail(noAnswer(controller !== undefined, error.code))
              : Effect.die(error)
          )
      }
    )
    return Effect.sync(leave)
  })
