import { type Header, parseSdkDate, type SignableRequest } from "@codearts/signing"
import { Clock, Effect, Option, Schema } from "effect"
import { Argument, Flag } from "effect/cli"
import { readFile } from "node:fs/promises"
import { Usage } from "../errors.ts"

const Method = Schema.String.check(
  Schema.isPattern(/^[A-Z]+$/u, { expected: "a method in capitals, for example GET" })
)

/** What every command takes that is about one request. */
export const requestFlags = {
  method: Argument.String("method").pipe(
    Argument.withDescription("GET, DELETE, ..."),
    Argument.withSchema(Method)
  ),
  url: Argument.String("url").pipe(
    Argument.withDescription("Absolute URL, percent-encoded as it is sent")
  ),
  header: Flag.String("header").pipe(
    Flag.withAlias("H"),
    Flag.withDescription("Header of the request, 'Name: value'; may be repeated"),
    Flag.atLeast(0)
  ),
  data: Flag.String("data").pipe(
    Flag.withAlias("d"),
    Flag.withDescription("Body of the request, or @FILE to read it from a file"),
    Flag.optional
  )
}

/** `--date`, whose meaning the command tells. */
export const dateFlag = (description: string) =>
  Flag.String("date").pipe(Flag.withDescription(description), Flag.optional)

/** The values of those flags. */
export interface GivenRequest {
  readonly method: string
  readonly url: string
  readonly header: ReadonlyArray<string>
  readonly data: Option.Option<string>
}

// The value stays unsaid: it may be a secret.
const badHeader = (index: number) =>
  new Usage({ message: `--header: must be 'Name: value', and number ${index + 1} is not` })

const readHeader = (text: string, index: number): Effect.Effect<Header, Usage> => {
  const [, name, value] = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*(.*)$/u.exec(text) ?? []
  return name === undefined || value === undefined
    ? Effect.fail(badHeader(index))
    : Effect.succeed([name, value])
}

/** The content of a file named on the command line. */
export const readNamed = (flag: string, path: string): Effect.Effect<Uint8Array, Usage> =>
  Effect.tryPromise({
    try: () => readFile(path),
    catch: () => new Usage({ message: `--${flag}: cannot read ${path}` })
  })

const readBody = (given: string): Effect.Effect<string | Uint8Array, Usage> =>
  given.startsWith("@") ? readNamed("data", given.slice(1)) : Effect.succeed(given)

/** A request as the command line gives it. */
export interface Request extends SignableRequest {
  readonly headers: ReadonlyArray<Header>
}

/** The request that the command line gives. */
export const readRequest = Effect.fnUntraced(function* ({
  data,
  header,
  method,
  url
}: GivenRequest): Effect.fn.Return<Request, Usage> {
  const headers = yield* Effect.forEach(header, readHeader)
  const body = yield* Effect.transposeOption(Option.map(data, readBody))
  return { method, url, headers, ...(Option.isSome(body) && { body: body.value }) }
})

const now = Effect.map(Clock.currentTimeMillis, (millis) => new Date(millis))

/** The time that is given, or this moment. */
export const readDate = (given: Option.Option<string>): Effect.Effect<Date, Usage> =>
  Option.match(given, {
    onNone: () => now,
    onSome: (text) =>
      Effect.fromNullishOr(parseSdkDate(text)).pipe(
        Effect.mapError(
          () => new Usage({ message: "--date: must be a time such as 20260525T093015Z" })
        )
      )
  })
