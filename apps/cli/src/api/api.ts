import { apiError, readErrorBody } from "@codearts/api"
import { NoAnswer } from "@codearts/client"
import { Effect, Schema } from "effect"
import { Argument, Command, Flag } from "effect/cli"
import { Usage } from "../errors.ts"
import { failureText } from "../failure.ts"
import { holdBack, isTokenExchange, showHeld } from "../heldBack.ts"
import { printable } from "../printable.ts"
import { report } from "../report.ts"
import { type Connection, connection } from "../settings.ts"
import { type GivenRequest, readRequest, type Request, requestFlags } from "../sign/request.ts"
import { Transport } from "../Transport.ts"
import { askForMethod, consent, requireConsent } from "./consent.ts"
import { type Answered, send } from "./send.ts"
import { targetOf } from "./target.ts"
import { withoutTokens, writeBody } from "./writeBody.ts"

const isPair = Schema.String.check(
  Schema.isPattern(/^[^=]+=/u, { expected: "name=value, as it is before it is percent-encoded" })
)

const flags = {
  method: requestFlags.method,
  path: Argument.String("path").pipe(
    Argument.withDescription("Path on the API, /v2/vpceps for example; or a URL of its hosts")
  ),
  header: requestFlags.header,
  data: requestFlags.data,
  query: Flag.String("query").pipe(
    Flag.withSchema(isPair),
    Flag.withMetavar("name=value"),
    Flag.withDescription("Pair to add to the query; may be repeated"),
    Flag.atLeast(0)
  ),
  ...connection,
  ...consent
}

const ownHeader =
  /^(?:authorization|content-length|host|x-auth-token|x-sdk-date|x-security-token)$/iu

const has = ({ headers }: Request, name: string) =>
  headers.some(([each]) => each.toLowerCase() === name)

/** The request with what every request to the API has. */
const completed = (request: Request, region: string | undefined): Request => ({
  ...request,
  headers: [
    ...request.headers,
    ...(region === undefined || has(request, "region") ? [] : [["region", region] as const]),
    ...(request.body === undefined || has(request, "content-type")
      ? []
      : [["content-type", "application/json"] as const])
  ]
})

const readGiven = Effect.fnUntraced(function* (given: GivenRequest) {
  const request = yield* readRequest(given)
  const [refused] = request.headers.filter(([name]) => ownHeader.test(name))
  return refused === undefined
    ? request
    : yield* new Usage({ message: `--header: ${refused[0]} is what this command writes itself` })
})

const showAnswer = Effect.fnUntraced(function* ({ body: received, request_id, status }: Answered) {
  const body = withoutTokens(received)
  yield* writeBody(body)
  if (status >= 400)
    return yield* apiError(
      status,
      readErrorBody(status, body.toString("utf8", 0, 65_536), request_id)
    )
  yield* report(
    [
      `status: ${status}`,
      ...(request_id === undefined ? [] : [`id: ${printable(request_id)}`])
    ].join(", ")
  )
})

/** What would be sent; nothing can leave but what a password is exchanged by. */
const showDryRun = Effect.fnUntraced(function* (request: Request, connection: Connection) {
  const { pathname, search } = new URL(request.url)
  const own = `${pathname}${search}`
  const back = yield* holdBack((sent) => !isTokenExchange(sent) || sent.path === own)
  const sending = Effect.provideService(send(request, connection), Transport, back.transport)
  yield* showHeld(yield* back.heldBy(sending))
})

/** Sends what may change things, and says so to a person who interrupts it. */
const sendForGood = (request: Request, connection: Connection) => {
  const { method, url } = request
  const asked = `${method} ${url.split("?", 1)[0]}`
  const interrupted = new NoAnswer({ request: asked, reason: "interrupted", sent: true })
  return send(request, connection).pipe(
    Effect.onInterrupt(() => (method === "GET" ? Effect.void : report(failureText(interrupted))))
  )
}

/** `codearts api`: any request to the API, signed, and its answer as it came. */
export const api = Command.make(
  "api",
  flags,
  Effect.fnUntraced(function* (given) {
    yield* requireConsent(given)
    const { takesRegion, url } = yield* targetOf(given.path, given.query, given)
    const request = completed(
      yield* readGiven({ ...given, url }),
      takesRegion ? given.region : undefined
    )
    if (given.dryRun) return yield* showDryRun(request, given)
    yield* askForMethod(given, url)
    yield* showAnswer(yield* sendForGood(request, given))
  })
).pipe(
  Command.withShortDescription("Send any request to the API, signed, and show its answer"),
  Command.withDescription(
    "Send any request to the API, signed or with a token, and write the answer as it was received: its body to stdout, its status and request id to stderr. It goes to the host that serves the path (/v3 is the identity service), or to --endpoint, and to nobody else. What is no GET needs --yes or your consent. Nothing is repeated and no redirect followed. Exit 4 for status 401 and 403, 1 for any other from 400."
  ),
  Command.withExamples([
    {
      command: "codearts api GET /v2/vpceps --query enterprise_id=0a1b2c --query limit=5",
      description: "A page of the list, as the server writes it"
    },
    {
      command: "codearts api GET /v3/projects",
      description: "The identity service of the region"
    },
    {
      command: "codearts api DELETE /v2/vpceps -d @body.json --dry-run",
      description: "The request as it would be signed, its signature hidden"
    }
  ])
)
