import { answerTo, type Refusal, refuse, wrongMethod } from "@codearts/admission"
import type { Answer, Handler, ReceivedRequest } from "@codearts/ingress"
import { Effect } from "effect"
import type { Metrics } from "./metrics.ts"
import type { Readiness } from "./readiness.ts"

/** What is at a path of the admin listener; it is asked by GET. */
type AdminPage = (request: ReceivedRequest) => Effect.Effect<Answer, Refusal>

/** Pages by their path. */
export type AdminPages = Readonly<Record<string, AdminPage>>

const page = (status: number, type: string, body: string): Answer => ({
  status,
  headers: [
    ["Content-Type", type],
    ["Cache-Control", "no-store"]
  ],
  body
})

const json = (status: number, value: unknown) =>
  page(status, "application/json", JSON.stringify(value))

/** What a gateway tells those who run it. */
export interface AdminSources {
  readonly metrics: Metrics
  readonly readiness: Readiness
  /** The settings in force; without secrets. */
  readonly config: unknown
}

/** Live, ready, metrics and settings of a gateway. */
export const adminPages = ({ config, metrics, readiness }: AdminSources): AdminPages => ({
  "/livez": () => Effect.succeed(json(200, { status: "ok" })),
  "/readyz": () =>
    Effect.map(readiness.obstacles, (obstacles) =>
      obstacles.length === 0
        ? json(200, { status: "ready" })
        : json(503, { status: "not ready", obstacles })
    ),
  "/metrics": () =>
    Effect.succeed(page(200, "text/plain; version=0.0.4; charset=utf-8", metrics.text())),
  "/config": () => Effect.succeed(json(200, config))
})

/** Answers by pages; nothing else is there. */
export const adminHandler = (pages: AdminPages): Handler => {
  const table = new Map(Object.entries(pages))
  const answer = (request: ReceivedRequest): Effect.Effect<Answer, Refusal> => {
    const at = table.get(request.path)
    if (at === undefined) return Effect.fail(refuse("APIGW.0101", 404))
    return request.method === "GET" ? at(request) : wrongMethod(request.method, ["GET", "OPTIONS"])
  }
  return (request) =>
    answer(request).pipe(
      Effect.catchTag("Refusal", (refusal) => Effect.succeed(answerTo(refusal, request))),
      Effect.runPromise
    )
}
