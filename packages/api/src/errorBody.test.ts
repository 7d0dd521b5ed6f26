import { Arbitrary, Effect, Result, Schema } from "effect"
import { randomUUID } from "node:crypto"
import { describe, expect, it } from "vitest"
import { examples } from "./examples.ts"
import {
  ErrorBody,
  IamErrorBody,
  readErrorBody,
  writeErrorBody,
  writeIamErrorBody
} from "./errorBody.ts"
import { apiError } from "./errors.ts"

const said = (error_code: string, error_msg: string, request_id?: string) => ({
  error_code,
  error_msg,
  ...(request_id !== undefined && { request_id })
})

interface Shape {
  readonly what: string
  readonly status?: number
  readonly body: string
  readonly expected: ReturnType<typeof said>
}

const json = (what: string, body: unknown, expected: Shape["expected"]): Shape => ({
  what,
  body: JSON.stringify(body),
  expected
})

const coded: ReadonlyArray<Shape> = [
  json(
    "this API's error_code and error_msg",
    { error_code: "UC.00011005", error_msg: "Not found." },
    said("UC.00011005", "Not found.")
  ),
  json(
    "the document's own example",
    examples.errorAnswer,
    said("IAM.0011", "Request body is invalid.")
  ),
  json(
    "API Gateway's, with its request id",
    { error_msg: "Incorrect", error_code: "APIGW.0301", request_id: "r1" },
    said("APIGW.0301", "Incorrect", "r1")
  ),
  json("errorCode and errorMsg", { errorCode: "DEV.1", errorMsg: "No." }, said("DEV.1", "No.")),
  json("code and message", { code: "X.1", message: "No." }, said("X.1", "No.")),
  json(
    "IAM's nested error with its number for a code",
    { error: { code: 401, message: "The username or password is wrong.", title: "Unauthorized" } },
    said("401", "The username or password is wrong.")
  ),
  json(
    "a nested error with a code in text",
    { error: { error_code: "A.1", error_msg: "No." } },
    said("A.1", "No.")
  ),
  json("a number for a code", { error_code: 1100, error_msg: "No." }, said("1100", "No.")),
  json("a number for a message", { error_code: "A.1", error_msg: 7 }, said("A.1", "7")),
  json("a code without a message", { error_code: "A.1" }, said("A.1", "")),
  json("an object for a message", { error_code: "A.1", error_msg: { a: 1 } }, said("A.1", "")),
  json(
    "the most specific of several spellings",
    { code: "C", message: "c", error_code: "A", error_msg: "a", errorCode: "B", errorMsg: "b" },
    said("A", "a")
  ),
  json(
    "the outer of two errors",
    { error_code: "A", error_msg: "a", error: { code: "B", message: "b" } },
    said("A", "a")
  ),
  json(
    "the inner error where the outer has no code",
    { error_code: null, error: { code: "B", message: "b" } },
    said("B", "b")
  ),
  json(
    "a number for a request id",
    { error_code: "A", error_msg: "a", request_id: 7 },
    said("A", "a", "7")
  ),
  json(
    "fields that nobody documented",
    { error_code: "A", error_msg: "a", encoded_authorization_message: "m", details: [] },
    said("A", "a")
  ),
  {
    what: "space around it",
    body: ' \n{"error_code":"A","error_msg":"a"}\n',
    expected: said("A", "a")
  },
  {
    what: "a field called __proto__, which has no power",
    body: '{"__proto__":{"error_code":"B"},"error_code":"A","error_msg":"a"}',
    expected: said("A", "a")
  }
]

const codeless = [
  '{"error_code":"A","error_m',
  '{"error_code":null,"error_msg":null}',
  '{"error_code":true,"error_msg":"a"}',
  '{"error_code":["A"],"error_msg":"a"}',
  '{"error_code":{"a":1},"error_msg":"a"}',
  '{"error_code":"","error_msg":"a"}',
  '{"__proto__":{"error_code":"B","error_msg":"b"}}',
  '{"error":null}',
  '{"error":"not_found"}',
  '{"error":[]}',
  '{"error":{}}',
  '[{"error_code":"A","error_msg":"a"}]',
  "{}",
  "[]",
  "null",
  "true",
  "404",
  '"text"',
  "<html><body>502 Bad Gateway</body></html>",
  "upstream connect error",
  "\0\uFFFD"
]

describe("readErrorBody", () => {
  for (const { body, expected, what } of coded) {
    it(`reads ${what}`, () => {
      expect(readErrorBody(400, body)).toEqual(expected)
    })
  }
})

describe("a body without a code", () => {
  for (const body of codeless) {
    it(`is the message, and the status the code: ${JSON.stringify(body)}`, () => {
      expect(readErrorBody(502, body)).toEqual(said("HTTP.502", body))
    })
  }

  it("may be empty, which leaves no message", () => {
    expect(readErrorBody(504, "")).toEqual(said("HTTP.504", ""))
    expect(readErrorBody(504, " \r\n ")).toEqual(said("HTTP.504", ""))
  })

  it("is kept up to 1,000 characters, the space around it dropped", () => {
    expect(readErrorBody(500, ` ${"a".repeat(1_000_000)}`)).toEqual(
      said("HTTP.500", "a".repeat(1000))
    )
  })

  it("may hold errors in errors, however deep", () => {
    const deep = `${'{"error":'.repeat(100_000)}1${"}".repeat(100_000)}`
    expect(readErrorBody(500, deep).error_code).toBe("HTTP.500")
  })
})

describe("the request id", () => {
  const body = (request_id?: unknown) =>
    JSON.stringify({ error_code: "A", error_msg: "a", request_id })

  it("is the body's, where it has one", () => {
    expect(readErrorBody(400, body("of the body"), "of the header").request_id).toBe("of the body")
  })

  it("is the header's, where the body has none that is text", () => {
    for (const none of [undefined, null, "", {}]) {
      expect(readErrorBody(400, body(none), "of the header").request_id).toBe("of the header")
    }
    expect(readErrorBody(502, "<html>", "of the header").request_id).toBe("of the header")
  })

  it("is absent where neither has one", () => {
    expect(readErrorBody(400, body())).not.toHaveProperty("request_id")
  })
})

describe("a damaged body", () => {
  const whole = [...coded.map(({ body }) => body), ...codeless, JSON.stringify(examples.listAnswer)]
  const damages = {
    cut: (text: string, at: number) => text.slice(0, at),
    drop: (text: string, at: number) => text.slice(0, at) + text.slice(at + 1),
    insert: (text: string, at: number, letter: string) =>
      text.slice(0, at) + letter + text.slice(at),
    replace: (text: string, at: number, letter: string) =>
      text.slice(0, at) + letter + text.slice(at + 1),
    double: (text: string, at: number) => text.slice(0, at) + text.slice(Math.floor(at / 2))
  }
  const kinds = ["cut", "drop", "insert", "replace", "double"] as const
  const letters = [
    ...Array.from(`{}[]":,\\/0-.eE+ntf_ \t\n\0<é\u2028`),
    "\uD800",
    "🔒",
    "__proto__",
    "error_code"
  ]
  const damage = Arbitrary.schema(
    Schema.Struct({
      status: Schema.Int.check(Schema.isBetween({ minimum: 300, maximum: 599 })),
      body: Schema.Literals(whole),
      damages: Schema.Array(
        Schema.Struct({
          kind: Schema.Literals(kinds),
          place: Schema.Finite.check(Schema.isBetween({ minimum: 0, maximum: 1 })),
          letter: Schema.Literals(letters)
        })
      ).check(Schema.isBetweenLength(1, 6))
    })
  )

  // CODEARTS_LONG=1 is the long profile; a seed that was printed makes its bodies again.
  const runs = process.env["CODEARTS_LONG"] === undefined ? 20_000 : 1_000_000
  const seed = process.env["CODEARTS_PROPERTY_SEED"] ?? randomUUID()

  it("gives a typed error and never a throw, 20,000 times", { timeout: runs }, () => {
    process.stdout.write(`damaged error bodies: ${runs} runs, seed ${seed}\n`)
    const result = Effect.runSync(
      Arbitrary.checkEffect(
        damage,
        ({ body, damages: done, status }) => {
          const text = done.reduce(
            (text, { kind, letter, place }) =>
              damages[kind](text, Math.floor(place * text.length), letter),
            body
          )
          const error = apiError(status, readErrorBody(status, text, "r"))
          const { error_code, error_msg, request_id } = error
          return (
            error instanceof Error &&
            error.status === status &&
            /^[A-Z]\w+$/u.test(error._tag) &&
            error.message === `${error_code}: ${error_msg}` &&
            error_code !== "" &&
            typeof error_msg === "string" &&
            typeof request_id === "string"
          )
        },
        { runs, seed }
      )
    )
    expect(Arbitrary.formatCheckFailure(result)).toBeUndefined()
    expect(result).toMatchObject({ _tag: "Passed", runs })
    expect(Object.keys(Object.prototype)).toEqual([])
  })
})

describe("what is written", () => {
  it("is error_code, error_msg and request_id, in this order and nothing else", () => {
    const fields = { request_id: "r", extra: 1, error_msg: "m", error_code: "c" }
    expect(writeErrorBody(fields)).toBe('{"error_code":"c","error_msg":"m","request_id":"r"}')
  })

  it("leaves out a request id that there is not", () => {
    expect(writeErrorBody({ error_code: "c", error_msg: "m" })).toBe(
      '{"error_code":"c","error_msg":"m"}'
    )
  })

  it("is what the contract declares, and is read back as it was", () => {
    const fields = { error_code: "c", error_msg: '"\n<é🔒', request_id: "r" }
    const body: unknown = JSON.parse(writeErrorBody(fields))
    expect(Result.isSuccess(Schema.decodeUnknownResult(ErrorBody)(body))).toBe(true)
    expect(readErrorBody(400, writeErrorBody(fields))).toEqual(fields)
  })

  it("for the identity service, is its own shape", () => {
    const written = writeIamErrorBody(401, "Unauthorized", "The username or password is wrong.")
    expect(JSON.parse(written)).toEqual({
      error: { code: 401, message: "The username or password is wrong.", title: "Unauthorized" }
    })
    expect(Result.isSuccess(Schema.decodeUnknownResult(IamErrorBody)(JSON.parse(written)))).toBe(
      true
    )
  })
})
