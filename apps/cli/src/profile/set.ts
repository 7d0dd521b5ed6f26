import { type Edit, readEndpoint } from "@codearts/client/profiles"
import { Effect, Option } from "effect"
import { Command, Flag } from "effect/cli"
import { Usage } from "../errors.ts"
import { currentEdit } from "./keep.ts"
import { changing, nameArgument } from "./profiles.ts"
import { type SettingName, settingNames, settings } from "./settings.ts"

const flagOf = (name: SettingName) => {
  const { schema, where } = settings[name]
  return Flag.String(name.replaceAll("_", "-")).pipe(
    Flag.withDescription(where),
    Flag.withSchema(schema),
    Flag.optional
  )
}

const flags = {
  region: flagOf("region"),
  enterprise_id: flagOf("enterprise_id"),
  endpoint: flagOf("endpoint"),
  project_id: flagOf("project_id"),
  domain_id: flagOf("domain_id"),
  unset: Flag.Literals(
    "unset",
    settingNames.map((name) => name.replaceAll("_", "-"))
  ).pipe(Flag.withDescription("Setting to take away; may be repeated"), Flag.atLeast(0))
}

const edit = (profile: string, setting: string, value: string | undefined): Edit => ({
  file: "config",
  path: ["profiles", profile, setting],
  value
})

/** `codearts profile set`: makes a profile, or changes what it says besides its secrets. */
export const set = Command.make(
  "set",
  { name: nameArgument, ...flags },
  Effect.fnUntraced(function* ({ name, unset, ...given }) {
    const values = settingNames.flatMap((setting) =>
      Option.match(given[setting], {
        onNone: () => [],
        onSome: (value) => [edit(name, setting, value)]
      })
    )
    const gone = unset.map((setting) => edit(name, setting.replaceAll("-", "_"), undefined))
    const edits = [...gone, ...values]
    if (edits.length === 0)
      return yield* new Usage({
        message: "nothing to set: give --region, --enterprise-id or another"
      })
    if (Option.isSome(given.endpoint)) yield* Effect.fromResult(readEndpoint(given.endpoint.value))
    yield* changing((files) => Effect.succeed([...edits, ...currentEdit(files, name)]))
  })
).pipe(
  Command.withShortDescription("Set what a profile says besides its secrets"),
  Command.withDescription(
    "Make a profile, or change its region, tenant, endpoint and ids. Comments in the file stay. Secrets are codearts auth login's."
  ),
  Command.withExamples([
    {
      command: "codearts profile set work --region ap-southeast-3 --enterprise-id 0a1b2c",
      description: "A profile for one tenant"
    },
    {
      command: "codearts profile set work --unset endpoint",
      description: "Back to the region's own host"
    }
  ])
)
