import { readProfile } from "@codearts/client"
import { Effect, Option } from "effect"
import { ProfilesUnusable } from "../errors.ts"
import { variablesOf } from "../flags.ts"
import { surroundings, variable } from "../surroundings.ts"

/** Settings that a flag, a variable or a profile can give, and the field of the profile. */
const settings = {
  "enterprise-id": "enterprise_id",
  region: "region",
  endpoint: "endpoint"
} as const

/** Their flags. */
export type SettingFlag = keyof typeof settings

/** Of a setting; its origin is empty where it has no value. */
export type Row = Readonly<Record<"setting" | "value" | "origin", string>>

/** The first of some variables that is set. */
export const fromVariable = Effect.fnUntraced(function* (names: ReadonlyArray<string>) {
  for (const name of names) {
    const value = Option.getOrElse(yield* variable(name), () => "")
    if (value !== "") return { value, origin: name }
  }
  return undefined
})

/** The profile that commands use, if there is one; a broken one is an error, as for every command. */
export const profileInUse = surroundings.pipe(
  Effect.flatMap(({ environment, home }) => readProfile(environment, home)),
  Effect.asSome,
  Effect.catchIf(
    ({ broken }) => !broken,
    () => Effect.succeedNone
  ),
  Effect.mapError(({ message }) => new ProfilesUnusable({ message })),
  Effect.map(Option.getOrUndefined)
)

/** What it finds; nothing where there is no profile. */
export type Used = Effect.Success<typeof profileInUse>

/** A setting by flag, then variable, then profile, then default. */
export const settingRow = Effect.fnUntraced(function* (
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
