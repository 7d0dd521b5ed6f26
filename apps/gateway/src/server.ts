import { refusalAnswer } from "@codearts/admission"
import { make, sampleSeed } from "@codearts/emulator"
import { type Handler, listen, type Listener } from "@codearts/ingress"
import { Config, Effect, Option, Redacted } from "effect"
import { InvalidSettings, type Settings } from "./config.ts"
import { embedded } from "./embedded.ts"
import { gateway } from "./gateway.ts"
import { remote } from "./remote.ts"

const loopback: ReadonlySet<string> = new Set(["127.0.0.1", "::1", "localhost"])

const requireLoopback = (host: string) =>
  loopback.has(host)
    ? Effect.void
    : new InvalidSettings({
        message: `host: must be 127.0.0.1, ::1 or localhost, not ${host}: the gateway has no TLS yet, and plain http is for this machine only`
      })

const originOf = (upstream: string) => {
  const url = URL.canParse(upstream) ? new URL(upstream) : undefined
  const plain = url?.protocol === "http:" && loopback.has(url.hostname.replaceAll(/[[\]]/gu, ""))
  return url !== undefined && (url.protocol === "https:" || plain) && url.pathname === "/"
    ? Effect.succeed(url.origin)
    : new InvalidSettings({
        message:
          "upstream: must be embedded, or an https URL without a path (http on this machine only)"
      })
}

const upstreamKey = Effect.gen(function* () {
  const accessKey = yield* Effect.orDie(Config.option(Config.String("HUAWEICLOUD_SDK_AK")))
  const secretKey = yield* Effect.orDie(Config.option(Config.Redacted("HUAWEICLOUD_SDK_SK")))
  if (Option.isNone(accessKey) || Option.isNone(secretKey)) {
    return yield* new InvalidSettings({
      message: "upstream: a URL needs an access key: set HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK"
    })
  }
  return { accessKey: accessKey.value, secretKey: Redacted.value(secretKey.value) }
})

const handlerOf = Effect.fnUntraced(function* (settings: Settings) {
  const { upstream = "embedded" } = settings
  if (upstream === "embedded") {
    const emulator = yield* make({ filename: settings.data ?? ":memory:", seed: sampleSeed })
    return gateway(embedded(emulator))
  }
  const { callers = [] } = settings
  if (callers.length === 0) {
    return yield* new InvalidSettings({
      message:
        "callers: must name at least one access key: a gateway that anyone may use would be anyone's key to the cloud"
    })
  }
  return gateway(yield* remote(yield* originOf(upstream), yield* upstreamKey, callers))
})

const bind = (handler: Handler, { host = "127.0.0.1", port = 8080 }: Settings) =>
  Effect.acquireRelease(
    Effect.tryPromise({
      try: () =>
        listen({ host, port, handler, refuse: (refusal, id) => refusalAnswer(refusal, id) }),
      catch: (cause) =>
        new InvalidSettings({ message: cause instanceof Error ? cause.message : String(cause) })
    }),
    (listener: Listener) => Effect.promise(() => listener.close())
  )

/** A gateway that serves until its scope closes; it does not start on settings it cannot keep safe. */
export const serve = Effect.fnUntraced(function* (settings: Settings) {
  yield* requireLoopback(settings.host ?? "127.0.0.1")
  return yield* bind(yield* handlerOf(settings), settings)
})
