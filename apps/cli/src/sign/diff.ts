import {
  compare,
  type Comparison,
  type Header,
  readEchoedRequest,
  sign,
  type SignableRequest
} from "@codearts/signing"
import { Console, Effect, Option, Stdio, Stream } from "effect"
import { Command, Flag } from "effect/cli"
import { Differs, Usage } from "../errors.ts"
import { showText, textOutput } from "../output.ts"
import { printable, printableJson } from "../printable.ts"
import { localCredentials } from "../settings.ts"
import { Terminal } from "../Terminal.ts"
import { accessKey } from "./accessKey.ts"
import { algorithmFlags, readAlgorithm } from "./algorithm.ts"
import { attempt } from "./attempt.ts"
import {
  dateFlag,
  readDate,
  readNamed,
  readRequest,
  type Request,
  requestFlags
} from "./request.ts"

const flags = {
  ...requestFlags,
  ...algorithmFlags,
  date: dateFlag(
    "Time of the signature, as 20260525T093015Z; by default x-sdk-date as given, else as the server has it"
  ),
  file: Flag.String("file").pipe(
    Flag.withDescription("File with the server's message; stdin by default"),
    Flag.optional
  ),
  output: textOutput
}

const nobodyReads = new Usage({
  message: "the server's message is missing: pipe it in, or name its file with --file"
})

const noEcho = new Usage({
  message:
    "the message holds no canonical request: give the whole answer of the server, with its canonicalRequest:..."
})

const stdin = Effect.gen(function* () {
  if ((yield* Terminal).stdinIsTerminal) return yield* nobodyReads
  const { stdin } = yield* Stdio.Stdio
  return yield* Stream.mkString(Stream.decodeText(stdin)).pipe(Effect.mapError(() => nobodyReads))
})

const readMessage = Option.match({
  onNone: () => stdin,
  onSome: (path: string) =>
    Effect.map(readNamed("file", path), (bytes) => Buffer.from(bytes).toString())
})

/** In a canonical request, nothing of a key shows but the security token. */
const keyAsShown = localCredentials.pipe(
  Effect.flatMap(accessKey),
  Effect.catchTag(["NoAccessKey", "NoCredentials"], () =>
    Effect.succeed({ accessKey: "none", secretKey: "none" })
  )
)

/** Signs what the sender signed, of the headers that are given. */
const asEchoed = (request: Request, message: string): SignableRequest => {
  const given = new Set(request.headers.map(([name]) => name.toLowerCase()))
  const echoed = readEchoedRequest(message)?.signedHeaders ?? []
  return { ...request, signedHeaders: echoed.filter((name) => given.has(name)) }
}

const dateIn = (headers: ReadonlyArray<Header> = []) =>
  Option.fromNullishOr(headers.find(([name]) => name.toLowerCase() === "x-sdk-date")?.[1])

/** The date that was signed: given by itself, else with the headers, else known from the server. */
const signedDate = (given: Option.Option<string>, { headers }: Request, message: string) =>
  given.pipe(
    Option.orElse(() => dateIn(headers)),
    Option.orElse(() => dateIn(readEchoedRequest(message)?.headers)),
    readDate
  )

const side = (value: string | undefined) => {
  if (value === undefined) return "(absent)"
  return value === "" ? "(empty)" : printable(value)
}

const comparisonText = (found: Comparison) =>
  found.equal
    ? `equal: the canonical requests are the same\n  why:    ${found.explanation}`
    : [
        `differs: ${printable(found.part)}`,
        `  ours:   ${side(found.ours)}`,
        `  server: ${side(found.theirs)}`,
        `  why:    ${found.explanation}`
      ].join("\n")

/** `codearts sign diff`: where our canonical request and the server's first differ. */
export const diff = Command.make(
  "diff",
  flags,
  Effect.fnUntraced(function* (given) {
    const request = yield* readRequest(given)
    const algorithm = yield* readAlgorithm(given)
    const message = yield* readMessage(given.file)
    const date = yield* signedDate(given.date, request, message)
    const key = yield* keyAsShown
    const ours = yield* attempt(() => sign(asEchoed(request, message), key, date, algorithm))
    const found = compare(ours.canonicalRequest, message)
    if (found === undefined) return yield* noEcho
    yield* given.output === "json"
      ? Console.log(printableJson(found))
      : showText(comparisonText(found))
    if (!found.equal) return yield* new Differs()
  })
).pipe(
  Command.withShortDescription("Find where a refused signature goes wrong"),
  Command.withDescription(
    "Compare the canonical request of the request given with the one in the server's message (APIGW.0301 ... canonicalRequest:...), and name the first line that differs and its likely cause. Exit 0 where they are equal, 3 where they differ. Needs no secret key."
  ),
  Command.withExamples([
    {
      command: `codearts sign diff GET "$URL" -H "$H" --file answer.json`,
      description: "The request as it was sent, and the answer as it came"
    }
  ])
)
