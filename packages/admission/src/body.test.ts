import { Option, Result } from "effect"
import { expect, it } from "vitest"
import { received } from "../test/received.ts"
import { readBody } from "./body.ts"

const read = (request: Parameters<typeof received>[0]) =>
  readBody(received({ method: "DELETE", ...request }))

const verdict = (request: Parameters<typeof received>[0]) =>
  Result.getFailure(read(request)).pipe(
    Option.map(({ error_code, status }) => `${status} ${error_code}`),
    Option.getOrThrow
  )

const types = [
  "application/json",
  "Application/JSON",
  "application/json;",
  "application/json; charset=utf-8",
  'application/json ;charset="UTF-8"',
  "application/json;charset=utf8"
]

for (const type of types) {
  it(`takes a body of the type ${type}`, () => {
    expect(read({ headers: [["content-type", type]], body: '{"a":1}' })).toEqual(
      Result.succeed({ a: 1 })
    )
  })
}

const otherTypes = [
  "text/json",
  "application/json-patch+json",
  "application/json; charset=latin1",
  "application/json; charset=utf-8; charset=utf-8",
  "application/json, text/plain"
]

for (const type of otherTypes) {
  it(`refuses the type ${type} with 415`, () => {
    expect(verdict({ headers: [["content-type", type]], body: "{}" })).toBe("415 UC.00011001")
  })
}

it("refuses a body without a type, and one that is encoded, with 415", () => {
  expect(verdict({ body: "{}" })).toBe("415 UC.00011001")
  const headers = [
    ["Content-Type", "application/json"],
    ["Content-Encoding", "gzip"]
  ] as const
  expect(verdict({ headers, body: "{}" })).toBe("415 UC.00011001")
})

it("looks at the type before it looks at the JSON", () => {
  expect(verdict({ headers: [["content-type", "text/plain"]], body: "{" })).toBe("415 UC.00011001")
})

for (const body of [
  "{",
  "[1,]",
  '{"a":1,"a":2}',
  "NaN",
  Buffer.from([0x22, 0xff, 0x22]),
  "[".repeat(33)
]) {
  it(`refuses ${JSON.stringify(String(body))}, which is not one JSON value, with 400`, () => {
    expect(verdict({ headers: [["content-type", "application/json"]], body })).toBe(
      "400 UC.00011001"
    )
  })
}

it("needs no type where there is no body, and for what a GET carries", () => {
  expect(read({})).toEqual(Result.succeed(undefined))
  expect(read({ method: "GET", body: "{}" })).toEqual(Result.succeed({}))
})
