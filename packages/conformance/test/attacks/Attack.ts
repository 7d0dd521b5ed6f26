import { Schema } from "effect"
import { readFileSync } from "node:fs"

/** The families of cases. */
export const Area = Schema.Literals([
  "CTRL",
  "AH",
  "SH",
  "TS",
  "CP",
  "CQ",
  "CH",
  "BD",
  "TK",
  "AZ",
  "ME",
  "SM",
  "RL",
  "DS",
  "AD"
])

/** The family of a case. */
export type Area = typeof Area.Type

const oneOrMore = <S extends Schema.Constraint>(schema: S) =>
  Schema.Union([schema, Schema.Array(schema)])

const Text = Schema.optionalKey(Schema.String)
const Count = Schema.optionalKey(Schema.Int)
const Flag = Schema.optionalKey(Schema.Literal(true))
const Texts = Schema.optionalKey(Schema.Array(Schema.String))
const Patterns = Schema.optionalKey(Schema.Record(Schema.String, Schema.String))
const Headers = Schema.Array(Schema.Tuple([Schema.String, Schema.String]))

/** Headers in the order of the wire, one character a byte. */
export type Headers = typeof Headers.Type

const Signing = Schema.Struct({
  ak: Schema.optionalKey(Schema.Literals(["known", "unknown", "disabled", "other"])),
  /** `known` is the secret of the access key, whichever that is. */
  sk: Schema.optionalKey(Schema.Literals(["known", "wrong", "nulpad"])),
  dateOffsetSeconds: Count,
  signedHeaders: Texts,
  bodyHash: Text,
  /** What is signed, where that is not what is sent. */
  over: Schema.optionalKey(
    Schema.Struct({
      method: Text,
      target: Text,
      headers: Schema.optionalKey(Headers),
      body: Text
    })
  )
})

/** How a request is signed. */
export type Signing = typeof Signing.Type

const Request = Schema.Struct({
  method: Schema.String,
  target: Schema.String,
  headers: Headers,
  sign: Schema.optionalKey(Schema.Union([Schema.Boolean, Signing])),
  /** Template of the Authorization header. */
  auth: Text,
  headersBeforeAuth: Schema.optionalKey(Headers),
  headersAfterAuth: Schema.optionalKey(Headers),
  body: Text,
  bodyBase64: Text,
  bodyGenerate: Schema.optionalKey(
    Schema.Struct({ prefix: Schema.String, repeat: Schema.String, totalBytes: Schema.Int })
  ),
  framing: Schema.optionalKey(Schema.Literals(["content-length", "chunked", "explicit", "none"])),
  /** What follows the head of a request with explicit framing. */
  wireBody: Text,
  /** By how much Content-Length is off. */
  contentLength: Count,
  /** After how many bytes the body ends, without an end. */
  cutBodyAt: Count,
  endAfterWrite: Flag,
  resetAfterWrite: Flag
})

/** A request as a case writes it down. */
export type Request = typeof Request.Type

const Expect = Schema.Struct({
  status: Schema.optionalKey(oneOrMore(Schema.Int)),
  lastStatus: Count,
  notStatus: Count,
  errorCode: Schema.optionalKey(oneOrMore(Schema.String)),
  responses: Count,
  connectionClosed: Flag,
  orClosed: Flag,
  maxMs: Count,
  bodyNotContains: Texts,
  headerAbsent: Texts,
  headerNotMatches: Patterns,
  headerMatchesIf200: Patterns,
  /** Id of a case. */
  sameBodyAs: Text,
  totalAtMost: Count,
  stateChanged: Schema.optionalKey(Schema.Literals([true, "maybe"])),
  otherTenantUnchanged: Flag,
  noOutbound: Flag,
  /** For readers. */
  note: Text
})

/** What must be seen, beside what always must. */
export type Expect = typeof Expect.Type

const Attack = Schema.Struct({
  id: Schema.String,
  area: Area,
  description: Schema.String,
  why: Schema.String,
  ref: Schema.String,
  policy: Schema.Literals(["always", "strict"]),
  request: Schema.optionalKey(Request),
  /** Base64 of a request that no `request` can describe. */
  raw: Text,
  rawPreview: Text,
  repeat: Count,
  endAfterWrite: Flag,
  /** Milliseconds between two bytes that are sent. */
  drip: Count,
  expect: Expect,
  /** Of the first, where it is repeated. */
  expectFirst: Schema.optionalKey(Expect),
  /** Instead of `expect` for an access key with SDK compatibility. */
  expectCompat: Schema.optionalKey(Expect)
})

/** A request that must not do harm, or must be let in, and what is to be seen of it. */
export type Attack = typeof Attack.Type

/** Whether it is timed, and so must run alone. */
export const isTimed = ({ expect }: Attack): boolean => expect.maxMs !== undefined

const decode = Schema.decodeUnknownSync(Schema.Array(Attack), { onExcessProperty: "error" })

/** The cases in a text; throws at a field that is not known here, which nobody would check. */
export const attacksIn = (text: string): ReadonlyArray<Attack> => decode(JSON.parse(text))

/** The cases of a file beside this one. */
export const attacksOf = (name: string): ReadonlyArray<Attack> =>
  attacksIn(readFileSync(new URL(name, import.meta.url), "utf8"))

/** Every case: those that came from elsewhere, and our own beside them. */
export const attacks: ReadonlyArray<Attack> = [
  ...attacksOf("attacks.json"),
  ...attacksOf("ownCases.json")
]

/** The case of that id. */
export const attackNamed = (id: string): Attack => {
  const found = attacks.find((attack) => attack.id === id)
  if (found === undefined) throw new Error(`No case is called ${id}.`)
  return found
}
