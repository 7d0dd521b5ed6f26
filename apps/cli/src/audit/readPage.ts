import { apiError, readErrorBody } from "@codearts/api"
import { NoAnswer, UnreadableAnswer } from "@codearts/client"
import { Effect, type Option, Redacted } from "effect"
import { type Dispatcher, request } from "undici"

/** Where the admin listener of a gateway is, and what lets its caller in. */
export interface AdminListener {
  /** Scheme, host and port. */
  readonly origin: string
  readonly token: Option.Option<Redacted.Redacted>
  readonly dispatcher: Dispatcher | undefined
}

/** A page of an audit. */
interface AuditPage {
  /** Each with its line break. */
  readonly rows: ReadonlyArray<string>
  /** The last line: the sealed head of these rows. */
  readonly head: string
  /** How many rows there were in all. */
  readonly total: number
}

const path = "/audit"

const noAnswer = (origin: string) => (cause: unknown) =>
  new NoAnswer({
    request: `GET ${origin}${path}`,
    reason: cause instanceof Error ? cause.message : String(cause),
    sent: false
  })

const unreadable = (status: number) =>
  new UnreadableAnswer({ status, problems: [{ field: "", rule: "is no audit of a gateway" }] })

const ask = async (
  { dispatcher, origin, token }: AdminListener,
  after: number,
  signal: AbortSignal
) => {
  const { body, headers, statusCode } = await request(`${origin}${path}?after=${after}`, {
    signal,
    headers:
      token._tag === "Some" ? { authorization: `Bearer ${Redacted.value(token.value)}` } : {},
    ...(dispatcher !== undefined && { dispatcher })
  })
  return { status: statusCode, text: await body.text(), total: headers["x-codearts-audit-rows"] }
}

/** The rows after one, as many as the gateway tells at once. */
export const readPage = Effect.fnUntraced(function* (listener: AdminListener, after: number) {
  const { status, text, total } = yield* Effect.tryPromise({
    try: (signal) => ask(listener, after, signal),
    catch: noAnswer(listener.origin)
  })
  if (status !== 200) return yield* apiError(status, readErrorBody(status, text))
  if (typeof total !== "string" || !text.endsWith("\n")) return yield* unreadable(status)
  const lines = text.split(/(?<=\n)/u)
  const head = lines.pop() ?? ""
  return { rows: lines, head, total: Number(total) } satisfies AuditPage
})
