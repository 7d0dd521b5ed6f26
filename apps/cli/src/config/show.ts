import { readProfile } from "@codearts/client"
import { Effect, Option } from "effect"
import { Command, Flag } from "effect/cli"
import { columns } from "../columns.ts"
import { ProfilesUnusable } from "../errors.ts"
import { variablesOf } from "../flags.ts"
import { show as showRows } from "../output.ts"
import { outputs } from "../outputs.ts"
import { credentialsOf } from "../profile/profiles.ts"
import { surroundings, variable } from "../surroundings.ts"

/** Settings that a flag, a variable or a profile can give, and the field of the profile. */
const settings = {
  "enterprise-id": "enterprise_id",
  region: "region",
  endpoint: "endpoint"
} as const

type SettingFlag = keyof typeof settings

const flag = (name: SettingFlag) =>
  Flag.String(name).pipe(
    Flag.withDescription("As any command takes it, to see what comes of it"),
    Flag.optional
  )

/** Of a setting; its origin is empty where it has no value. */
type Row = Readonly<Record<"setting" | "value" | "origin", string>>

const fromVariable = Effect.fnUntraced(function* (names: ReadonlyArray<string>) {
  for (const name of names) {
    const value = Option.getOrElse(yield* variable(name), () => "")
    if (value !== "") return { value, origin: name }
  }
  return undefined
})

/** The profile that commands use, if there is one; a broken one is an error, as for every command. */
const profile = surroundings.pipe(
  Effect.flatMap(({ environment, home }) => readProfile(environment, home)),
  Effect.asSome,
  Effect.catchIf(
    ({ broken }) => !broken,
    () => Effect.succeedNone
  ),
  Effect.mapError(({ message }) => new ProfilesUnusable({ message })),
  Effect.map(Option.getOrUndefined)
)

type Used = Effect.Success<typeof profile>

const settingRow = Effect.fnUntraced(function* (
  name: SettingFlag,
  given: Option.Option<string>,
  used: Used
) {
  const ofVariable = yield* fromVariable(variablesOf(name))
  const ofProfile = used?.settings[settings[name]]
  const found = Option.isSome(given)
    ? { value: given.value, origin: `--${name}` }
    : (ofVariable ??
      (ofProfile === undefined || used === undefined
        ? undefined
        : { value: ofProfile, origin: `profile ${used.name}` }))
  // An endpoint that nobody gives is the region's own host.
  const otherwise =
    name === "endpoint"
      ? { value: "the region's host", origin: "default" }
      : { value: "", origin: "" }
  return { setting: name, ...(found ?? otherwise) } satisfies Row
})

const secret = "***"

/** Variables of credentials in the order in which they are asked, each pair by the one that is no secret. */
const credentialVariables = [
  "HUAWEICLOUD_SDK_IDP_ID",
  "HUAWEICLOUD_SDK_AK",
  "HW_AUTH_TOKEN",
  "HW_ACCESS_KEY",
  "HW_USER_PASSWORD"
] as const

const open: ReadonlySet<string> = new Set(["HUAWEICLOUD_SDK_AK", "HW_ACCESS_KEY"])

const credentialRow = Effect.fnUntraced(function* (used: Used) {
  const found = yield* fromVariable(credentialVariables)
  if (found !== undefined) {
    const { origin, value } = found
    return {
      setting: "credentials",
      value: open.has(origin) ? `${value}, ${secret}` : secret,
      origin
    }
  }
  const place = used === undefined ? "none" : credentialsOf(used)
  return used === undefined || place === "none"
    ? { setting: "credentials", value: "", origin: "" }
    : { setting: "credentials", value: `${secret} (${place})`, origin: `profile ${used.name}` }
})

const profileRow = Effect.fnUntraced(function* (used: Used) {
  const { CODEARTS_PROFILE: named = "" } = (yield* surroundings).environment
  if (named !== "") return { setting: "profile", value: named, origin: "CODEARTS_PROFILE" }
  if (used === undefined) return { setting: "profile", value: "", origin: "" }
  const origin = used.name === "default" ? "default" : "config.yaml"
  return { setting: "profile", value: used.name, origin }
})

/** `codearts config show`: what commands use, and where each value is from. */
export const show = Command.make(
  "show",
  {
    origin: Flag.Boolean("origin").pipe(
      Flag.withDescription(
        "Say where each value is from: a flag, a variable, a profile, the default"
      ),
      Flag.withDefault(false)
    ),
    "enterprise-id": flag("enterprise-id"),
    region: flag("region"),
    endpoint: flag("endpoint"),
    ...outputs(columns.origins)
  },
  Effect.fnUntraced(function* ({ origin, ...given }) {
    const used = yield* profile
    const rows: ReadonlyArray<Row> = [
      yield* profileRow(used),
      yield* settingRow("enterprise-id", given["enterprise-id"], used),
      yield* settingRow("region", given.region, used),
      yield* settingRow("endpoint", given.endpoint, used),
      yield* credentialRow(used)
    ]
    const told = origin ? rows : rows.map(({ setting, value }) => ({ setting, value }))
    yield* showRows(
      { json: told, columns: origin ? columns.origins : columns.settings, rows: told },
      given
    )
  })
).pipe(
  Command.withShortDescription("Show the settings that commands use"),
  Command.withDescription(
    "Show the settings that commands use, by flag, then variable, then profile, then default; --origin says which. Secrets are shown as ***. Nothing is sent, and neither the keyring nor a command is asked."
  ),
  Command.withExamples([
    { command: "codearts config show --origin", description: "Why a command calls where it does" },
    {
      command: "codearts config show --origin --region la-north-2",
      description: "What a flag would change"
    }
  ])
)
