import type { Profile } from "@codearts/client"
import {
  changeProfiles,
  type Edit,
  namedProfile,
  profileDirectory,
  type ProfileFiles,
  profileIn,
  readProfileFiles
} from "@codearts/client/profiles"
import { Effect, Option, Schema } from "effect"
import { Argument, Flag } from "effect/cli"
import { ProfilesUnusable, Usage } from "../errors.ts"
import { report } from "../report.ts"
import { surroundings } from "../surroundings.ts"

const ProfileName = Schema.String.check(
  Schema.isPattern(/^[A-Za-z0-9][\w.-]{0,63}$/u, {
    expected: "a name of 1 to 64 letters, digits, dots, hyphens or underscores"
  })
)

/** `<name>` of commands about one profile. */
export const nameArgument = Argument.String("name").pipe(
  Argument.withDescription("Name of the profile"),
  Argument.withSchema(ProfileName)
)

/** `--profile` of commands that change or show one. */
export const profileFlag = Flag.String("profile").pipe(
  Flag.withDescription("Name of the profile; else CODEARTS_PROFILE; else the current one"),
  Flag.withSchema(ProfileName),
  Flag.optional
)

const unusable = ({ message }: { readonly message: string }) => new ProfilesUnusable({ message })

/** Where the profiles are. */
export const directory = Effect.map(surroundings, ({ environment, home }) =>
  profileDirectory(environment, home)
)

/** What the files of profiles say. */
export const readFiles = directory.pipe(Effect.flatMap(readProfileFiles), Effect.mapError(unusable))

/** Changes the files of profiles, and tells of what was open to others. */
export const changing = Effect.fnUntraced(function* <E, R>(
  edits: (files: ProfileFiles) => Effect.Effect<ReadonlyArray<Edit>, E, R>
) {
  const { environment, home } = yield* surroundings
  const said = yield* changeProfiles(environment, home, edits).pipe(
    Effect.catchIf(
      (failure) => isUnusable(failure),
      (failure) => Effect.fail(unusable(failure))
    )
  )
  for (const each of said) yield* report(`warning: ${each}`)
})

const isUnusable = (failure: unknown): failure is { readonly message: string } =>
  typeof failure === "object" &&
  failure !== null &&
  "_tag" in failure &&
  failure._tag === "Unusable"

/** The name that is given, or else the one that commands use. */
export const chosenName = Effect.fnUntraced(function* (given: Option.Option<string>) {
  if (Option.isSome(given)) return given.value
  const { environment } = yield* surroundings
  return namedProfile(environment, yield* readFiles) ?? "default"
})

/** Of all the profiles that either file has. */
export const namesOf = ({ config, credentials }: ProfileFiles): ReadonlyArray<string> =>
  [
    ...new Set([...Object.keys(config.profiles ?? {}), ...Object.keys(credentials.profiles ?? {})])
  ].toSorted()

/** A profile by its name; one that is not there is an error that names those that are. */
export const profileNamed = Effect.fnUntraced(function* (files: ProfileFiles, name: string) {
  const profile = yield* Effect.mapError(profileIn(files, name), unusable)
  if (profile !== undefined) return profile
  const names = namesOf(files)
  const others = names.length === 0 ? "there is none yet" : `there are: ${names.join(", ")}`
  return yield* new Usage({ message: `no profile ${name}; ${others}` })
})

const kinds = { AccessKey: "access key", Token: "token", Password: "password" } as const

/** Where a profile has its credentials, in words. */
export const credentialsOf = ({ found, settings }: Profile): string => {
  if (settings.credential_store !== undefined) return settings.credential_store
  if (found !== undefined) return `${kinds[found.credentials._tag]}, in plain text`
  return settings.credential_command === undefined ? "none" : "command"
}
