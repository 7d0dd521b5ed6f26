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

/** The same as a file has it, each secret in a file of its own. */
export const keysInFile = (AccessKeyName: Text) =>
  Schema.Array(
    Schema.Struct({
      access_key: AccessKeyName,
      /** File that holds the secret key and nothing else; found from the settings file's directory. */
      secret_key_file: Schema.NonEmptyString
    })
  )
