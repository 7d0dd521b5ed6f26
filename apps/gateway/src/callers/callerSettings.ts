import { Schema } from "effect"
import { resolve } from "node:path"
import { isLoopback } from "../loopback.ts"
import { apiKeyHashPattern } from "./apiKey.ts"
import { Grants } from "./grantSettings.ts"

/** The name of an access key, as an Authorization header can hold it. */
export const AccessKeyName = Schema.String.check(
  Schema.isPattern(/^[\w-]{1,128}$/u, {
    expected: "1 to 128 letters, digits, hyphens (-) or underscores (_)"
  })
)

const Name = Schema.String.check(
  Schema.isPattern(/^[\w.@-]{1,128}$/u, {
    expected: "1 to 128 letters, digits or any of . @ - _"
  })
)

const Text = Schema.NonEmptyString

const ApiKeyHash = Schema.String.check(
  Schema.isPattern(apiKeyHashPattern, {
    expected: "the hash that `codearts-gateway api-key` prints, cgk_...:sha256:..."
  })
)

const PasswordHash = Schema.String.check(
  Schema.isPattern(/^scrypt\$16384\$8\$1\$[\w-]{22}\$[\w-]{43}$/u, {
    expected: "the hash that `codearts-gateway password` prints, scrypt$16384$8$1$..."
  })
)

const Fingerprint = Schema.String.check(
  Schema.isPattern(/^[0-9A-Fa-f]{2}(?::?[0-9A-Fa-f]{2}){31}$/u, {
    expected: "the SHA-256 of the certificate as openssl prints it: 32 bytes, 11:AA:..."
  })
)

const San = Schema.String.check(
  Schema.isPattern(/^(?:DNS|URI|email|IP Address):./u, {
    expected: "a name with its kind: DNS:..., URI:..., email:... or IP Address:..."
  })
)

/** One of these, by which a client certificate is known. */
const Certificate = Schema.Union([
  Schema.Struct({ fingerprint: Fingerprint }),
  /** The whole subject, its parts in their order, joined by `, `. */
  Schema.Struct({ subject: Text }),
  Schema.Struct({ san: San })
]).annotate({ expected: "one of fingerprint, subject and san" })

/** A claim must be the text, or one of the texts; a claim that is a list must hold one. */
const Claim = Schema.Union([Text, Schema.NonEmptyArray(Text)]).annotate({
  expected: "a text, or a list of texts of which one must be there"
})

const Jwt = Schema.Struct({
  issuer: Text,
  /** All of which a token must have. */
  claims: Schema.Record(Text, Claim).check(
    Schema.makeFilter((claims) => Object.keys(claims).length > 0, {
      expected: "one claim at least: else anyone with an account there would be this caller"
    })
  )
})

const User = Schema.Struct({
  /** Of the account, as who asks for a token names it. */
  domain: Schema.Struct({ id: Text, name: Text }),
  name: Name,
  password_hash: PasswordHash,
  /** What a token may be for; a name begins with its region. */
  projects: Schema.NonEmptyArray(Schema.Struct({ id: Text, name: Text }))
})

/** What a caller has, wherever its secret keys are kept. */
export const callerFields = {
  /** What the log and the audit call it; the access key where nothing is said. */
  name: Schema.optionalKey(Name),
  /** False: refused like one that nobody knows. */
  enabled: Schema.optionalKey(Schema.Boolean),
  access_key: Schema.optionalKey(AccessKeyName),
  /** Accepts what official SDKs do otherwise than specified. */
  sdk_compat: Schema.optionalKey(Schema.Boolean),
  api_key_hashes: Schema.optionalKey(Schema.NonEmptyArray(ApiKeyHash)),
  jwt: Schema.optionalKey(Jwt),
  certificates: Schema.optionalKey(Schema.NonEmptyArray(Certificate)),
  /** May ask for a token by a password. */
  user: Schema.optionalKey(User),
  /** What it may do beside its groups; to list, where it has neither. */
  allow: Schema.optionalKey(Grants),
  groups: Schema.optionalKey(Schema.NonEmptyArray(Name))
}

const Caller = Schema.Struct({
  ...callerFields,
  /** The new one first, where both are good until everyone has it. */
  secret_keys: Schema.optionalKey(Schema.NonEmptyArray(Schema.Redacted(Schema.String)))
})

/** Who may use a remote upstream. */
export type CallerSettings = typeof Caller.Type

/** Who may use a remote upstream, before the rules that hold for all of them together. */
export const Callers = Schema.Array(Caller)

// Made with a private key; a shared secret in a key set would let its readers sign.
const Algorithm = Schema.Literals([
  "RS256",
  "RS384",
  "RS512",
  "PS256",
  "PS384",
  "PS512",
  "ES256",
  "ES384",
  "ES512",
  "EdDSA"
])

const isKeySetUrl = (text: string) => {
  if (!URL.canParse(text)) return false
  const { hash, hostname, password, protocol, username } = new URL(text)
  if (`${username}${password}${hash}` !== "") return false
  return protocol === "https:" || (protocol === "http:" && isLoopback(hostname))
}

const Issuer = Schema.Struct({
  issuer: Text.annotate({ description: "As it stands in the claim iss, to the letter." }),
  audience: Text.annotate({ description: "What the claim aud of a token must hold." }),
  algorithms: Schema.NonEmptyArray(Algorithm).annotate({
    description: "In which tokens may be signed; no other is ever tried."
  }),
  jwks_uri: Schema.optionalKey(
    Schema.String.check(
      Schema.makeFilter(isKeySetUrl, {
        expected: "an https URL without user and fragment; http for this machine only"
      })
    ).annotate({ description: "Where the issuer publishes its keys." })
  ),
  jwks_file: Schema.optionalKey(Text.annotate({ description: "File of its keys, instead." }))
}).check(
  Schema.makeFilter(
    ({ jwks_file, jwks_uri }) => (jwks_file === undefined) !== (jwks_uri === undefined),
    {
      expected: "an issuer with one of jwks_uri and jwks_file"
    }
  )
)

/** What is set about callers, beside who they are. */
export const directoryFields = {
  groups: Schema.optionalKey(
    Schema.Record(Name, Schema.Struct({ allow: Grants })).annotate({
      description: "What the callers of a group may do."
    })
  ),
  oidc: Schema.optionalKey(
    Schema.Array(Issuer).annotate({ description: "Services whose JSON web tokens are believed." })
  ),
  // Long and loud, because it is everything that stands between this machine's users and the account.
  anyone_on_this_machine_may_list_with_the_key_of_the_upstream: Schema.optionalKey(
    Schema.Literal(true)
  )
}

const DirectoryFields = Schema.Struct(directoryFields)

/** What is set about callers, beside who they are. */
export type DirectoryFields = typeof DirectoryFields.Type

/** The same, its paths found from a directory. */
export const directoryPathsFrom = (
  directory: string,
  { oidc }: DirectoryFields
): Pick<DirectoryFields, "oidc"> =>
  oidc === undefined
    ? {}
    : {
        oidc: oidc.map((issuer) =>
          issuer.jwks_file === undefined
            ? issuer
            : { ...issuer, jwks_file: resolve(directory, issuer.jwks_file) }
        )
      }
