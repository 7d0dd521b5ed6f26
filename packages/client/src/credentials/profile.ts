import { RegionId } from "@codearts/api"
import { Effect, Option, Schema } from "effect"
import { join } from "node:path"
import { type Argv, runCommand } from "./command.ts"
import { type Environment, variable } from "./environment.ts"
import { type Forbidden, ownerOnly, ownerWrites, readTextFile } from "./readFile.ts"
import { absent, broken, type Found, type Source, type Unusable } from "./Source.ts"
import { check, readWritten, writtenFields } from "./writtenCredentials.ts"

const version = Schema.optionalKey(Schema.Literal(1))

const Settings = Schema.Struct({
  region: Schema.optionalKey(RegionId),
  endpoint: Schema.optionalKey(Schema.NonEmptyString),
  enterprise_id: Schema.optionalKey(Schema.NonEmptyString),
  project_id: Schema.optionalKey(Schema.NonEmptyString),
  domain_id: Schema.optionalKey(Schema.NonEmptyString),
  /** A program and its arguments that prints the credentials. */
  credential_command: Schema.optionalKey(
    Schema.TupleWithRest(Schema.Tuple([Schema.NonEmptyString]), [Schema.String])
  )
})

/** What a profile says besides its secrets. */
export type ProfileSettings = typeof Settings.Type

const ConfigFile = Schema.Struct({
  version,
  /** Name of the profile that is used where none is named. */
  current: Schema.optionalKey(Schema.NonEmptyString),
  profiles: Schema.optionalKey(Schema.Record(Schema.String, Settings))
})

const CredentialsFile = Schema.Struct({
  version,
  profiles: Schema.optionalKey(Schema.Record(Schema.String, Schema.Struct(writtenFields)))
})

const directoryOf = (environment: Environment, home: string) =>
  join(variable(environment, "XDG_CONFIG_HOME") ?? join(home, ".config"), "codearts")

const parseYaml = Effect.fnUntraced(function* (text: string, path: string) {
  // Only who has a file of profiles pays for the parser.
  const { LineCounter, parseDocument } = yield* Effect.promise(() => import("yaml"))
  const lineCounter = new LineCounter()
  const document = parseDocument(text, { lineCounter, prettyErrors: false })
  const [problem] = [...document.errors, ...document.warnings]
  if (problem !== undefined) {
    // The parser's own complaint may repeat the line, and a secret with it.
    const { line } = lineCounter.linePos(problem.pos[0])
    return yield* broken(`${path}, line ${line}: is no YAML`)
  }
  return yield* Effect.try({
    try: (): unknown => document.toJS() ?? {},
    catch: () => broken(`${path}: is no YAML that can be read`)
  })
})

const readYaml = <A>(
  schema: Schema.Decoder<A>,
  path: string,
  forbidden: Forbidden
): Effect.Effect<Option.Option<A>, Unusable> =>
  readTextFile(path, forbidden).pipe(
    Effect.flatMap((text) => parseYaml(text, path)),
    Effect.flatMap((value) => check(schema, value, path)),
    Effect.asSome,
    Effect.catchIf(
      ({ broken }) => !broken,
      () => Effect.succeedNone
    )
  )

/** A profile as both files have it. */
export interface Profile {
  readonly name: string
  readonly settings: ProfileSettings
  /** Those in `credentials.yaml`; its command is not run for them. */
  readonly found: Found | undefined
}

const titleOf = (name: string) => `profile ${name}`

const own = <A>(record: Readonly<Record<string, A>> | undefined, name: string): A | undefined =>
  record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined

/**
 * The profile named by `CODEARTS_PROFILE`, else by `current` in `config.yaml`, else `default`.
 * A file that others may read or change is refused. Absent where neither file has it and none was named.
 */
export const readProfile = Effect.fnUntraced(function* (
  environment: Environment,
  home: string
): Effect.fn.Return<Profile, Unusable> {
  const directory = directoryOf(environment, home)
  const config = yield* readYaml(ConfigFile, join(directory, "config.yaml"), ownerWrites)
  const secrets = yield* readYaml(CredentialsFile, join(directory, "credentials.yaml"), ownerOnly)
  const current = Option.getOrUndefined(config)?.current
  const named = variable(environment, "CODEARTS_PROFILE") ?? current
  const name = named ?? "default"
  const settings = own(Option.getOrUndefined(config)?.profiles, name)
  const written = own(Option.getOrUndefined(secrets)?.profiles, name)
  if (settings === undefined && written === undefined) {
    const why = `no profile ${name} in ${directory}`
    return yield* named === undefined ? absent(why) : broken(why)
  }
  const found = yield* readWritten(written ?? {}, titleOf(name))
  return { name, settings: settings ?? {}, found }
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

/** The credentials of a profile of our own: those in `credentials.yaml`, else what its command prints. */
export const profile = (environment: Environment, home: string): Source => ({
  name: "profile",
  find: Effect.gen(function* () {
    const { found: written, name, settings } = yield* readProfile(environment, home)
    const found = written ?? (yield* fromCommand(settings.credential_command))
    return found === undefined
      ? yield* absent(`${titleOf(name)} has no credentials`)
      : withScope(found, settings)
  })
})
