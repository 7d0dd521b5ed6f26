import { maskSecurityToken, parseSdkDate, sign as signRequest } from "@codearts/signing"
import type { Credentials, SignableRequest, SignedHeaders } from "@codearts/signing"
import { Clock, Console, Effect, Option, Redacted, Schema } from "effect"
import { Argument, Command, Flag } from "effect/cli"
import { readFile } from "node:fs/promises"
import { NoCredentials, Usage } from "./errors.ts"
import { textOutput } from "./output.ts"
import { printableJson } from "./printable.ts"
import { credentials } from "./settings.ts"

const Method = Schema.String.check(
  Schema.isPattern(/^[A-Z]+$/u, { expected: "a method in capitals, for example GET" })
)

const method = Argument.String("method").pipe(
  Argument.withDescription("GET, DELETE, ..."),
  Argument.withSchema(Method)
)

const url = Argument.String("url").pipe(
  Argument.withDescription("Absolute URL, percent-encoded as it will be sent")
)

const header = Flag.String("header").pipe(
  Flag.withAlias("H"),
  Flag.withDescription("Header of the request, 'Name: value'; may be repeated"),
  Flag.atLeast(0)
)

const data = Flag.String("data").pipe(
  Flag.withAlias("d"),
  Flag.withDescription("Body of the request, or @FILE to read it from a file"),
  Flag.optional
)

const date = Flag.String("date").pipe(
  Flag.withDescription("Time of the signature, as 20260525T093015Z; now by default"),
  Flag.optional
)

// The value stays unsaid: it may be a secret.
const badHeader = (index: number) =>
  new Usage({ message: `--header: must be 'Name: value', and number ${index + 1} is not` })

const readHeader = (text: string, index: number) => {
  const [, name, value] = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*(.*)$/u.exec(text) ?? []
  return name === undefined || value === undefined
    ? Effect.fail(badHeader(index))
    : Effect.succeed([name, value] as const)
}

const readBody = (given: string): Effect.Effect<string | Uint8Array, Usage> =>
  given.startsWith("@")
    ? Effect.tryPromise({
        try: () => readFile(given.slice(1)),
        catch: () => new Usage({ message: `--data: cannot read ${given.slice(1)}` })
      })
    : Effect.succeed(given)

const readDate = (given: string) =>
  Effect.fromNullishOr(parseSdkDate(given)).pipe(
    Effect.mapError(() => new Usage({ message: "--date: must be a time such as 20260525T093015Z" }))
  )

const now = Effect.map(Clock.currentTimeMillis, (millis) => new Date(millis))

/** The access key, its secret laid open for the one who signs. */
const accessKey = Effect.flatMap(credentials, (found) =>
  found._tag === "AccessKey"
    ? Effect.succeed<Credentials>({
        accessKey: found.accessKey,
        secretKey: Redacted.value(found.secretKey),
        ...(found.securityToken && { securityToken: Redacted.value(found.securityToken) })
      })
    : Effect.fail(
        new NoCredentials({
          message: "signing needs an access key: set HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK"
        })
      )
)

const signed = (request: SignableRequest, key: Credentials, time: Date) =>
  Effect.try({
    try: () => signRequest(request, key, time),
    catch: (cause) =>
      new Usage({
        message: cause instanceof Error ? cause.message : "the request cannot be signed"
      })
  })

const textOf = ({ headers }: SignedHeaders) =>
  headers.map(([name, value]) => `${name}: ${value}`).join("\n")

const jsonOf = ({ canonicalRequest, headers, stringToSign }: SignedHeaders) => {
  const byName = Object.fromEntries(headers)
  return printableJson({
    canonicalRequest: maskSecurityToken(canonicalRequest),
    stringToSign,
    authorization: byName["authorization"],
    headers: byName
  })
}

/** `codearts sign`: the headers that authenticate a request, which is not sent. */
export const sign = Command.make(
  "sign",
  { method, url, header, data, date, output: textOutput },
  Effect.fnUntraced(function* (given) {
    const headers = yield* Effect.forEach(given.header, readHeader)
    const body = yield* Effect.transposeOption(Option.map(given.data, readBody))
    const time = Option.isSome(given.date) ? yield* readDate(given.date.value) : yield* now
    const { method, url } = given
    const request = { method, url, headers, ...(Option.isSome(body) && { body: body.value }) }
    const outcome = yield* signed(request, yield* accessKey, time)
    yield* Console.log(given.output === "json" ? jsonOf(outcome) : textOf(outcome))
  })
).pipe(
  Command.withShortDescription("Sign a request and print the headers that go with it"),
  Command.withDescription(
    "Sign a request and print the headers that go with it; nothing is sent. -o json shows the canonical request and the string to sign as well."
  ),
  Command.withExamples([
    {
      command: `codearts sign GET "$URL" -H "$H" | curl -H @- -H "$H" "$URL"`,
      description: "Have curl send what was signed, with H='region: ap-southeast-3'"
    }
  ])
)
