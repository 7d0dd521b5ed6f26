import type { Handler } from "@codearts/ingress"
import { Config, Effect, Option } from "effect"
import { FetchHttpClient } from "effect/http"
import { OtlpExporter, OtlpSerialization, OtlpTracer } from "effect/observability"
import { check } from "../check.ts"
import { renamed } from "../InvalidSettings.ts"
import type { Settings } from "../settings.ts"
import { version } from "../version.ts"
import { traced } from "./traced.ts"
import { OtlpEndpoint } from "./tracingSettings.ts"

const variable = "OTEL_EXPORTER_OTLP_ENDPOINT"

const endpointOf = Effect.fnUntraced(function* ({ otel }: Settings) {
  if (otel !== undefined) return otel.endpoint
  const set = Option.getOrElse(
    yield* Effect.orDie(Config.option(Config.String(variable))),
    () => ""
  )
  if (set === "") return undefined
  return yield* Effect.mapError(check(OtlpEndpoint, set), (wrong) => renamed(wrong, () => variable))
})

/** What makes a span of each request, sent on before its scope closes; the handler itself where traces go nowhere. */
export const tracing = Effect.fnUntraced(function* (settings: Settings) {
  const endpoint = yield* endpointOf(settings)
  if (endpoint === undefined) return (handler: Handler) => handler
  const tracer = yield* OtlpTracer.make({
    url: `${endpoint.replace(/\/$/u, "")}/v1/traces`,
    resource: { serviceName: "codearts-gateway", serviceVersion: version() }
  }).pipe(
    Effect.provide([OtlpExporter.layerFlusher, OtlpSerialization.layerJson, FetchHttpClient.layer])
  )
  return (handler: Handler) => traced(tracer, handler)
})
