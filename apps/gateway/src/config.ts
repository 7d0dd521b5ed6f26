import { problemsOf } from "@codearts/api"
import { checkSecretKey, type AccessKey } from "@codearts/signing"
import { Data, Effect, Schema, type SchemaIssue } from "effect"
import { readFile } from "node:fs/promises"
import { isAbsolute, join, dirname } from "node:path"
import { parse } from "yaml"

/** Something in the settings that the gateway will not start with. */
export class InvalidSettings extends Data.TaggedError("InvalidSettings")<{
  readonly message: string
}> {}

const Caller = Schema.Struct({
  access_key: Schema.NonEmptyString,
  /** File that holds the secret key and nothing else. */
  secret_key_file: Schema.NonEmptyString,
  sdk_compat: Schema.optionalKey(Schema.Boolean)
})

const File = Schema.Struct({
  version: Schema.optionalKey(Schema.Literal(1)),
  host: Schema.optionalKey(Schema.NonEmptyString),
  port: Schema.optionalKey(Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 65_535 }))),
  upstream: Schema.optionalKey(Schema.NonEmptyString),
  data: Schema.optionalKey(Schema.NonEmptyString),
  callers: Schema.optionalKey(Schema.Array(Caller))
})

/** The settings of a file, before defaults. */
export type Settings = Omit<typeof File.Type, "callers" | "version"> & {
  readonly callers?: ReadonlyArray<AccessKey>
}

const refused = (message: string) => new InvalidSettings({ message })

const read = (file: string) =>
  Effect.tryPromise({
    try: () => readFile(file, "utf8"),
    catch: () => refused(`${file}: cannot be read`)
  })

const parsed = (file: string, text: string) =>
  Effect.try({
    try: (): unknown => parse(text, { uniqueKeys: true }),
    catch: (cause) => refused(`${file}: ${cause instanceof Error ? cause.message : "is not YAML"}`)
  })

const problems = (file: string, issue: SchemaIssue.Issue) =>
  problemsOf(issue)
    .map(({ field, rule }) => `${file}: ${field || "the file"}: ${rule}`)
    .join("\n")

const secretKey = (configFile: string, { secret_key_file }: typeof Caller.Type) =>
  Effect.gen(function* () {
    const path = isAbsolute(secret_key_file)
      ? secret_key_file
      : join(dirname(configFile), secret_key_file)
    const secret = (yield* read(path)).trim()
    const broken = checkSecretKey(secret)
    return broken === undefined ? secret : yield* refused(`${path}: ${broken}`)
  })

const accessKey = (configFile: string) => (caller: typeof Caller.Type) =>
  Effect.map(secretKey(configFile, caller), (secret): AccessKey => ({
    accessKey: caller.access_key,
    secretKey: secret,
    enabled: true,
    sdk_compat: caller.sdk_compat ?? false
  }))

/** The settings in a YAML file; an unknown key or a broken rule names itself. */
export const readSettings = (file: string): Effect.Effect<Settings, InvalidSettings> =>
  Effect.gen(function* () {
    const value = yield* parsed(file, yield* read(file))
    const {
      callers,
      version: _,
      ...settings
    } = yield* Effect.fromResult(
      Schema.decodeUnknownResult(File, { errors: "all", onExcessProperty: "error" })(value)
    ).pipe(Effect.mapError(({ issue }) => refused(problems(file, issue))))
    return {
      ...settings,
      ...(callers && { callers: yield* Effect.forEach(callers, accessKey(file)) })
    }
  })
