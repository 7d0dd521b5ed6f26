import { RegionId } from "@codearts/api"
import { Effect, Schema } from "effect"
import { join } from "node:path"
import { type Environment, variable } from "./environment.ts"
import { type Forbidden, ownerOnly, ownerWrites, readTextFile } from "./readFile.ts"
import type { Unusable } from "./Source.ts"
import { writtenFields } from "./writtenCredentials.ts"
import { parseYaml, readSchema } from "./yamlFile.ts"

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
  ),
  /** Where the credentials are that are not in `credentials.yaml`. */
  credential_store: Schema.optionalKey(Schema.Literal("keyring"))
})

/** What a profile says besides its secrets. */
export type ProfileSettings = typeof Settings.Type

/** `config.yaml` */
export const ConfigFile = Schema.Struct({
  version,
  /** Name of the profile that is used where none is named. */
  current: Schema.optionalKey(Schema.NonEmptyString),
  profiles: Schema.optionalKey(Schema.Record(Schema.String, Settings))
})

/** `credentials.yaml` */
export const CredentialsFile = Schema.Struct({
  version,
  profiles: Schema.optionalKey(Schema.Record(Schema.String, Schema.Struct(writtenFields)))
})

/** What both files say. */
export interface ProfileFiles {
  readonly config: typeof ConfigFile.Type
  readonly credentials: typeof CredentialsFile.Type
}

/** The two files, and who else may touch them. */
export const profileFiles = {
  config: { name: "config.yaml", forbidden: ownerWrites, schema: ConfigFile },
  credentials: { name: "credentials.yaml", forbidden: ownerOnly, schema: CredentialsFile }
} as const

/** Where a user's profiles are. */
export const profileDirectory = (environment: Environment, home: string): string =>
  join(variable(environment, "XDG_CONFIG_HOME") ?? join(home, ".config"), "codearts")

const read = <A>(
  schema: Schema.Decoder<A>,
  path: string,
  forbidden: Forbidden,
  none: A
): Effect.Effect<A, Unusable> =>
  readTextFile(path, forbidden).pipe(
    Effect.flatMap((text) => parseYaml(text, path)),
    Effect.flatMap((text) => readSchema(schema, text, path)),
    Effect.catchIf(
      ({ broken }) => !broken,
      () => Effect.succeed(none)
    )
  )

/** Both files of a directory; one that is not there says nothing, one that others may touch is refused. */
export const readProfileFiles = Effect.fnUntraced(function* (
  directory: string
): Effect.fn.Return<ProfileFiles, Unusable> {
  const { config, credentials } = profileFiles
  return {
    config: yield* read(ConfigFile, join(directory, config.name), config.forbidden, {}),
    credentials: yield* read(
      CredentialsFile,
      join(directory, credentials.name),
      credentials.forbidden,
      {}
    )
  }
})
