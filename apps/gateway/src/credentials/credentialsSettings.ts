import { checkSecretKey } from "@codearts/signing"
import { Redacted, Schema } from "effect"

type Text = Schema.Codec<string>

const SecretKey = Schema.Redacted(Schema.String).check(
  Schema.makeFilter((secret) => checkSecretKey(Redacted.value(secret)))
)

const differ = Schema.makeFilter((keys: ReadonlyArray<{ readonly access_key: string }>) =>
  new Set(keys.map(({ access_key }) => access_key)).size === keys.length
    ? undefined
    : "must be two different keys"
)

const oneOrTwo = <A>() =>
  Schema.makeFilter((keys: ReadonlyArray<A>) => keys.length === 1 || keys.length === 2, {
    expected: "one key, or two while one takes the place of the other"
  })

/** The keys of a gateway at its upstream, their secrets in the settings. */
export const keysSetting = (AccessKeyName: Text) =>
  Schema.Array(Schema.Struct({ access_key: AccessKeyName, secret_key: SecretKey })).check(
    oneOrTwo(),
    differ
  )

const Name = Schema.NonEmptyString

const tokenFields = <Origin extends Text>(Origin: Origin) => ({
  user: Name,
  /** The account of the user. */
  domain: Name,
  /** What the token is for; the project that has the name of the region, where it is not set. */
  project: Schema.optionalKey(Name),
  /** Where tokens are asked for; the vendor's host of the region, where it is not set. */
  iam: Schema.optionalKey(Origin)
})

/** The user whose tokens a gateway sends, the password in the settings. */
export const tokenSetting = (Origin: Text) =>
  Schema.Struct({
    ...tokenFields(Origin),
    password: Schema.Redacted(Schema.NonEmptyString)
  })

/** The same as a file has it, the password in a file of its own. */
export const tokenInFile = (Origin: Text) =>
  Schema.Struct({
    ...tokenFields(Origin),
    /** File that holds the password and nothing else; found from the settings file's directory. */
    password_file: Name
  })

/** The same as a file has it, each secret in a file of its own. */
export const keysInFile = (AccessKeyName: Text) =>
  Schema.Array(
    Schema.Struct({
      access_key: AccessKeyName,
      /** File that holds the secret key and nothing else; found from the settings file's directory. */
      secret_key_file: Schema.NonEmptyString
    })
  )
