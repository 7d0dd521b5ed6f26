import { readAuthorization, verify as verifyRequest } from "@codearts/signing"
import type {
  Credentials,
  Header,
  ReceivedRequest,
  Refusal,
  SigningAlgorithm,
  Verified
} from "@codearts/signing"
import { Console, Effect } from "effect"
import { Command } from "effect/cli"
import { NoAccessKey, NotGenuine, Usage } from "../errors.ts"
import { showText, textOutput } from "../output.ts"
import { printable, printableJson } from "../printable.ts"
import { credentials } from "../settings.ts"
import { accessKey } from "./accessKey.ts"
import { algorithmFlags, readAlgorithm } from "./algorithm.ts"
import { attempt } from "./attempt.ts"
import { dateFlag, readDate, readRequest, type Request, requestFlags } from "./request.ts"

const flags = {
  ...requestFlags,
  ...algorithmFlags,
  date: dateFlag("Time at which it is received, as 20260525T093015Z; now by default"),
  output: textOutput
}

const absolute = /^https?:\/\/([^/?#]*)([^#]*)/iu

const badUrl = new Usage({
  message: "<url>: must be absolute, or the path that was received, beginning with /"
})

const targetOf = (url: string) => {
  const [, host, rest = ""] = absolute.exec(url) ?? []
  if (host === undefined) return url.startsWith("/") ? { target: url } : undefined
  return { host, target: rest.startsWith("/") ? rest : `/${rest}` }
}

/** As Node delivers it: one character a byte. */
const asReceived = ([name, value]: Header): Header => [name, Buffer.from(value).toString("latin1")]

const receivedFrom = ({ body = "", headers, method, url }: Request) => {
  const found = targetOf(url)
  if (found === undefined) return Effect.fail(badUrl)
  const { host, target } = found
  const isHost = ([name]: Header) => name.toLowerCase() === "host"
  const all: ReadonlyArray<Header> =
    host === undefined || headers.some(isHost) ? headers : [["host", host], ...headers]
  return Effect.succeed<ReceivedRequest>({
    method,
    target,
    headers: all.map(asReceived),
    body: Buffer.from(body)
  })
}

/** Without this, another key's request would be told from a wrong secret by nobody. */
const checkKey = ({ headers }: ReceivedRequest, key: Credentials, algorithm: SigningAlgorithm) => {
  const claimed = readAuthorization(headers, algorithm)
  return claimed.ok && claimed.accessKey !== key.accessKey
    ? Effect.fail(
        new NoAccessKey({
          message: `the request is signed with access key ${claimed.accessKey}, and the one that was found is another`
        })
      )
    : Effect.void
}

const interpretationText = ({ interpretation }: Verified, strict: Verified | Refusal) =>
  strict.ok
    ? `  read:   ${interpretation}`
    : `  read:   ${interpretation}, for keys with sdk_compat only\n  why:    ${strict.message}`

const verifiedText = (verified: Verified, strict: Verified | Refusal) =>
  [
    "genuine: the signature is right",
    interpretationText(verified, strict),
    `  path:   ${verified.path}`,
    `  signed: ${verified.signedHeaders.join(", ")}`
  ].join("\n")

const refusalText = ({ canonicalRequest, message, rule }: Refusal) =>
  [
    `refused: ${rule}`,
    `  why:    ${printable(message)}`,
    ...(canonicalRequest === undefined
      ? []
      : [
          "  The secret key is another, or this canonical request is not the one that was signed:",
          ...canonicalRequest.split("\n").map((line) => `    ${printable(line)}`.trimEnd())
        ])
  ].join("\n")

/** `codearts sign verify`: whether a received request is genuine, and by which rule not. */
export const verify = Command.make(
  "verify",
  flags,
  Effect.fnUntraced(function* (given) {
    const request = yield* Effect.flatMap(readRequest(given), receivedFrom)
    const algorithm = yield* readAlgorithm(given)
    const now = yield* readDate(given.date)
    const key = yield* accessKey(yield* credentials)
    yield* checkKey(request, key, algorithm)
    const judged = (sdk_compat: boolean) =>
      verifyRequest(request, { ...key, enabled: true, sdk_compat }, now, algorithm)
    const [verdict, strict] = yield* attempt(() => [judged(true), judged(false)] as const)
    const text = verdict.ok ? verifiedText(verdict, strict) : refusalText(verdict)
    yield* given.output === "json"
      ? Console.log(printableJson({ ...verdict, ...(verdict.ok && { sdk_compat: !strict.ok }) }))
      : showText(text)
    if (!verdict.ok) return yield* new NotGenuine()
  })
).pipe(
  Command.withShortDescription("Judge a request that was received, as a server does"),
  Command.withDescription(
    "Verify a request as it was received, with its headers (Authorization among them) and body, under the access key of the environment: which rule it breaks, or in which reading its signature is right. Exit 0 where it is genuine, 4 where it is not."
  ),
  Command.withExamples([
    {
      command: `codearts sign verify GET "$URL" -H "X-Sdk-Date: $DATE" -H "Authorization: $AUTH"`,
      description: "Judge what a client sent"
    }
  ])
)
