import type { OperationName } from "@codearts/api"
import { Effect, Exit, Metric, Tracer } from "effect"
import type { Setback } from "./retry.ts"

/** A call, as it may be observed. */
export interface Observed {
  readonly name: OperationName
  readonly region: string
  /** Requests sent so far. */
  attempts: number
  /** Of the last answer, if it had one. */
  request_id: string | undefined
}

const attributesOf = ({ attempts, region, request_id }: Observed) => ({
  region,
  attempts,
  ...(request_id !== undefined && { request_id })
})

const calls = Metric.counter("codearts_client_calls", {
  description: "Calls, by operation, region and outcome.",
  incremental: true
})

const attempts = Metric.counter("codearts_client_attempts", {
  description: "Requests sent, by operation and region.",
  incremental: true
})

const duration = Metric.timer("codearts_client_call_duration", {
  description: "Time of calls as a whole, by operation and region."
})

const counted = <A, E>(call: Observed, effect: Effect.Effect<A, E>) =>
  Effect.timed(Effect.exit(effect)).pipe(
    Effect.flatMap(([time, exit]) => {
      const { name: operation, region } = call
      const outcome = Exit.isSuccess(exit) ? "success" : "failure"
      const measured = Effect.all([
        Metric.update(Metric.withAttributes(calls, { operation, region, outcome }), 1),
        Metric.update(Metric.withAttributes(attempts, { operation, region }), call.attempts),
        Metric.update(Metric.withAttributes(duration, { operation, region }), time)
      ])
      return Effect.andThen(measured, exit)
    })
  )

const traced = <A, E>(call: Observed, effect: Effect.Effect<A, E>) =>
  effect.pipe(
    Effect.onExit(() => Effect.annotateCurrentSpan(attributesOf(call))),
    Effect.withSpan(call.name, { kind: "client" })
  )

/**
 * A call as a span of its operation's name where somebody traces, and in metrics where they are
 * wanted; else it is left as it is.
 */
export const observe = <A, E>(
  call: Observed,
  metrics: boolean,
  effect: Effect.Effect<A, E>
): Effect.Effect<A, E> =>
  Effect.withFiber((fiber) => {
    // Spans of the tracer that everybody has by default reach nobody.
    const isTraced = fiber.getRef(Tracer.Tracer) !== Tracer.nativeTracer
    const measured = metrics ? counted(call, effect) : effect
    return isTraced ? traced(call, measured) : measured
  })

/** Tells the log, at its level for debugging, of an attempt that is followed by another. */
export const tellRetry = (call: Observed, { failure }: Setback, pause: number) =>
  Effect.logDebug(
    `${call.name}: attempt ${call.attempts} failed, again in ${Math.round(pause)} ms: ${failure.message}`
  ).pipe(Effect.annotateLogs(attributesOf(call)))
