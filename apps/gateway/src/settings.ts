import { RegionId } from "@codearts/api"
import { Schema } from "effect"
import { auditFields } from "./audit/auditSettings.ts"
import { callerIssues, namedIssues } from "./callers/callerRules.ts"
import { AccessKeyName, Callers, directoryFields } from "./callers/callerSettings.ts"
import { deletionFields } from "./deletion/deletionSettings.ts"
import { keysSetting, tokenSetting } from "./credentials/credentialsSettings.ts"
import { adminSettings } from "./admin/adminSettings.ts"
import { LimitsSettings } from "./limits/limitsSettings.ts"
import { listeningFields, listeningIssues } from "./listening/listeningSettings.ts"
import { isLoopback } from "./loopback.ts"
import { stateFields } from "./state/stateSettings.ts"
import { TracingSettings } from "./tracing/tracingSettings.ts"

const isOnThisMachine = ({ hostname, protocol }: URL) =>
  protocol === "http:" && isLoopback(hostname)

const isOrigin = (text: string) => {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  return url.href === `${url.origin}/` && (url.protocol === "https:" || isOnThisMachine(url))
}

/** Where something is, as a request can be sent there. */
export const Origin = Schema.String.check(
  Schema.makeFilter(isOrigin, {
    expected: "an https URL without user, path and query; http for this machine only"
  })
)

const UpstreamName = Schema.String.check(
  Schema.makeFilter(
    (upstream) => upstream === "embedded" || upstream === "cloud" || isOrigin(upstream),
    {
      expected:
        "embedded, cloud, or an https URL without user, path and query; http for this machine only"
    }
  )
)

/** The address of each region that is served. */
const OriginsByRegion = Schema.Record(RegionId, Origin).check(
  Schema.makeFilter((origins) => Object.keys(origins).length > 0, {
    expected: "an address for one region at least"
  })
)

const Upstream = Schema.Union([UpstreamName, OriginsByRegion]).annotate({
  expected:
    "embedded, cloud, an https URL, or the https URL of each region, such as { ap-southeast-3: https://... }",
  description: "Where requests go: embedded (the emulator in this process), where nothing is said."
})

const Path = Schema.String.check(Schema.isNonEmpty({ expected: "the path of a file" }))

/** What is set beside the callers. */
export const plainFields = {
  ...listeningFields,
  upstream: Schema.optionalKey(Upstream),
  data: Schema.optionalKey(
    Path.annotate({
      description: "Where the embedded emulator keeps its data; in memory by default."
    })
  ),
  ...deletionFields,
  ...auditFields,
  ...directoryFields,
  ...stateFields,
  /** How often each caller, and all together, may call one upstream. */
  limits: Schema.optionalKey(LimitsSettings),
  otel: Schema.optionalKey(TracingSettings),
  /** Where those who run the gateway ask it how it is. */
  admin: Schema.optionalKey(adminSettings)
}

/** What a file has otherwise than the settings: its secrets are in files of their own. */
export const withSecrets: ReadonlySet<string> = new Set([
  "callers",
  "upstream_keys",
  "upstream_token"
])

type Issues = ReadonlyArray<Schema.FilterIssue>

const Fields = Schema.Struct({
  ...plainFields,
  callers: Schema.optionalKey(
    Schema.Union([Schema.Literal("none"), Callers.check(Schema.makeFilter(callerIssues))]).annotate(
      { expected: "a list, or none" }
    )
  ),
  /** What the gateway is known by to a remote upstream; the key in the environment, where it is not set. */
  upstream_keys: Schema.optionalKey(keysSetting(AccessKeyName)),
  /** Or a user, whose tokens go with the requests. */
  upstream_token: Schema.optionalKey(tokenSetting(Origin))
})

type Fields = typeof Fields.Type

/** Whether requests leave this process. */
export const isRemote = ({ upstream = "embedded" }: Pick<Fields, "upstream">) =>
  upstream !== "embedded"

const loudly = "anyone_on_this_machine_may_list_with_the_key_of_the_upstream"

const callersIssue = ({ callers, host = "127.0.0.1", ...settings }: Fields) => {
  if (!isRemote(settings))
    return callers !== undefined && callers.length > 0
      ? "are for a remote upstream; the embedded emulator knows its own"
      : undefined
  if (callers === undefined || callers.length === 0)
    return "must name at least one: a gateway that anyone may use would be anyone's key to the cloud"
  if (callers !== "none") return undefined
  if (!isLoopback(host)) return "may not be none on a host that others reach"
  return settings[loudly] === true
    ? undefined
    : `may only be none where ${loudly} is true, because that is what it means`
}

const callersIssues = (settings: Fields): Issues => {
  const { callers = [] } = settings
  const issue = callersIssue(settings)
  if (issue !== undefined) return [{ path: ["callers"], issue }]
  return callers === "none" ? [] : namedIssues(callers, settings)
}

const dataIssues = (settings: Fields): Issues =>
  isRemote(settings) && settings.data !== undefined
    ? [{ path: ["data"], issue: "is for the embedded emulator; a remote upstream keeps its own" }]
    : []

const stateIssues = ({ audit, state, ...settings }: Fields): Issues => {
  if (state?.database === undefined) return []
  const issue =
    "is for several gateways to one remote upstream; the embedded emulator has a store of its own, see data"
  const alone = isRemote(settings) ? [] : [{ path: ["state", "database"], issue }]
  const twice =
    audit?.file === undefined
      ? []
      : [{ path: ["audit", "file"], issue: "is of one process; the audit is in state.database" }]
  return [...alone, ...twice]
}

const credentialsIssues = (settings: Fields): Issues => {
  const { upstream_keys, upstream_token } = settings
  if (upstream_keys !== undefined && upstream_token !== undefined)
    return [
      { path: ["upstream_token"], issue: "takes the place of upstream_keys: set one of them" }
    ]
  if (isRemote(settings)) return []
  const issue = "is for a remote upstream; the embedded emulator takes the callers' own"
  return [
    ...(upstream_keys === undefined ? [] : [{ path: ["upstream_keys"], issue }]),
    ...(upstream_token === undefined ? [] : [{ path: ["upstream_token"], issue }])
  ]
}

/** What a gateway is set to, before defaults, with every rule that must hold at its start. */
export const Settings = Fields.check(
  Schema.makeFilter((settings) => [
    ...listeningIssues(settings),
    ...callersIssues(settings),
    ...dataIssues(settings),
    ...stateIssues(settings),
    ...credentialsIssues(settings)
  ])
)

/** What a gateway is set to, before defaults: on 127.0.0.1:8080, the emulator in memory. */
export type Settings = typeof Settings.Type
