import { refusalAnswer } from "@codearts/admission"
import { make, sampleSeed } from "@codearts/emulator"
import { type Handler, listen, type Listener } from "@codearts/ingress"
import { Data, Effect, Redacted } from "effect"
import { AnswerCut } from "./AnswerCut.ts"
import { embedded } from "./embedded.ts"
import { gateway } from "./gateway.ts"
import { check } from "./InvalidSettings.ts"
import { remote } from "./remote.ts"
import { checkRuntime } from "./runtime.ts"
import { type Caller, Settings } from "./settings.ts"
import { upstreamKey } from "./upstreamKey.ts"

/** The address cannot be listened on. */
export class CannotListen extends Data.TaggedError("CannotListen")<{
  readonly message: string
  readonly cause: unknown
}> {}

const accessKey = ({ access_key, sdk_compat = false, secret_key }: Caller) => ({
  accessKey: access_key,
  secretKey: Redacted.value(secret_key),
  enabled: true,
  sdk_compat
})

const toEmulator = Effect.fnUntraced(function* ({ data = ":memory:" }: Settings) {
  return yield* gateway(embedded(yield* make({ filename: data, seed: sampleSeed })))
})

const toRemote = Effect.fnUntraced(function* (upstream: string, { callers = [] }: Settings) {
  const { origin } = new URL(upstream)
  const credentials = yield* upstreamKey
  return yield* gateway(yield* remote({ origin, credentials, callers: callers.map(accessKey) }))
})

/** What the listener cannot tell its caller, for the log: one line where the upstream is at fault. */
const logDefect = (defect: unknown, requestId: string) =>
  defect instanceof AnswerCut
    ? Effect.logWarning(`${requestId} answer cut: ${defect.reason}`)
    : Effect.logError(`${requestId} failed`, defect)

const bind = Effect.fnUntraced(function* (
  handler: Handler,
  { host = "127.0.0.1", port = 8080 }: Settings
) {
  const run = Effect.runForkWith(yield* Effect.context())
  return yield* Effect.acquireRelease(
    Effect.tryPromise({
      try: () =>
        listen({
          host,
          port,
          handler,
          refuse: (refusal, requestId) => refusalAnswer(refusal, requestId),
          onDefect: (defect, requestId) => void run(logDefect(defect, requestId))
        }),
      catch: (cause) =>
        new CannotListen({ message: cause instanceof Error ? cause.message : String(cause), cause })
    }),
    (listener: Listener) => Effect.promise(() => listener.close())
  )
})

/** A gateway that serves until its scope closes; it does not start on settings it cannot keep safe. */
export const serve = Effect.fnUntraced(function* (wanted: Settings) {
  yield* checkRuntime(process.versions)
  const settings = yield* check(Settings, wanted)
  const { upstream = "embedded" } = settings
  const handler = yield* upstream === "embedded"
    ? toEmulator(settings)
    : toRemote(upstream, settings)
  return yield* bind(handler, settings)
})
