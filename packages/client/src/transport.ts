import { Effect } from "effect"
import type { Dispatcher } from "undici"
import { NoAnswer } from "./errors.ts"

/** A request whose bytes are final. */
export interface FinalRequest {
  readonly method: string
  /** Scheme, host and port. */
  readonly origin: string
  /** Path and query. */
  readonly target: string
  readonly headers: ReadonlyArray<readonly [name: string, value: string]>
  readonly body?: string | Uint8Array
}

/** An answer, whole. */
export interface Answer {
  readonly status: number
  /** By lower-case name; a list where one came several times. */
  readonly headers: Readonly<Record<string, string | ReadonlyArray<string> | undefined>>
  /** The value of a header, of the first one where there are several. */
  readonly header: (name: string) => string | undefined
  readonly body: Buffer
}

/** How far a request came, told while it is under way. */
export interface Progress {
  /** Whether its first byte may have left. */
  sent: boolean
}

/** An answer over this many bytes is not read where nothing else is said: 32 MiB, far over the largest page. */
export const largestAnswer = 32 * 1_048_576

/** A server that goes on announcing an answer has none. */
const mostInterim = 10

const headerOf =
  (headers: Answer["headers"]) =>
  (name: string): string | undefined => {
    const value = headers[name]
    return typeof value === "object" ? value[0] : value
  }

/** Why there is no answer: an error of the network, or of our own making. */
interface Reason {
  readonly message: string
  readonly code?: string
}

/** The failure of a request that got no answer; its query is not told. */
export const noAnswer = (
  { method, origin, target }: FinalRequest,
  { code, message }: Reason,
  { sent }: Progress
): NoAnswer =>
  new NoAnswer({
    request: `${method} ${origin}${target.split("?", 1)[0]}`,
    reason: message === "" ? (code ?? "unknown") : message,
    sent,
    ...(code !== undefined && { code })
  })

interface Listener {
  readonly onAnswer: (answer: Answer) => void
  readonly onNone: (reason: Reason) => void
}

const tooLarge = (limit: number) =>
  `the answer is over ${limit % 1_048_576 === 0 ? `${limit / 1_048_576} MiB` : `${limit} bytes`}`

const joined = (chunks: ReadonlyArray<Buffer>): Buffer => {
  const [only, another] = chunks
  return only !== undefined && another === undefined ? only : Buffer.concat(chunks)
}

/** Collects one answer from undici's callbacks; `abort` ends the exchange wherever it stands. */
const collect = (progress: Progress, limit: number, { onAnswer, onNone }: Listener) => {
  let controller: Dispatcher.DispatchController | undefined
  let aborted: Error | undefined
  let status = 0
  let headers: Answer["headers"] = {}
  let size = 0
  let interim = 0
  const chunks: Array<Buffer> = []
  const abort = (reason: string) => {
    aborted = new Error(reason)
    controller?.abort(aborted)
  }
  const handler: Dispatcher.DispatchHandler = {
    onRequestStart: (started) => {
      controller = started
      // It may have been given up while it waited for a connection; then it must not leave.
      if (aborted === undefined) progress.sent = true
      else started.abort(aborted)
    },
    onResponseStart: (_, code, received) => {
      if (code < 200 && (interim += 1) > mostInterim) abort("more than 10 interim answers")
      status = code
      headers = received
    },
    onResponseData: (_, chunk) => {
      size += chunk.length
      if (size <= limit) chunks.push(chunk)
      else abort(tooLarge(limit))
    },
    onResponseEnd: () =>
      onAnswer({ status, headers, header: headerOf(headers), body: joined(chunks) }),
    onResponseError: (_, error) => onNone(error)
  }
  return { handler, abort }
}

/** Sends a request once, as it is, and waits for the whole answer. Interruption aborts it. */
export const send = (
  dispatcher: Dispatcher,
  request: FinalRequest,
  progress: Progress,
  limit: number = largestAnswer
): Effect.Effect<Answer, NoAnswer> =>
  Effect.callback<Answer, NoAnswer>((resume) => {
    const { abort, handler } = collect(progress, limit, {
      onAnswer: (answer) => resume(Effect.succeed(answer)),
      onNone: (reason) => resume(Effect.fail(noAnswer(request, reason, progress)))
    })
    dispatcher.dispatch(
      {
        origin: request.origin,
        path: request.target,
        method: request.method,
        headers: request.headers.flat(),
        body: request.body ?? null
      },
      handler
    )
    return Effect.sync(() => abort("interrupted"))
  })
