import { explain, maskSecurityToken, sign as signRequest } from "@codearts/signing"
import type { Credentials, SignedHeaders, SigningAlgorithm } from "@codearts/signing"
import { Console, Effect } from "effect"
import { Command, Flag } from "effect/cli"
import { Usage } from "../errors.ts"
import { showText, textOutput } from "../output.ts"
import { printableJson } from "../printable.ts"
import { credentials } from "../settings.ts"
import { accessKey } from "./accessKey.ts"
import { algorithmFlags, readAlgorithm } from "./algorithm.ts"
import { attempt } from "./attempt.ts"
import { curlLine } from "./curl.ts"
import { diff } from "./diff.ts"
import { explanationText } from "./explanation.ts"
import { dateFlag, readDate, readRequest, type Request, requestFlags } from "./request.ts"
import { verify } from "./verify.ts"

const flags = {
  ...requestFlags,
  ...algorithmFlags,
  date: dateFlag("Time of the signature, as 20260525T093015Z; now by default"),
  explain: Flag.Boolean("explain").pipe(
    Flag.withDescription("Show the three stages, and the rule behind each part"),
    Flag.withDefault(false)
  ),
  curl: Flag.Boolean("curl").pipe(
    Flag.withDescription("Print a curl command that sends what was signed"),
    Flag.withDefault(false)
  ),
  output: textOutput
}

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

const showStages = Effect.fnUntraced(function* (
  request: Request,
  key: Credentials,
  time: Date,
  algorithm: SigningAlgorithm,
  form: "text" | "json"
) {
  const stages = yield* attempt(() => explain(request, key, time, algorithm))
  yield* form === "json" ? Console.log(printableJson(stages)) : showText(explanationText(stages))
})

const oneForm = new Usage({ message: "--curl: cannot go with --explain or --output json" })

/** `codearts sign`: the headers that authenticate a request, which is not sent. */
export const sign = Command.make(
  "sign",
  flags,
  Effect.fnUntraced(function* (given) {
    if (given.curl && (given.explain || given.output === "json")) return yield* oneForm
    const request = yield* readRequest(given)
    const algorithm = yield* readAlgorithm(given)
    const time = yield* readDate(given.date)
    const key = yield* accessKey(yield* credentials)
    if (given.explain) return yield* showStages(request, key, time, algorithm, given.output)
    const outcome = yield* attempt(() => signRequest(request, key, time, algorithm))
    if (given.curl) return yield* Console.log(curlLine(given, request, outcome.headers))
    yield* Console.log(given.output === "json" ? jsonOf(outcome) : textOf(outcome))
  })
).pipe(
  Command.withShortDescription("Sign a request, and find out why a signature is refused"),
  Command.withDescription(
    "Sign a request and print the headers that go with it; nothing is sent. -o json shows the canonical request and the string to sign as well."
  ),
  Command.withExamples([
    {
      command: `codearts sign GET "$URL" -H "$H" | curl -H @- -H "$H" "$URL"`,
      description: "Have curl send what was signed, with H='region: ap-southeast-3'"
    },
    {
      command: `codearts sign GET "$URL" -H "$H" --explain`,
      description: "See each step of the signature, and its rule"
    },
    {
      command: `codearts sign GET "$URL" --algorithm V11-HMAC-SHA256 --derived-region ap-southeast-3 --derived-service codearts`,
      description: "Sign with a key that is derived for a day, a region and a service"
    }
  ]),
  Command.withSubcommands([diff, verify])
)
