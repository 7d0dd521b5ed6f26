import { Effect, Redacted, Schema } from "effect"
import { readFile, stat } from "node:fs/promises"
import { dirname, resolve } from "node:path"
import { parseDocument } from "yaml"
import { auditPathsFrom } from "./audit/auditSettings.ts"
import { check } from "./check.ts"
import { keysInFile, tokenInFile } from "./credentials/credentialsSettings.ts"
import { deletionPathsFrom } from "./deletion/deletionSettings.ts"
import { invalid, type InvalidSettings, renamed } from "./InvalidSettings.ts"
import {
  AccessKeyName,
  callerFields,
  type CallerSettings,
  directoryPathsFrom
} from "./callers/callerSettings.ts"
import { listeningPathsFrom } from "./listening/listeningSettings.ts"
import { Origin, plainFields, type Settings } from "./settings.ts"
import { statePathsFrom } from "./state/stateSettings.ts"

const FileCaller = Schema.Struct({
  ...callerFields,
  secret_key_file: Schema.optionalKey(
    Schema.NonEmptyString.annotate({
      description:
        "File that holds the secret key and nothing else, of this user alone; found from this file's directory."
    })
  ),
  secret_key_files: Schema.optionalKey(
    Schema.NonEmptyArray(Schema.NonEmptyString).annotate({
      description: "Two, while a key is given another secret: the new one first."
    })
  )
}).check(
  Schema.makeFilter(({ secret_key_file, secret_key_files }) =>
    secret_key_file !== undefined && secret_key_files !== undefined
      ? [{ path: ["secret_key_files"], issue: "is instead of secret_key_file, not beside it" }]
      : []
  )
)

/** What may stand in a settings file. */
export const SettingsFile = Schema.Struct({
  version: Schema.optionalKey(Schema.Literal(1)),
  ...plainFields,
  callers: Schema.optionalKey(
    Schema.Union([Schema.Literal("none"), Schema.Array(FileCaller)]).annotate({
      expected: "a list, or none",
      description: "Who may use a remote upstream."
    })
  ),
  upstream_keys: Schema.optionalKey(keysInFile(AccessKeyName)),
  upstream_token: Schema.optionalKey(tokenInFile(Origin))
})

const reasons: Readonly<Record<string, string>> = {
  EACCES: "may not be read by this user",
  EISDIR: "is a directory",
  ENOENT: "does not exist"
}

const reasonOf = (cause: unknown): string => {
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : ""
  return reasons[code] ?? "cannot be read"
}

/** A text in a file, or why there is none. */
export const readText = (path: string) =>
  Effect.tryPromise({ try: () => readFile(path, "utf8"), catch: reasonOf })

// Without the piece of the file that it may quote: it could be a secret.
const complaint = (message: string) =>
  message.replace(/^([^:\n]*)(?::.*)?( at line \d+, column \d+).*$/su, "$1$2")

const parse = (text: string) => {
  const document = parseDocument(text)
  const [problem] = [...document.errors, ...document.warnings]
  return problem === undefined
    ? Effect.try({
        try: (): unknown => document.toJS(),
        catch: () => invalid("", "is not YAML that can be read")
      })
    : Effect.fail(invalid("", `is not YAML that can be read: ${complaint(problem.message)}`))
}

const isOpenToAll = (path: string) =>
  Effect.tryPromise({
    try: async () => ((await stat(path)).mode & 0o007) !== 0,
    catch: reasonOf
  })

/** A secret in a file, or why it is none. */
export const readSecret = Effect.fnUntraced(function* (path: string) {
  if (yield* isOpenToAll(path)) {
    return yield* Effect.fail(
      "is open to every user of this machine, make it yours alone: chmod 600"
    )
  }
  return Redacted.make((yield* readText(path)).trim())
})

const readSecretKey = (directory: string, field: string, file: string) => {
  const path = resolve(directory, file)
  return Effect.mapError(readSecret(path), (problem) => invalid(field, `${path} ${problem}`))
}

type FileCaller = typeof FileCaller.Type

const readSecretKeys = (directory: string, caller: FileCaller, field: string) => {
  const { secret_key_file: one, secret_key_files: several = [] } = caller
  const files: ReadonlyArray<readonly [field: string, file: string]> =
    one === undefined
      ? several.map((file, at) => [`${field}.secret_key_files[${at}]`, file])
      : [[`${field}.secret_key_file`, one]]
  return Effect.forEach(files, ([named, file]) => readSecretKey(directory, named, file))
}

const readCaller = (directory: string) =>
  Effect.fnUntraced(function* (caller: FileCaller, index: number) {
    const { secret_key_file: _, secret_key_files: __, ...known } = caller
    const [first, ...others] = yield* readSecretKeys(directory, caller, `callers[${index}]`)
    const read: CallerSettings = {
      ...known,
      ...(first !== undefined && { secret_keys: [first, ...others] })
    }
    return read
  })

const readUpstreamKey =
  (directory: string) =>
  <Key extends { readonly secret_key_file: string }>(
    { secret_key_file, ...key }: Key,
    index: number
  ) =>
    Effect.map(
      readSecretKey(directory, `upstream_keys[${index}].secret_key_file`, secret_key_file),
      (secret_key) => ({ ...key, secret_key })
    )

const readUser = Effect.fnUntraced(function* (
  directory: string,
  { password_file, ...user }: NonNullable<(typeof SettingsFile.Type)["upstream_token"]>
) {
  const path = resolve(directory, password_file)
  const password = yield* Effect.mapError(readSecret(path), (problem) =>
    invalid("upstream_token.password_file", `${path} ${problem}`)
  )
  return { ...user, password }
})

const inFile = (file: string) => (wrong: InvalidSettings) =>
  renamed(wrong, (field) => (field === "" ? file : `${file}: ${field}`))

/** The settings in a file of YAML, or of JSON, which is YAML too; the error names file, field and rule. */
export const readSettings = (file: string): Effect.Effect<Settings, InvalidSettings> =>
  Effect.gen(function* () {
    const text = yield* Effect.mapError(readText(file), (reason) => invalid("", reason))
    const {
      callers,
      upstream_keys,
      upstream_token,
      version: _,
      ...written
    } = yield* check(SettingsFile, yield* parse(text))
    const plain = {
      ...written,
      ...deletionPathsFrom(dirname(file), written),
      ...auditPathsFrom(dirname(file), written),
      ...listeningPathsFrom(dirname(file), written),
      ...directoryPathsFrom(dirname(file), written),
      ...statePathsFrom(dirname(file), written)
    }
    const whole = {
      ...plain,
      ...(upstream_keys !== undefined && {
        upstream_keys: yield* Effect.forEach(upstream_keys, readUpstreamKey(dirname(file)))
      }),
      ...(upstream_token !== undefined && {
        upstream_token: yield* readUser(dirname(file), upstream_token)
      })
    }
    if (callers === undefined) return whole
    if (callers === "none") return { ...whole, callers }
    return { ...whole, callers: yield* Effect.forEach(callers, readCaller(dirname(file))) }
  }).pipe(Effect.mapError(inFile(file)))
