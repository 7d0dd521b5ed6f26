import { Effect } from "effect"
import type { Dispatcher } from "undici"
import { NoAnswer } from "./errors.ts"

/** A request whose bytes are final. */
export interface FinalRequest {
  readonly method: string
  readonly url: URL
  readonly headers: ReadonlyArray<readonly [name: string, value: string]>
  readonly body?: string
}

/** An answer, whole. */
export interface Answer {
  readonly status: number
  readonly header: (name: string) => string | undefined
  readonly body: string
}

/** An answer over this is not read: 32 MiB, far over the largest page. */
const largestAnswer = 32 * 1_048_576

type Headers = Parameters<NonNullable<Dispatcher.DispatchHandler["onResponseStart"]>>[2]

const headerOf =
  (headers: Headers) =>
  (name: string): string | undefined => {
    const value = headers[name]
    return Array.isArray(value) ? value[0] : value
  }

const named = ({ method, url }: FinalRequest) => `${method} ${url.origin}${url.pathname}`

const reasonOf = (error: Error & { readonly code?: string }) =>
  error.message === "" ? (error.code ?? error.name) : error.message

interface Exchange {
  readonly onAnswer: (answer: Answer) => void
  readonly onNone: (failure: NoAnswer) => void
}

/** Collects one answer from undici's callbacks; `abort` ends the exchange wherever it stands. */
const collect = (request: FinalRequest, { onAnswer, onNone }: Exchange) => {
  let controller: Dispatcher.DispatchController | undefined
  let status = 0
  let header: Answer["header"] = () => undefined
  let size = 0
  const chunks: Array<Buffer> = []
  const handler: Dispatcher.DispatchHandler = {
    onRequestStart: (started) => {
      controller = started
    },
    onResponseStart: (_, code, headers) => {
      status = code
      header = headerOf(headers)
    },
    onResponseData: (_, chunk) => {
      size += chunk.length
      if (size > largestAnswer) controller?.abort(new Error("the answer is over 32 MiB"))
      else chunks.push(chunk)
    },
    onResponseEnd: () => onAnswer({ status, header, body: Buffer.concat(chunks).toString("utf8") }),
    onResponseError: (_, error) =>
      onNone(
        new NoAnswer({
          request: named(request),
          reason: reasonOf(error),
          sent: controller !== undefined
        })
      )
  }
  return { handler, abort: (reason: string) => controller?.abort(new Error(reason)) }
}

/** Sends a request once, as it is, and waits for the whole answer. Interruption aborts it. */
export const send = (
  dispatcher: Dispatcher,
  request: FinalRequest
): Effect.Effect<Answer, NoAnswer> =>
  Effect.callback<Answer, NoAnswer>((resume) => {
    const { abort, handler } = collect(request, {
      onAnswer: (answer) => resume(Effect.succeed(answer)),
      onNone: (failure) => resume(Effect.fail(failure))
    })
    dispatcher.dispatch(
      {
        origin: request.url.origin,
        path: `${request.url.pathname}${request.url.search}`,
        method: request.method,
        headers: request.headers.map(([name, value]): [string, string] => [name, value]),
        body: request.body ?? null
      },
      handler
    )
    return Effect.sync(() => abort("interrupted"))
  })
