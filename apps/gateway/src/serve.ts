import { regions, vpcepHost } from "@codearts/api"
import { make, sampleSeed } from "@codearts/emulator"
import type { Handler, ReceivedRequest } from "@codearts/ingress"
import { Effect, Redacted } from "effect"
import { adminHandler, adminPages } from "./admin/adminPages.ts"
import { effectiveConfig } from "./admin/effectiveConfig.ts"
import { type Gauge, makeMetrics } from "./admin/metrics.ts"
import { makeReadiness, type Need } from "./admin/readiness.ts"
import { type Audit, makeAudit } from "./audit/Audit.ts"
import { auditPage } from "./audit/auditPage.ts"
import { bind } from "./bind.ts"
import { makeDeletions } from "./deletion/Deletions.ts"
import { embedded } from "./embedded.ts"
import { gateway, type Rules } from "./gateway.ts"
import { check } from "./check.ts"
import { processLog } from "./logs/lineWriter.ts"
import { makeLimits } from "./limits/Limits.ts"
import { ratesOf } from "./limits/limitsSettings.ts"
import { type Carrier, makeCarrier } from "./resilience/carrier.ts"
import type { Upstream } from "./Upstream.ts"
import { type KeyHolder, remote } from "./remote.ts"
import { checkRuntime } from "./checkRuntime.ts"
import { type Caller, Settings } from "./settings.ts"
import { readSecret } from "./settingsFile.ts"
import { upstreamKey } from "./upstreamKey.ts"

const holderOf = ({ access_key, allow, sdk_compat = false, secret_key }: Caller): KeyHolder => ({
  accessKey: access_key,
  secretKey: Redacted.value(secret_key),
  enabled: true,
  sdk_compat,
  ...(allow !== undefined && { allow })
})

/** A gateway that is ready to listen. */
interface Prepared {
  readonly handler: Handler
  readonly needs: ReadonlyArray<Need>
  readonly carrier: Carrier
  readonly audit: Audit
}

const isUnkept = ({ audit, upstream = "embedded" }: Settings) =>
  upstream !== "embedded" && audit?.file === undefined

const rulesOf = Effect.fnUntraced(function* (settings: Settings) {
  if (isUnkept(settings))
    yield* Effect.logWarning(
      "THE AUDIT IS IN MEMORY and ends with this process, and no list is kept before a deletion: set audit.file"
    )
  const { limits = {} } = settings
  const file = settings.audit?.file
  // Beside the audit, whose rows name them.
  const beside = file === undefined ? {} : { snapshots: `${file}.snapshots` }
  return {
    deletions: yield* makeDeletions({ ...beside, ...settings }),
    audit: yield* makeAudit(settings, readSecret),
    carrier: makeCarrier(),
    limits: makeLimits(ratesOf(limits)),
    backOff: limits.back_off !== "off"
  } satisfies Rules
})

const prepared = Effect.fnUntraced(function* <Caller>(
  upstream: Upstream<Caller>,
  settings: Settings
) {
  const rules = yield* rulesOf(settings)
  const handler = yield* gateway(upstream, rules)
  const { audit, carrier } = rules
  const needs = [
    // Whoever cannot be looked up can only be refused, and what cannot be told is not done.
    { name: "callers", probe: upstream.callers.accessKey("-") },
    { name: "audit", probe: audit.page(0, 1) }
  ]
  return { handler, needs, carrier, audit } satisfies Prepared
})

const toEmulator = Effect.fnUntraced(function* (settings: Settings) {
  const { data = ":memory:" } = settings
  const emulator = yield* make({ filename: data, seed: sampleSeed })
  return yield* prepared(embedded(emulator), settings)
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
  const { callers = [] } = settings
  const origin = originOf(upstream)
  const credentials = yield* upstreamKey
  const there = yield* remote({ origin, credentials, callers: callers.map(holderOf) })
  return yield* prepared(there, settings)
})

const listening = Effect.fnUntraced(function* (
  { audit, carrier, handler, needs }: Prepared,
  settings: Settings
) {
  const { admin = {}, port } = settings
  if (admin === "off") return yield* bind(handler, settings)
  const shunned: Gauge = {
    name: "codearts_gateway_upstreams_shunned",
    help: "Upstreams that requests are kept from because they keep failing.",
    type: "gauge",
    read: () => carrier.shunned().length
  }
  const unlogged: Gauge = {
    name: "codearts_gateway_log_lines_dropped_total",
    help: "Lines of the log that nobody took in time.",
    type: "counter",
    read: processLog.dropped
  }
  const metrics = makeMetrics([shunned, unlogged])
  const readiness = makeReadiness(needs)
  const pages = {
    ...adminPages({ metrics, readiness, config: effectiveConfig(settings) }),
    "/audit": (request: ReceivedRequest) => auditPage(audit, request)
  }
  const adminAddress = { host: "127.0.0.1", port: port === 0 ? 0 : 8081, ...admin }
  // Opened first, so that it is the last to go: it is asked while the other one drains.
  const { url: adminUrl } = yield* bind(adminHandler(pages), adminAddress, { announce: 0 })
  const closing = { announce: 500, before: readiness.drain }
  return { ...(yield* bind(metrics.observed(handler), settings, closing)), adminUrl }
})

/** A gateway that serves until its scope closes; it does not start on settings it cannot keep safe. */
export const serve = Effect.fnUntraced(function* (wanted: Settings) {
  yield* checkRuntime(process.versions)
  const settings = yield* check(Settings, wanted)
  const { upstream = "embedded" } = settings
  const gate = yield* upstream === "embedded" ? toEmulator(settings) : toRemote(upstream, settings)
  return yield* listening(gate, settings)
})
