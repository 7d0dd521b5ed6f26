import { Data, Effect } from "effect"
import { CliError, Flag } from "effect/cli"

/** What a query leaves of an answer in JSON. */
export type Query = (json: unknown) => Effect.Effect<unknown, QueryFailed>

/** A query that can be read asks an answer for what it does not have. */
export class QueryFailed extends Data.TaggedError("QueryFailed")<{ readonly message: string }> {}

// Only who has a query pays for the library.
const library = Effect.promise(() => import("@jmespath-community/jmespath"))

type Library = Effect.Success<typeof library>

const attempt = <A>(run: () => A): { readonly value: A } | { readonly fault: string } => {
  try {
    return { value: run() }
  } catch (cause) {
    return { fault: cause instanceof Error ? cause.message : String(cause) }
  }
}

const isCutShort = (fault: string) => fault.includes("EOF")

/** Whether an expression is wrong whatever may follow it. */
const isLost = (text: string, { compile }: Library) => {
  const attempted = attempt(() => compile(text))
  return "fault" in attempted && !isCutShort(attempted.fault)
}

/**
 * Where an expression goes wrong, which the library does not tell: at the first token with which no
 * end could make it right. Of what is no token, the first character.
 */
const placeOf = (text: string, library: Library): { at: number; what: string } => {
  const read = attempt(() => library.tokenize(text))
  if ("fault" in read) {
    const end = Array.from(text, (_, index) => index + 1).find(
      (size) => "fault" in attempt(() => library.tokenize(text.slice(0, size)))
    )
    const at = (end ?? text.length) - 1
    return { at, what: text.slice(at) }
  }
  const starts = read.value.map(({ start }) => start)
  const ends = [...starts.slice(1), text.length]
  const wrong = ends.findIndex((end) => isLost(text.slice(0, end), library))
  const at = starts[wrong] ?? text.length
  return { at, what: text.slice(at, ends[wrong]).trim() }
}

const complaint = (text: string, library: Library): string => {
  const { at, what } = placeOf(text, library)
  return what === ""
    ? `a JMESPath expression, and this one ends too early, after ${text.length} characters`
    : `a JMESPath expression; what does not fit is, at character ${at + 1}: ${what}`
}

/** The names of the functions that a parsed expression calls. */
const functionsIn = (node: unknown): ReadonlyArray<string> => {
  if (typeof node !== "object" || node === null) return []
  const own =
    "type" in node && node.type === "Function" && "name" in node ? [String(node.name)] : []
  return [...own, ...Object.values(node).flatMap(functionsIn)]
}

const noFunction = (name: string, text: string) => {
  const at = text.search(new RegExp(String.raw`\b${name}\s*\(`, "u"))
  return `a JMESPath expression; there is no function ${name}, at character ${at + 1}`
}

/** As JSON has it: what is no JSON, such as the constructor of an object, is nothing. */
const plain = (value: unknown) => JSON.parse(JSON.stringify(value) ?? "null")

const refused = (value: string, expected: string) =>
  new CliError.InvalidValue({ option: "query", value, expected, kind: "flag" })

const compiled = Effect.fnUntraced(function* (text: string) {
  const loaded = yield* library
  const attempted = attempt(() => loaded.compile(text))
  if ("fault" in attempted) return yield* refused(text, complaint(text, loaded))
  const unknown = functionsIn(attempted.value).find((name) => !loaded.isRegistered(name))
  if (unknown !== undefined) return yield* refused(text, noFunction(unknown, text))
  const query: Query = (json) => {
    const found = attempt(() => plain(loaded.TreeInterpreter.search(attempted.value, plain(json))))
    return "fault" in found
      ? new QueryFailed({ message: `--query: ${found.fault}` })
      : Effect.succeed(found.value)
  }
  return query
})

/** `--query`, read before anything is sent. */
export const queryFlag = Flag.String("query").pipe(
  Flag.withMetavar("jmespath"),
  Flag.withDescription("Show what a JMESPath expression leaves of the answer's JSON"),
  Flag.mapEffect(compiled),
  Flag.optional
)
