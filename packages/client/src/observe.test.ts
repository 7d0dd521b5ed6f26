import { Effect, Logger, Metric, References, Tracer } from "effect"
import { describe, expect, it } from "vitest"
import { region, secrets } from "../test/callers.ts"
import { answerAsDocumented, clientOf, list } from "../test/client.ts"
import { hurried } from "../test/run.ts"
import { httpServer, json } from "../test/server.ts"

/** A server that is busy once. */
const busyOnce = httpServer((response, request, count) =>
  count === 1
    ? json(response, { error_code: "APIGW.0308", error_msg: "Later." }, 429)
    : json(response.setHeader("X-Request-Id", "id-2"), { data: { vpceps: [] }, total: 0 })
)

const recording = (spans: Array<Tracer.Span>) =>
  Tracer.make({
    span: (options) => {
      const span = Tracer.nativeTracer.span(options)
      spans.push(span)
      return span
    }
  })

describe("a call", () => {
  it(
    "is a span of its operation's name, with its region, its attempts and the request id",
    hurried(function* () {
      const spans: Array<Tracer.Span> = []
      const { url } = yield* busyOnce
      yield* Effect.provideService(list(yield* clientOf(url)), Tracer.Tracer, recording(spans))
      expect(spans.map(({ kind, name }) => [name, kind])).toEqual([
        ["listVpcepAccessControlRecords", "client"]
      ])
      expect(Object.fromEntries(spans[0]?.attributes ?? [])).toEqual({
        region,
        attempts: 2,
        request_id: "id-2"
      })
    })
  )

  it(
    "is counted and timed where that is wanted, and else is not",
    hurried(function* () {
      const { url } = yield* httpServer(answerAsDocumented)
      const counted = Effect.fnUntraced(function* (metrics: boolean) {
        yield* list(yield* clientOf(url, { metrics }))
        const found = yield* Metric.snapshot
        return found.map(({ attributes, id }) => [id, attributes] as const)
      })
      const registry = new Map()
      const isolated = (metrics: boolean) =>
        Effect.provideService(counted(metrics), Metric.MetricRegistry, registry)
      expect(yield* isolated(false)).toEqual([])
      const operation = "listVpcepAccessControlRecords"
      expect(yield* isolated(true)).toMatchObject([
        ["codearts_client_calls", { operation, region, outcome: "success" }],
        ["codearts_client_attempts", { operation, region }],
        ["codearts_client_call_duration", { operation, region }]
      ])
    })
  )

  it(
    "tells the log for debugging of a retry, and no secret",
    hurried(function* () {
      const lines: Array<string> = []
      const logger = Logger.make(({ message }) => void lines.push(String(message)))
      const { url } = yield* busyOnce
      yield* list(yield* clientOf(url)).pipe(
        Effect.provideService(References.MinimumLogLevel, "Debug"),
        Effect.provide(Logger.layer([logger]))
      )
      expect(lines).toHaveLength(1)
      expect(lines[0]).toMatch(
        /^listVpcepAccessControlRecords: attempt 1 failed, again in \d+ ms: APIGW\.0308: Later\.$/u
      )
      expect(lines.join("")).not.toContain(secrets.secretKey)
    })
  )
})
