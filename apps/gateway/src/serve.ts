import { regions, vpcepHost } from "@codearts/api"
import { make, sampleSeed } from "@codearts/emulator"
import type { Handler, ReceivedRequest } from "@codearts/ingress"
import { Effect } from "effect"
import { adminHandler, adminPages } from "./admin/adminPages.ts"
import { effectiveConfig } from "./admin/effectiveConfig.ts"
import { type Gauge, makeMetrics } from "./admin/metrics.ts"
import { makeReadiness, type Need } from "./admin/readiness.ts"
import { type Audit, makeAudit } from "./audit/Audit.ts"
import { auditPage } from "./audit/auditPage.ts"
import { bind } from "./bind.ts"
import { makeDeletions } from "./deletion/Deletions.ts"
import { embedded } from "./embedded.ts"
import { gateway, type Rules, type Terms } from "./gateway.ts"
import { held } from "./held.ts"
import type { InvalidSettings } from "./InvalidSettings.ts"
import { check } from "./check.ts"
import { makeDirectory, makePublishedKeys } from "./callers/makeDirectory.ts"
import { processLog } from "./logs/lineWriter.ts"
import { makeLimits } from "./limits/Limits.ts"
import { ratesOf } from "./limits/limitsSettings.ts"
import { type Carrier, makeCarrier } from "./resilience/carrier.ts"
import { tracing } from "./tracing/tracing.ts"
import type { Upstream } from "./Upstream.ts"
import { makeReload, type Reloads, type Replaceable } from "./reload.ts"
import { remote } from "./remote.ts"
import { isLoopback } from "./loopback.ts"
import { checkRuntime } from "./checkRuntime.ts"
import { Settings } from "./settings.ts"
import { readSecret } from "./settingsFile.ts"
import { ownCredentialsOf } from "./credentials/ownCredentialsOf.ts"
import { openState } from "./state/openState.ts"

/** A gateway that is ready to listen, and what of it can be replaced while it serves. */
interface Prepared extends Pick<Replaceable, "deletions" | "replace"> {
  readonly handler: Handler
  readonly needs: ReadonlyArray<Need>
  readonly carrier: Carrier
  readonly audit: Audit
}

const isUnkept = ({ audit, state, upstream = "embedded" }: Settings) =>
  upstream !== "embedded" && audit?.file === undefined && state?.database === undefined

const rulesOf = Effect.fnUntraced(function* (settings: Settings) {
  if (isUnkept(settings))
    yield* Effect.logWarning(
      "THE AUDIT IS IN MEMORY and ends with this process, and no list is kept before a deletion: set audit.file"
    )
  const { limits = {} } = settings
  const file = settings.audit?.file
  // Beside the audit, whose rows name them.
  const beside = file === undefined ? {} : { snapshots: `${file}.snapshots` }
  const shared = yield* openState(settings, readSecret)
  const audit = yield* makeAudit(settings, readSecret, shared?.auditStore)
  if (shared !== undefined) yield* shared.watch(audit)
  return {
    deletions: yield* makeDeletions({ ...beside, ...settings }, shared),
    audit,
    ...(shared !== undefined && { memory: shared.memory }),
    carrier: makeCarrier(),
    limits: makeLimits(ratesOf(limits)),
    backOff: limits.back_off !== "off"
  } satisfies Rules
})

const prepared = Effect.fnUntraced(function* <Caller>(
  upstream: Upstream<Caller>,
  settings: Settings,
  callersIn: (settings: Settings) => Effect.Effect<() => void, InvalidSettings>
) {
  const rules = yield* rulesOf(settings)
  const { current, replace } = held<Terms<Caller>>({ upstream, ...rules })
  const { audit, carrier } = rules
  return {
    handler: yield* gateway(current),
    audit,
    carrier,
    needs: [
      // Whoever cannot be looked up can only be refused, and what cannot be told is not done.
      { name: "callers", probe: upstream.lookUp },
      { name: "audit", probe: audit.page(0, 1) }
    ],
    deletions: () => current().deletions,
    replace: (next, deletions) =>
      Effect.map(callersIn(next), (takeCallers) => {
        takeCallers()
        replace((terms) => ({ ...terms, deletions }))
      })
  } satisfies Prepared
})

const toEmulator = Effect.fnUntraced(function* (settings: Settings) {
  const { data = ":memory:" } = settings
  const emulator = yield* make({ filename: data, seed: sampleSeed })
  // It knows its own callers, who are not in the settings.
  return yield* prepared(embedded(emulator), settings, () => Effect.succeed(() => {}))
})

/** Of every region of the vendor's list, its own host. */
const cloud = new Map(regions.map(({ id }) => [id, `https://${vpcepHost(id)}`]))

const originOf = (upstream: NonNullable<Settings["upstream"]>) => {
  if (upstream === "cloud") return cloud
  if (typeof upstream === "string") return new URL(upstream).origin
  return new Map(Object.entries(upstream).map(([region, url]) => [region, new URL(url).origin]))
}

const toRemote = Effect.fnUntraced(function* (
  upstream: NonNullable<Settings["upstream"]>,
  settings: Settings
) {
  const origin = originOf(upstream)
  const credentials = yield* ownCredentialsOf(settings)
  const published = yield* makePublishedKeys()
  const { current, replace } = held(yield* makeDirectory(settings, published))
  const opened = yield* remote({ origin, credentials, callers: current })
  return yield* prepared(opened, settings, (next) =>
    Effect.map(makeDirectory(next, published), (made) => () => replace(() => made))
  )
})

/** What is told of a gateway in numbers; the reloads are known once it listens. */
const gauges = ({ carrier }: Prepared, reloads: () => Reloads): ReadonlyArray<Gauge> => [
  {
    name: "codearts_gateway_upstreams_shunned",
    help: "Upstreams that requests are kept from because they keep failing.",
    type: "gauge",
    read: () => carrier.shunned().length
  },
  {
    name: "codearts_gateway_log_lines_dropped_total",
    help: "Lines of the log that nobody took in time.",
    type: "counter",
    read: processLog.dropped
  },
  {
    name: "codearts_gateway_reloads_refused_total",
    help: "Settings read again that were broken, so that the old ones stayed.",
    type: "counter",
    read: () => reloads().refused
  }
]

/** Opens the admin listener, where there is to be one: what watches requests, and how the other one ends. */
const watched = Effect.fnUntraced(function* (
  gate: Prepared,
  settings: Settings,
  reloads: () => Reloads
) {
  const { admin = {}, port } = settings
  if (admin === "off") return { handler: gate.handler }
  const metrics = makeMetrics(gauges(gate, reloads))
  const readiness = makeReadiness(gate.needs)
  const pages = {
    ...adminPages({ metrics, readiness, config: effectiveConfig(settings) }),
    "/audit": (request: ReceivedRequest) => auditPage(gate.audit, request)
  }
  const address = { host: "127.0.0.1", port: port === 0 ? 0 : 8081, ...admin }
  const { url } = yield* bind(adminHandler(pages), address, { announce: 0 })
  const closing = { announce: 500, before: readiness.drain }
  return { handler: metrics.observed(gate.handler), closing, adminUrl: url }
})

const listening = Effect.fnUntraced(function* (
  gate: Prepared,
  settings: Settings,
  reread: Effect.Effect<Settings, InvalidSettings>
) {
  let reloads = (): Reloads => ({ taken: 0, refused: 0 })
  // Opened first, so that it is the last to go: it is asked while the other one drains.
  const { adminUrl, closing, handler } = yield* watched(gate, settings, () => reloads())
  const listener = yield* bind(handler, settings, closing)
  const reloading = makeReload(settings, reread, { listener, ...gate })
  reloads = reloading.reloads
  return { ...listener, ...reloading, ...(adminUrl !== undefined && { adminUrl }) }
})

const isPlainForAll = ({ host = "127.0.0.1", tls }: Settings) =>
  tls === undefined && !isLoopback(host)

const warnOfPlain = (settings: Settings) =>
  isPlainForAll(settings)
    ? Effect.logWarning(
        "PLAIN HTTP on an address that others can reach: whoever is on that network reads every request; only a proxy may be"
      )
    : Effect.void

/**
 * A gateway that serves until its scope closes; it does not start on settings it cannot keep safe.
 * `reload` reads them again from where `reread` has them, and never fails.
 */
export const serve = Effect.fnUntraced(function* (
  wanted: Settings,
  reread: Effect.Effect<Settings, InvalidSettings> = Effect.succeed(wanted)
) {
  yield* checkRuntime(process.versions)
  const settings = yield* check(Settings, wanted)
  const { upstream = "embedded" } = settings
  yield* warnOfPlain(settings)
  const gate = yield* upstream === "embedded" ? toEmulator(settings) : toRemote(upstream, settings)
  const withSpans = yield* tracing(settings)
  return yield* listening({ ...gate, handler: withSpans(gate.handler) }, settings, reread)
})
