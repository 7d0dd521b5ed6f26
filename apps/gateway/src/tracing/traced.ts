import type { Handler, Headers, ReceivedRequest, Sink } from "@codearts/ingress"
import { Context, Exit, type Tracer } from "effect"
import { kindOf } from "../admin/metrics.ts"
import { traceParent } from "./traceParent.ts"

const known: ReadonlySet<string> = new Set([
  "GET",
  "HEAD",
  "POST",
  "PUT",
  "PATCH",
  "DELETE",
  "OPTIONS"
])

const nanoseconds = () => BigInt(Date.now()) * 1_000_000n

/** A span with nothing in it that a caller chooses freely. */
const begin = (tracer: Tracer.Tracer, request: ReceivedRequest): Tracer.Span => {
  const operation = kindOf(request)
  const method = known.has(request.method) ? request.method : "_OTHER"
  const span = tracer.span({
    name: `${method} ${operation}`,
    parent: traceParent(request),
    annotations: Context.empty(),
    links: [],
    startTime: nanoseconds(),
    kind: "server",
    root: false,
    // Whatever a caller says of it: nobody hides from the traces.
    sampled: true
  })
  span.attribute("http.request.method", method)
  span.attribute("codearts.operation", operation)
  span.attribute("codearts.request_id", request.requestId)
  return span
}

const longestId = 128

const hear = (span: Tracer.Span, headers: Headers) => {
  const id = headers.find(([name]) => name === "x-request-id")?.[1]
  if (id !== undefined) span.attribute("codearts.upstream_request_id", id.slice(0, longestId))
}

/** The way back, on which a span hears how the upstream answered. */
const heard = (sink: Sink, span: Tracer.Span, answered: (status: number) => void): Sink => ({
  ...sink,
  start: (status, headers) => {
    answered(status)
    hear(span, headers)
    sink.start(status, headers)
  }
})

const end = (span: Tracer.Span, status: number) => {
  span.attribute("http.response.status_code", status)
  span.end(nanoseconds(), status === 0 || status >= 500 ? Exit.fail(`status ${status}`) : Exit.void)
}

/** The same handler, with a span for each request; 499 where its caller left, 0 where an answer was cut. */
export const traced =
  (tracer: Tracer.Tracer, handler: Handler): Handler =>
  async (request, sink) => {
    const span = begin(tracer, request)
    let status = 0
    try {
      const answer = await handler(
        request,
        heard(sink, span, (answered) => void (status = answered))
      )
      if (answer !== undefined) status = answer.status
      return answer
    } catch (defect) {
      status = request.signal.aborted ? 499 : 0
      throw defect
    } finally {
      end(span, status)
    }
  }
