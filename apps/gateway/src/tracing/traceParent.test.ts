import { Option } from "effect"
import { expect, it } from "vitest"
import type { ReceivedRequest } from "@codearts/ingress"
import { traceParent } from "./traceParent.ts"

const trace = "4bf92f3577b34da6a3ce929d0e0e4736"
const span = "00f067aa0ba902b7"

const parentOf = (...values: ReadonlyArray<string>) => {
  const request: ReceivedRequest = {
    method: "GET",
    target: "/",
    path: "/",
    query: "",
    headers: values.map((value) => ["Traceparent", value]),
    body: new Uint8Array(),
    requestId: "r",
    remoteAddress: "127.0.0.1",
    signal: new AbortController().signal
  }
  return Option.getOrUndefined(traceParent(request))
}

it("is the span that a caller names", () => {
  for (const flags of ["00", "01"])
    expect(parentOf(`00-${trace}-${span}-${flags}`)).toMatchObject({ traceId: trace, spanId: span })
})

const wrong: ReadonlyArray<ReadonlyArray<string>> = [
  [],
  [""],
  [`00-${trace}-${span}`],
  [`00-${trace}-${span}-01-more`],
  [`01-${trace}-${span}-01`],
  [`ff-${trace}-${span}-01`],
  [`00-${trace.toUpperCase()}-${span}-01`],
  [`00-${"0".repeat(32)}-${span}-01`],
  [`00-${trace}-${"0".repeat(16)}-01`],
  [`00-${trace}0-${span}-01`],
  [`00-${trace}-${span.slice(1)}-01`],
  [` 00-${trace}-${span}-01\n`],
  [`00-${trace}-${span}-01`, `00-${trace}-${span}-01`]
]
it.each(wrong.map((values) => [values]))("is none where a caller says %j", (values) => {
  expect(parentOf(...values)).toBeUndefined()
})
