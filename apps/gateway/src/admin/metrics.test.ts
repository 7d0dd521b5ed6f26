import type { ReceivedRequest } from "@codearts/ingress"
import { expect, it } from "vitest"
import { makeMetrics } from "./metrics.ts"

const requestTo = (path: string, region: string, signal = new AbortController().signal) =>
  ({
    method: "GET",
    target: path,
    path,
    query: "",
    headers: [
      ["region", region],
      ["authorization", `SDK-HMAC-SHA256 Access=${region}`]
    ],
    body: new Uint8Array(),
    requestId: "0",
    remoteAddress: "127.0.0.1",
    signal
  }) satisfies ReceivedRequest

const sink = { start: () => {}, write: () => true, onDrain: () => {} }

const seriesOf = (text: string) => text.split("\n").filter((line) => !line.startsWith("#")).length

it("has as many series after 10,000 paths, keys and regions as before", async () => {
  const { observed, text } = makeMetrics()
  const handler = observed(async () => ({ status: 404, headers: [], body: "" }))
  await handler(requestTo("/nowhere", "region"), sink)
  const before = seriesOf(text())
  for (let index = 0; index < 10_000; index += 1)
    await handler(requestTo(`/nowhere/${index}`, `region-${index}`), sink)
  expect(seriesOf(text())).toBe(before)
  expect(text()).toContain(`requests_total{operation="other",status="404"} 10001`)
})

it("counts a streamed answer by its status, a caller that left and an answer that was cut", async () => {
  const { observed, text } = makeMetrics()
  const list = "/v2/vpceps"
  const streamed = observed(async (_, way) => {
    way.start(200, [])
    return undefined
  })
  await streamed(requestTo(list, "r"), sink)
  const failing = observed(() => Promise.reject(new Error("cut")))
  await expect(failing(requestTo(list, "r"), sink)).rejects.toThrow("cut")
  const gone = AbortSignal.abort()
  await expect(failing(requestTo(list, "r", gone), sink)).rejects.toThrow("cut")
  const of = (status: number) =>
    `codearts_gateway_requests_total{operation="listVpcepAccessControlRecords",status="${status}"} 1`
  for (const status of [200, 499, 0]) expect(text()).toContain(of(status))
  expect(text()).toContain("codearts_gateway_requests_under_way 0")
  expect(text()).toMatch(/request_seconds_count\{operation="listVpcepAccessControlRecords"\} 3/u)
})
