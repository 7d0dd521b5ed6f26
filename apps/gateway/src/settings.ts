import { RegionId } from "@codearts/api"
import { Redacted, Schema } from "effect"
import { auditFields } from "./audit/auditSettings.ts"
import { deletionFields } from "./deletion/deletionSettings.ts"
import { adminSettings } from "./admin/adminSettings.ts"
import { LimitsSettings } from "./limits/limitsSettings.ts"
import { isLoopback, listeningFields, listeningIssues } from "./listening/listeningSettings.ts"
import { secretKeyProblem } from "./secretKey.ts"

const isOnThisMachine = ({ hostname, protocol }: URL) =>
  protocol === "http:" && isLoopback(hostname.replaceAll(/[[\]]/gu, ""))

const isOrigin = (text: string) => {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  return url.href === `${url.origin}/` && (url.protocol === "https:" || isOnThisMachine(url))
}

const Origin = Schema.String.check(
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

/** The name of an access key, as an Authorization header can hold it. */
export const AccessKeyName = Schema.String.check(
  Schema.isPattern(/^[\w-]{1,128}$/u, {
    expected: "1 to 128 letters, digits, hyphens (-) or underscores (_)"
  })
)

const Texts = Schema.NonEmptyArray(Schema.NonEmptyString)

const Moment = Schema.String.check(
  Schema.makeFilter(
    (text) =>
      /^\d{4}-\d\d-\d\dT.*(?:Z|[+-]\d\d:\d\d)$/u.test(text) && !Number.isNaN(Date.parse(text)),
    { expected: "a moment with its zone, such as 2026-12-31T18:00:00Z" }
  )
)

const Grant = Schema.Struct({
  verbs: Schema.NonEmptyArray(
    Schema.Literals(["list", "delete"]).annotate({ expected: "list or delete" })
  ),
  enterprise_ids: Schema.optionalKey(Texts),
  regions: Schema.optionalKey(Texts),
  /** In which `*` stands for any text. */
  vpcep_ids: Schema.optionalKey(Texts),
  not_before: Schema.optionalKey(Moment),
  not_after: Schema.optionalKey(Moment)
})

/** What a caller has, wherever its secret is kept. */
export const callerFields = {
  access_key: AccessKeyName,
  sdk_compat: Schema.optionalKey(
    Schema.Boolean.annotate({
      description: "Accepts what official SDKs of Go, Java and .NET do otherwise than specified."
    })
  ),
  allow: Schema.optionalKey(
    Schema.Array(Grant).annotate({
      description: "What it may do; to list, where nothing is said."
    })
  )
}

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
  /** How often each caller, and all together, may call one upstream. */
  limits: Schema.optionalKey(LimitsSettings),
  /** Where those who run the gateway ask it how it is. */
  admin: Schema.optionalKey(adminSettings)
}

const Caller = Schema.Struct({ ...callerFields, secret_key: Schema.Redacted(Schema.String) })

/** Who may use a remote upstream. */
export type Caller = typeof Caller.Type

type Issues = ReadonlyArray<Schema.FilterIssue>

const weakSecrets = (callers: ReadonlyArray<Caller>): Issues =>
  callers.flatMap(({ secret_key }, index) => {
    const issue = secretKeyProblem(Redacted.value(secret_key))
    return issue === undefined ? [] : [{ path: [index, "secret_key"], issue }]
  })

const repeatedNames = (callers: ReadonlyArray<Caller>): Issues => {
  const names = callers.map(({ access_key }) => access_key)
  return names.flatMap((name, index) =>
    names.indexOf(name) === index
      ? []
      : [{ path: [index, "access_key"], issue: "is another caller's too" }]
  )
}

const Callers = Schema.Array(Caller).check(
  Schema.makeFilter((callers) => [...weakSecrets(callers), ...repeatedNames(callers)])
)

const Fields = Schema.Struct({ ...plainFields, callers: Schema.optionalKey(Callers) })

type Fields = typeof Fields.Type

/** Whether requests leave this process. */
export const isRemote = ({ upstream = "embedded" }: Pick<Fields, "upstream">) =>
  upstream !== "embedded"

const callersIssues = (settings: Fields): Issues => {
  const some = settings.callers !== undefined && settings.callers.length > 0
  if (isRemote(settings) === some) return []
  const issue = some
    ? "are for a remote upstream; the embedded emulator knows its own"
    : "must name at least one access key: a gateway that anyone may use would be anyone's key to the cloud"
  return [{ path: ["callers"], issue }]
}

const dataIssues = (settings: Fields): Issues =>
  isRemote(settings) && settings.data !== undefined
    ? [{ path: ["data"], issue: "is for the embedded emulator; a remote upstream keeps its own" }]
    : []

/** What a gateway is set to, before defaults, with every rule that must hold at its start. */
export const Settings = Fields.check(
  Schema.makeFilter((settings) => [
    ...listeningIssues(settings),
    ...callersIssues(settings),
    ...dataIssues(settings)
  ])
)

/** What a gateway is set to, before defaults: on 127.0.0.1:8080, the emulator in memory. */
export type Settings = typeof Settings.Type
