import { serve } from "@codearts/gateway"
import type { Credentials } from "@codearts/signing"
import { ConfigProvider, Effect, Redacted } from "effect"
import { type DoorKind, emulator } from "./doors.ts"
import { keys, type Mode, seeds, upstreamKey, witnesses } from "./world.ts"

// One address attacks hundreds of times; what it would have to wait is tested elsewhere.
const limits = { caller: "off", upstream: "off", back_off: "off" } as const

/** The gateway with the emulator in it. */
export const embedded: DoorKind = {
  open: Effect.fnUntraced(function* (mode, stores) {
    const data = yield* Effect.promise(() => stores.copyOf(seeds[mode]))
    const { port } = yield* serve({ port: 0, data, limits })
    return { port, storePort: port }
  }),
  instead: {}
}

const caller = ({ accessKey, secretKey }: Credentials, sdk_compat = false) => ({
  access_key: accessKey,
  secret_keys: [Redacted.make(secretKey)] as const,
  sdk_compat,
  // All that the upstream lets be done: it is the upstream that is to refuse the rest.
  allow: [{ verbs: ["list", "delete"] as const }]
})

const callers = (mode: Mode) => [caller(keys.known, mode === "compat"), caller(witnesses.own)]

const environment = ConfigProvider.fromUnknown({
  HUAWEICLOUD_SDK_AK: upstreamKey.accessKey,
  HUAWEICLOUD_SDK_SK: upstreamKey.secretKey
})

const refusedToken = { status: 401, errorCode: "APIGW.0301" } as const

/** The gateway in front of an emulator elsewhere. It knows access keys only here, and no token of the upstream's. */
export const remote: DoorKind = {
  open: Effect.fnUntraced(function* (mode, stores) {
    const { port: storePort } = yield* emulator.open(mode, stores)
    const upstream = `http://127.0.0.1:${storePort}`
    const { port } = yield* serve({ port: 0, upstream, limits, callers: callers(mode) }).pipe(
      Effect.provideService(ConfigProvider.ConfigProvider, environment)
    )
    return { port, storePort }
  }),
  instead: { "CTRL-003": refusedToken, "TK-005": refusedToken }
}
