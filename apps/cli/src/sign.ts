import { sign as signRequest } from "@codearts/signing"
import { Clock, Effect, Option, Redacted } from "effect"
import { Argument, Command, Flag } from "effect/cli"
import { readFile } from "node:fs/promises"
import { NoCredentials, Usage } from "./errors.ts"
import { output, show } from "./output.ts"
import { credentials } from "./settings.ts"

const method = Argument.String("method").pipe(Argument.withDescription("GET, DELETE, ..."))

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

const readHeader = (text: string) => {
  const [, name, value] = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):\s*(.*)$/u.exec(text) ?? []
  return name === undefined || value === undefined
    ? Effect.fail(new Usage({ message: "--header: must be 'Name: value'" }))
    : Effect.succeed([name, value] as const)
}

const readBody = (given: string) =>
  given.startsWith("@")
    ? Effect.tryPromise({
        try: () => readFile(given.slice(1)),
        catch: () => new Usage({ message: `--data: cannot read ${given.slice(1)}` })
      })
    : Effect.succeed(given)

const readDate = (given: Option.Option<string>) =>
  Option.match(given, {
    onNone: () => Effect.map(Clock.currentTimeMillis, (now) => new Date(now)),
    onSome: (text) => {
      const [, year, month, day, hour, minute, second] =
        /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/u.exec(text) ?? []
      const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`
      const time = new Date(iso)
      return Number.isNaN(time.getTime()) || time.toISOString() !== iso
        ? Effect.fail(new Usage({ message: "--date: must be a time such as 20260525T093015Z" }))
        : Effect.succeed(time)
    }
  })

const accessKey = Effect.filterOrFail(
  credentials,
  (found) => found._tag === "AccessKey",
  () =>
    new NoCredentials({
      message: "signing needs an access key: set HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK"
    })
)

/** `codearts sign`: the headers that authenticate a request, which is not sent. */
export const sign = Command.make(
  "sign",
  { method, url, header, data, date, output },
  Effect.fnUntraced(function* (given) {
    const key = yield* accessKey
    const time = yield* readDate(given.date)
    const headers = yield* Effect.forEach(given.header, readHeader)
    const body = Option.isSome(given.data) ? yield* readBody(given.data.value) : undefined
    const signed = yield* Effect.try({
      try: () =>
        signRequest(
          { method: given.method, url: given.url, headers, ...(body !== undefined && { body }) },
          {
            accessKey: key.accessKey,
            secretKey: Redacted.value(key.secretKey),
            ...(key.securityToken !== undefined && {
              securityToken: Redacted.value(key.securityToken)
            })
          },
          time
        ),
      catch: (cause) =>
        new Usage({
          message: cause instanceof Error ? cause.message : "the request cannot be signed"
        })
    })
    yield* show(
      {
        json: {
          canonicalRequest: signed.canonicalRequest,
          stringToSign: signed.stringToSign,
          authorization: signed.headers.find(([name]) => name === "authorization")?.[1],
          headers: Object.fromEntries(signed.headers)
        },
        columns: ["header", "value"],
        rows: signed.headers.map(([name, value]) => ({ header: name, value }))
      },
      given.output
    )
  })
).pipe(
  Command.withDescription(
    "Sign a request and print the headers to add to it; nothing is sent. -o json shows the steps too."
  ),
  Command.withExamples([
    {
      command:
        "codearts sign GET 'https://codearts-devuc.ap-southeast-3.myhuaweicloud.com/v2/vpceps?enterprise_id=a8dd' -H 'region: ap-southeast-3'",
      description: "Headers for a list call"
    }
  ])
)
