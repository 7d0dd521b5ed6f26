import { regions, vpcepHost } from "@codearts/api"
import { make, sampleSeed } from "@codearts/emulator"
import { Effect, Redacted } from "effect"
import { makeAudit } from "./audit/Audit.ts"
import { bind } from "./bind.ts"
import { makeDeletions } from "./deletion/Deletions.ts"
import { embedded } from "./embedded.ts"
import { gateway, type Rules } from "./gateway.ts"
import { check } from "./check.ts"
import { makeLimits } from "./limits/Limits.ts"
import { ratesOf } from "./limits/limitsSettings.ts"
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

const toEmulator = Effect.fnUntraced(function* ({ data = ":memory:" }: Settings, rules: Rules) {
  return yield* gateway(embedded(yield* make({ filename: data, seed: sampleSeed })), rules)
})

const isUnkept = ({ audit, upstream = "embedded" }: Settings) =>
  upstream !== "embedded" && audit?.file === undefined

const rulesOf = Effect.fnUntraced(function* (settings: Settings) {
  if (isUnkept(settings))
    yield* Effect.logWarning(
      "THE AUDIT IS IN MEMORY and ends with this process, and no list is kept before a deletion: set audit.file"
    )
  const file = settings.audit?.file
  // Beside the audit, whose rows name them.
  const beside = file === undefined ? {} : { snapshots: `${file}.snapshots` }
  const rules: Rules = {
    deletions: yield* makeDeletions({ ...beside, ...settings }),
    audit: yield* makeAudit(settings, readSecret),
    limits: makeLimits(ratesOf(settings.limits))
  }
  return rules
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
  { callers = [] }: Settings,
  rules: Rules
) {
  const origin = originOf(upstream)
  const credentials = yield* upstreamKey
  const holders = callers.map(holderOf)
  return yield* gateway(yield* remote({ origin, credentials, callers: holders }), rules)
})

/** A gateway that serves until its scope closes; it does not start on settings it cannot keep safe. */
export const serve = Effect.fnUntraced(function* (wanted: Settings) {
  yield* checkRuntime(process.versions)
  const settings = yield* check(Settings, wanted)
  const { upstream = "embedded" } = settings
  const rules = yield* rulesOf(settings)
  const handler = yield* upstream === "embedded"
    ? toEmulator(settings, rules)
    : toRemote(upstream, settings, rules)
  return yield* bind(handler, settings)
})
