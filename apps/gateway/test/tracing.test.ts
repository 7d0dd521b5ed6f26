import { Effect, Exit, Redacted, Scope } from "effect"
import { expect, it } from "vitest"
import { serve, type Settings } from "../src/index.ts"
import { call } from "./caller.ts"
import { keys, region } from "./gate.ts"
import { openUpstream } from "./upstream.ts"

interface Span {
  readonly name: string
  readonly traceId: string
  readonly parentSpanId?: string
  readonly kind: number
  readonly attributes: ReadonlyArray<{
    readonly key: string
    readonly value: { readonly stringValue?: string; readonly intValue?: number }
  }>
}

const spansIn = (text: string): ReadonlyArray<Span> => {
  // What a collector of OTLP is sent.
  const { resourceSpans } = JSON.parse(text) as {
    readonly resourceSpans: ReadonlyArray<{
      readonly scopeSpans: ReadonlyArray<{ readonly spans: ReadonlyArray<Span> }>
    }>
  }
  return resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans))
}

const attributesOf = ({ attributes }: Span) =>
  Object.fromEntries(
    attributes.map(({ key, value }) => [key, value.stringValue ?? Number(value.intValue)])
  )

const secret = "secret-of-the-caller"
const caller = { accessKey: "CALLER", secretKey: secret }
const traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"

/** Serves so long as the requests take; what a collector got of them. */
const spansOf = async (
  requests: (port: number) => Promise<void>,
  settings: (collector: string) => Settings
) => {
  const collector = await openUpstream()
  const upstream = await openUpstream((response) => {
    response.setHeader("X-Request-Id", "id-of-the-upstream")
    response.end("{}")
  })
  const scope = Scope.makeUnsafe()
  const { port } = await Effect.runPromise(
    serve({
      port: 0,
      admin: "off",
      guards: "off",
      upstream: upstream.origin,
      callers: [{ access_key: "CALLER", secret_keys: [Redacted.make(secret)] }],
      upstream_keys: [
        { access_key: keys.upstream.accessKey, secret_key: Redacted.make("secret-of-the-upstream") }
      ],
      ...settings(collector.origin)
    }).pipe(Effect.provideService(Scope.Scope, scope))
  )
  await requests(port)
  await Effect.runPromise(Scope.close(scope, Exit.void))
  const texts = collector.arrived.map(({ body }) => body.toString())
  return {
    targets: collector.arrived.map(({ target }) => target),
    texts,
    spans: texts.flatMap(spansIn)
  }
}

const threeRequests = async (port: number) => {
  const target = "/v2/vpceps?enterprise_id=tenant-canary"
  await call(port, { target, headers: { region }, by: keys.guest })
  await call(port, {
    target,
    headers: { region },
    by: caller,
    unsigned: { Traceparent: traceparent }
  })
  await call(port, { target: "/canary", headers: { region } })
}

it("sends a span of each request to the collector, and nothing that a caller said", async () => {
  const { spans, targets, texts } = await spansOf(threeRequests, (endpoint) => ({
    otel: { endpoint }
  }))
  expect(new Set(targets)).toEqual(new Set(["/v1/traces"]))
  expect(spans.map(({ name }) => name)).toEqual([
    "GET listVpcepAccessControlRecords",
    "GET listVpcepAccessControlRecords",
    "GET other"
  ])
  const [refused, passed, other] = spans.map(attributesOf)
  expect(refused).toMatchObject({ "http.response.status_code": 401 })
  expect(passed).toEqual({
    "http.request.method": "GET",
    "codearts.operation": "listVpcepAccessControlRecords",
    "codearts.request_id": expect.stringMatching(/^[\da-f]{32}$/u),
    "codearts.upstream_request_id": "id-of-the-upstream",
    "http.response.status_code": 200
  })
  expect(other).toMatchObject({ "http.response.status_code": 404 })
  expect(spans[1]).toMatchObject({
    traceId: traceparent.slice(3, 35),
    parentSpanId: traceparent.slice(36, 52)
  })
  for (const hidden of ["canary", "secret", "CALLER", "GUEST", "UPSTREAM", "SDK-HMAC"])
    expect(texts.join("\n")).not.toContain(hidden)
})

it("sends nothing where no endpoint is set", async () => {
  expect((await spansOf(threeRequests, () => ({}))).targets).toEqual([])
})
