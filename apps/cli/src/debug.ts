import { makePool } from "@codearts/client"
import { Cause, Console, Effect, Logger, References } from "effect"
import { Dispatcher } from "undici"
import { printable } from "./printable.ts"
import { requestLines, shownHeader, shownRequest } from "./shownRequest.ts"
import { Transport } from "./Transport.ts"
import { version } from "./version.ts"

type Tell = (lines: ReadonlyArray<string>) => void

const since = (started: number) => `after ${Math.round(performance.now() - started)} ms`

const headerLines = (
  headers: Readonly<Record<string, string | ReadonlyArray<string> | undefined>>
) =>
  Object.entries(headers).map(([name, value = ""]) =>
    printable(
      `${name}: ${[value]
        .flat()
        .map((each) => shownHeader(name, each))
        .join(", ")}`
    )
  )

/** Tells of an exchange as it happens, and leaves it as it is. */
const listening = (handler: Dispatcher.DispatchHandler, tell: Tell): Dispatcher.DispatchHandler => {
  const started = performance.now()
  return {
    onRequestStart: (controller, context) => handler.onRequestStart?.(controller, context),
    onResponseStart: (controller, status, headers, message) => {
      tell([`${status} ${since(started)}`, ...headerLines(headers)])
      handler.onResponseStart?.(controller, status, headers, message)
    },
    onResponseData: (controller, chunk) => handler.onResponseData?.(controller, chunk),
    onResponseEnd: (controller, trailers) => {
      tell([`the answer is whole ${since(started)}`])
      handler.onResponseEnd?.(controller, trailers)
    },
    onResponseError: (controller, error) => {
      tell([`no answer ${since(started)}: ${printable(error.message)}`])
      handler.onResponseError?.(controller, error)
    }
  }
}

/** Tells each request as it is sent. */
class Telling extends Dispatcher {
  readonly #under: Dispatcher
  readonly #tell: Tell

  constructor(under: Dispatcher, tell: Tell) {
    super()
    this.#under = under
    this.#tell = tell
  }

  override dispatch(
    request: Dispatcher.DispatchOptions,
    handler: Dispatcher.DispatchHandler
  ): boolean {
    this.#tell(requestLines(shownRequest(request)))
    return this.#under.dispatch(request, listening(handler, this.#tell))
  }
}

const teller = Effect.map(
  Console.Console,
  (console): Tell =>
    (lines) =>
      console.error(lines.map((line) => `debug: ${line}`).join("\n"))
)

/** The log of the client, which tells of attempts that are repeated. */
const logging = (tell: Tell) =>
  Logger.layer([
    Logger.make(({ message }) => tell([message].flat().map((each) => printable(String(each)))))
  ])

/** Where in the program a failure came up, which people who use it need not see. */
const stackOf = (cause: Cause.Cause<unknown>) => Cause.pretty(cause).split("\n").map(printable)

/**
 * An effect that tells on stderr what helps to find a fault: the program, each request and answer
 * without their secrets, attempts that are repeated, and where a failure came up.
 */
export const debugging = Effect.fnUntraced(function* <A, E, R>(effect: Effect.Effect<A, E, R>) {
  const tell = yield* teller
  const started = performance.now()
  tell([
    `codearts ${version()}, Node ${process.versions.node}, ${process.platform} ${process.arch}`
  ])
  const under = (yield* Transport) ?? (yield* Effect.orDie(makePool({})))
  const exit = yield* Effect.exit(
    effect.pipe(
      Effect.provideService(Transport, new Telling(under, tell)),
      Effect.provideService(References.MinimumLogLevel, "Debug"),
      Effect.provide(logging(tell))
    )
  )
  if (exit._tag === "Failure") tell(stackOf(exit.cause))
  tell([`ended ${since(started)}`])
  return yield* exit
})
