import { Effect, Option } from "effect"
import { Command, Flag } from "effect/cli"
import { columns } from "../columns.ts"
import { show as showRows } from "../output.ts"
import { outputs } from "../outputs.ts"
import { credentialsOf } from "../profile/profiles.ts"
import { surroundings } from "../surroundings.ts"
import {
  fromVariable,
  profileInUse,
  type Row,
  type SettingFlag,
  settingRow,
  type Used
} from "./settings.ts"

const flag = (name: SettingFlag) =>
  Flag.String(name).pipe(
    Flag.withDescription(`Show what this ${name} would change, as any command takes it`),
    Flag.optional
  )

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
  Effect.fnUntraced(function* ({ origin: isAsked, ...given }) {
    // Who names the column asks for it, too.
    const origin =
      isAsked ||
      Option.exists(given.columns, (names) => names.includes("origin")) ||
      Option.exists(given.sortBy, ({ column }) => column === "origin")
    const used = yield* profileInUse
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
