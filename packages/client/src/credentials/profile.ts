import { Effect, Result } from "effect"
import { type Argv, runCommand } from "./command.ts"
import { type Environment, variable } from "./environment.ts"
import { type Keyring, keyringAccount, systemKeyring } from "./keyring.ts"
import {
  profileDirectory,
  type ProfileFiles,
  type ProfileSettings,
  readProfileFiles
} from "./profileFiles.ts"
import { absent, broken, type Found, type Source, type Unusable } from "./Source.ts"
import { parseJson } from "./temporaryKey.ts"
import { check, readWritten, WrittenCredentials } from "./writtenCredentials.ts"

/** A profile as both files have it. */
export interface Profile {
  readonly name: string
  readonly settings: ProfileSettings
  /** Those in `credentials.yaml`; neither is its command run for them nor the keyring asked. */
  readonly found: Found | undefined
}

const titleOf = (name: string) => `profile ${name}`

const own = <A>(record: Readonly<Record<string, A>> | undefined, name: string): A | undefined =>
  record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined

/** The name that is asked for: by `CODEARTS_PROFILE`, else by `current` in `config.yaml`. */
export const namedProfile = (
  environment: Environment,
  { config }: ProfileFiles
): string | undefined => variable(environment, "CODEARTS_PROFILE") ?? config.current

/** A profile in what both files say; nothing where neither has it. */
export const profileIn = Effect.fnUntraced(function* (
  { config, credentials }: ProfileFiles,
  name: string
): Effect.fn.Return<Profile | undefined, Unusable> {
  const settings = own(config.profiles, name)
  const written = own(credentials.profiles, name)
  if (settings === undefined && written === undefined) return undefined
  const found = yield* readWritten(written ?? {}, titleOf(name))
  return { name, settings: settings ?? {}, found }
})

/**
 * The profile named by `CODEARTS_PROFILE`, else by `current` in `config.yaml`, else `default`.
 * A file that others may read or change is refused. Absent where neither file has it and none was named.
 */
export const readProfile = Effect.fnUntraced(function* (
  environment: Environment,
  home: string
): Effect.fn.Return<Profile, Unusable> {
  const directory = profileDirectory(environment, home)
  const files = yield* readProfileFiles(directory)
  const named = namedProfile(environment, files)
  const name = named ?? "default"
  const profile = yield* profileIn(files, name)
  if (profile !== undefined) return profile
  const why = `no profile ${name} in ${directory}`
  return yield* named === undefined ? absent(why) : broken(why)
})

const withScope = (found: Found, { domain_id, project_id }: ProfileSettings): Found =>
  found.credentials._tag === "Password"
    ? found
    : {
        ...found,
        credentials: {
          ...(project_id !== undefined && { projectId: project_id }),
          ...(domain_id !== undefined && { domainId: domain_id }),
          ...found.credentials
        }
      }

const fromCommand = (argv: Argv | undefined) =>
  argv === undefined ? Effect.succeed(undefined) : runCommand(argv)

/** What a keyring has is held to the same rules as what a file has. */
const readKept = Effect.fnUntraced(function* (secret: string, where: string) {
  const json = parseJson(secret)
  if (Result.isFailure(json)) return yield* broken(`${where} is no JSON`)
  const written = yield* check(WrittenCredentials, json.success, where)
  return yield* readWritten(written, where)
})

const fromKeyring = Effect.fnUntraced(function* (
  name: string,
  directory: string,
  keyring: Keyring
) {
  const secret = yield* keyring.read(keyringAccount(directory, name))
  const where = `what the keyring (${keyring.name}) has of ${titleOf(name)}`
  const found = secret === undefined ? undefined : yield* readKept(secret, where)
  return (
    found ??
    (yield* broken(
      `${titleOf(name)} has its credentials in the keyring (${keyring.name}), and they are not there: codearts auth login`
    ))
  )
})

const stored = Effect.fnUntraced(function* (
  { found, name, settings }: Profile,
  directory: string,
  keyring: Keyring
) {
  if (settings.credential_store === undefined)
    return found ?? (yield* fromCommand(settings.credential_command))
  // Of two places nobody can say which is meant, and one of them is in plain text.
  return found === undefined
    ? yield* fromKeyring(name, directory, keyring)
    : yield* broken(
        `${titleOf(name)} has credentials in credentials.yaml and in the keyring, keep one: codearts auth login`
      )
})

/**
 * The credentials of a profile of our own: those in `credentials.yaml` or, where it says so, in the
 * keyring, else what its command prints.
 */
export const profile = (
  environment: Environment,
  home: string,
  keyring: Keyring = systemKeyring
): Source => ({
  name: "profile",
  find: Effect.gen(function* () {
    const read = yield* readProfile(environment, home)
    const found = yield* stored(read, profileDirectory(environment, home), keyring)
    return found === undefined
      ? yield* absent(`${titleOf(read.name)} has no credentials`)
      : withScope(found, read.settings)
  })
})
