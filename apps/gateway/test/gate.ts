import { make, type Seed } from "@codearts/emulator"
import type { Handler } from "@codearts/ingress"
import type { Credentials } from "@codearts/signing"
import { Effect, Exit, Logger, Redacted, Scope } from "effect"
import type { Dispatcher } from "undici"
import { onTestFinished } from "vitest"
import { bind } from "../src/bind.ts"
import { type Audit, auditOver } from "../src/audit/Audit.ts"
import { auditInMemory } from "../src/audit/AuditStore.ts"
import { makeDeletions } from "../src/deletion/Deletions.ts"
import type { DeletionSettings } from "../src/deletion/deletionSettings.ts"
import { accessKeys } from "../src/credentials/accessKeys.ts"
import { embedded } from "../src/embedded.ts"
import { gateway } from "../src/gateway.ts"
import type { Limits } from "../src/limits/Limits.ts"
import type { Carrier } from "../src/resilience/carrier.ts"
import { type Limits as RemoteLimits, remote } from "../src/remote.ts"
import type { CallerSettings } from "../src/callers/callerSettings.ts"
import { type DirectorySettings, directoryOf } from "../src/callers/Directory.ts"
import type { Upstream } from "../src/Upstream.ts"
import { call, type Reply, requestOf, sendAgain, type Wanted } from "./caller.ts"
import seedFile from "./seed.json" with { type: "json" }
import type { WireRequest } from "./wire.ts"

const seed: Seed = seedFile

export const region = "ap-southeast-3"

const key = (accessKey: string): Credentials => ({
  accessKey,
  secretKey: `${accessKey.toLowerCase()}-secret`
})

export const keys = {
  admin: key("ADMIN"),
  sdk: key("SDK"),
  disabled: key("DISABLED"),
  temporary: { ...key("TEMPORARY"), securityToken: "temporary-token" },
  guest: key("GUEST"),
  unknown: key("UNKNOWN"),
  /** What a gateway to a remote upstream signs with. */
  upstream: key("UPSTREAM")
}

/** A gateway on a port of its own, closed after the test. */
export interface Gate {
  readonly port: number
  readonly log: ReadonlyArray<string>
  readonly call: (wanted: Wanted) => Promise<Reply>
  readonly requestOf: (wanted: Wanted) => WireRequest
  readonly sendAgain: (request: WireRequest) => Promise<Reply>
}

/** Runs until the test is finished. */
export const inTest = <A, E>(effect: Effect.Effect<A, E, Scope.Scope>): Promise<A> => {
  const scope = Scope.makeUnsafe()
  // A listener takes its time to say goodbye, for which no test need wait.
  onTestFinished(() => void Effect.runPromise(Scope.close(scope, Exit.void)))
  return Effect.runPromise(Effect.provideService(effect, Scope.Scope, scope))
}

/** How a gateway of a test differs from others. */
export interface GateOptions {
  /** What is to see all that its handler sees. */
  readonly around?: (handler: Handler) => Handler
  readonly port?: number
  /** What holds for deletions; no guards where nothing is said: those have tests of their own. */
  readonly deletions?: DeletionSettings
  /** Where it tells what it does; in memory where nothing is said. */
  readonly audit?: Effect.Effect<Audit, unknown, Scope.Scope>
  readonly limits?: Limits
  readonly carrier?: Carrier
}

const quietly = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
  Effect.provide(effect, Logger.layer([]))

/** Opens a gateway in front of an upstream. */
export const openGate = async <Caller, E>(
  upstream: Effect.Effect<Upstream<Caller>, E, Scope.Scope>,
  {
    around = (handler) => handler,
    audit = auditOver(auditInMemory()),
    deletions = { guards: "off" },
    port: wanted = 0,
    ...options
  }: GateOptions = {}
): Promise<Gate> => {
  const rules = {
    ...options,
    deletions: await inTest(quietly(makeDeletions(deletions))),
    audit: await inTest(audit)
  }
  const log: Array<string> = []
  const logger = Logger.make(({ message }) => log.push(String(message)))
  const { port } = await Effect.flatMap(upstream, (opened) =>
    gateway(() => ({ upstream: opened, ...rules }))
  ).pipe(
    Effect.flatMap((handler) => bind(around(handler), { port: wanted })),
    Effect.provide(Logger.layer([logger])),
    inTest
  )
  return {
    port,
    log,
    call: (wanted) => call(port, wanted),
    requestOf: (wanted) => requestOf(port, wanted),
    sendAgain: (request) => sendAgain(port, request)
  }
}

/** A gateway with the emulator in it; `seen` is what the emulator was sent. */
export const openEmbedded = async (options: GateOptions = {}) => {
  const seen: Array<Dispatcher.DispatchOptions> = []
  const observe: Dispatcher.DispatcherComposeInterceptor = (dispatch) => (options, handler) => {
    seen.push(options)
    return dispatch(options, handler)
  }
  const gate = await openGate(
    Effect.map(make({ filename: ":memory:", seed }), (emulator) => {
      const upstream = embedded(emulator)
      return { ...upstream, dispatcher: upstream.dispatcher.compose(observe) }
    }),
    options
  )
  return { ...gate, seen }
}

type Allow = NonNullable<CallerSettings["allow"]>

const everything: Allow = [{ verbs: ["list", "delete"] }]

/** A caller that signs with a key. */
export const keyHolder = (
  { accessKey, secretKey }: Credentials,
  more: Partial<CallerSettings> = {}
): CallerSettings => ({
  access_key: accessKey,
  secret_keys: [Redacted.make(secretKey)],
  ...more
})

const knownKeys: ReadonlyArray<CallerSettings> = [
  keyHolder(keys.admin, { allow: everything }),
  keyHolder(keys.sdk, { sdk_compat: true, allow: everything })
]

/** One caller, who may do all. */
export const adminAlone = directoryOf({ callers: [keyHolder(keys.admin, { allow: everything })] })

/** A server of the test, as the upstream of a gateway. */
export const remoteAt = (
  origin: string | ReadonlyMap<string, string>,
  limits: Partial<RemoteLimits> = {},
  credentials: Credentials = keys.upstream,
  callers: DirectorySettings["callers"] = knownKeys,
  others: Omit<DirectorySettings, "callers"> = {}
) => {
  const directory = directoryOf({ callers, ...others })
  return Effect.flatMap(accessKeys([credentials]), (own) =>
    remote({ origin, credentials: own, callers: () => directory, limits })
  )
}

/** A gateway in front of a server of the test. */
export const openRemote = (origin: string, limits: Partial<RemoteLimits> = {}) =>
  openGate(remoteAt(origin, limits))

/** The same, where one caller may do what is said and nothing else. */
export const openFor = (origin: string, allow?: Allow, options: GateOptions = {}) =>
  openGate(
    remoteAt(origin, {}, keys.upstream, [keyHolder(keys.admin, { ...(allow && { allow }) })]),
    options
  )

/** The same, for any callers. */
export const openTo = (
  origin: string,
  { callers, ...others }: DirectorySettings,
  options: GateOptions = {}
) => openGate(remoteAt(origin, {}, keys.upstream, callers, others), options)

/** A gateway whose upstream nothing leads to. */
export const openIdle = () => openRemote("http://127.0.0.1:1")
