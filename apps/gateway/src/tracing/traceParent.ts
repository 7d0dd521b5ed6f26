import type { ReceivedRequest } from "@codearts/ingress"
import { Option, Tracer } from "effect"

const wellFormed = /^00-(?!0{32})([\da-f]{32})-(?!0{16})([\da-f]{16})-[\da-f]{2}$/u

/** The span that a caller says a request belongs to, where it says so once and as W3C Trace Context has it. */
export const traceParent = ({ headers }: ReceivedRequest): Option.Option<Tracer.ExternalSpan> => {
  const [said, another] = headers.filter(([name]) => name.toLowerCase() === "traceparent")
  const [, traceId, spanId] = wellFormed.exec(another === undefined ? (said?.[1] ?? "") : "") ?? []
  return traceId === undefined || spanId === undefined
    ? Option.none()
    : Option.some(Tracer.externalSpan({ traceId, spanId }))
}
