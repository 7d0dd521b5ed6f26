import {
  answerTo,
  authenticate,
  type Authenticated,
  lead,
  readInput,
  type Refusal,
  refuse,
  type Submission
} from "@codearts/admission"
import type { Operation } from "@codearts/api"
import type { Handler, ReceivedRequest, Sink } from "@codearts/ingress"
import { Effect } from "effect"
import { forward } from "./forward.ts"
import { ownPage } from "./pages.ts"
import { makeReplayMemory, type ReplayMemory } from "./replay.ts"
import type { OutgoingRequest, Upstream } from "./Upstream.ts"

// What goes on of a caller's headers; credentials and whatever else it sent end here.
const passedOn: ReadonlySet<string> = new Set([
  "accept",
  "content-type",
  "region",
  "x-domain-id",
  "x-project-id"
])

const outgoing = ({ body, headers, method, target }: ReceivedRequest): OutgoingRequest => ({
  method,
  target,
  headers: headers.filter(([name]) => passedOn.has(name.toLowerCase())),
  body
})

const passOn = <Caller>(
  upstream: Upstream<Caller>,
  request: OutgoingRequest,
  { requestId, signal }: ReceivedRequest,
  sink: Sink
) =>
  forward(upstream, request, {
    sink,
    signal,
    headers: (answered) => [...answered, ["X-Codearts-Request-Id", requestId]]
  })

const isRefused = ({ status }: { readonly status: number }) => status >= 400 && status < 500

const wasNeverSent = ({ error_code }: Refusal) => error_code === "APIGW.0610"

/** A deletion is passed on once a signature; one that came to nothing may be sent again. */
const once = Effect.fnUntraced(function* (
  memory: ReplayMemory,
  submission: Submission,
  pass: ReturnType<typeof forward>
) {
  yield* memory.reserve(submission)
  const release = memory.release(submission)
  return yield* pass.pipe(
    Effect.tap((answer) => (isRefused(answer) ? release : Effect.void)),
    Effect.tapError((refusal) => (wasNeverSent(refusal) ? release : Effect.void))
  )
})

const authenticated = Effect.fnUntraced(function* <Caller>(
  upstream: Upstream<Caller>,
  operation: Operation,
  request: ReceivedRequest
) {
  const sender: Authenticated<Caller> = yield* authenticate(request, upstream.callers)
  yield* readInput(operation.name, request, sender.query)
  return sender
})

const perform = <Caller>(
  upstream: Upstream<Caller>,
  memory: ReplayMemory,
  request: ReceivedRequest,
  sink: Sink
) =>
  Effect.fnUntraced(function* (operation: Operation) {
    if (!upstream.serves(operation)) return yield* refuse("APIGW.0101", 404)
    if (operation.name === "createToken") {
      yield* passOn(upstream, outgoing(request), request, sink)
      return undefined
    }
    const sender = yield* authenticated(upstream, operation, request)
    const signed = yield* upstream.authenticate(outgoing(request), sender, request)
    const pass = passOn(upstream, signed, request, sink)
    const { submission } = sender
    yield* operation.method === "DELETE" && submission !== undefined
      ? once(memory, submission, pass)
      : pass
    return undefined
  })

/** The walk of a request: who sends it, what it asks, and on under other credentials. */
export const gateway = <Caller>(upstream: Upstream<Caller>): Handler => {
  const memory = makeReplayMemory()
  return (request, sink) => {
    const page = ownPage(request, upstream.name)
    if (page !== undefined) return Promise.resolve(page)
    return lead(request, perform(upstream, memory, request, sink)).pipe(
      Effect.catchTag("Refusal", (refusal) => Effect.succeed(answerTo(refusal, request))),
      Effect.runPromise
    )
  }
}
