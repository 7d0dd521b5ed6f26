import { type Credentials, credentialChain, localSources } from "@codearts/client"
import { readWritten, Unusable, type WrittenCredentials } from "@codearts/client/profiles"
import { Effect, Option, Redacted } from "effect"
import { Flag } from "effect/cli"
import { Usage } from "../errors.ts"
import { surroundings } from "../surroundings.ts"
import { givenSecret, prompt, secretFlags, type SecretGiven } from "./secret.ts"

const secretKey = secretFlags("secret-key", "the secret access key")
const securityToken = secretFlags("security-token", "the security token of a temporary key")
const token = secretFlags("token", "a token")
const password = secretFlags("password", "the password")

const optionalText = (name: string, description: string) =>
  Flag.String(name).pipe(Flag.withDescription(description), Flag.optional)

/** Who logs in: an access key, or a token, or a user with a password. */
export const whoFlags = {
  accessKey: optionalText("access-key", "Id of the access key (AK), which is no secret"),
  secretKeyStdin: secretKey.stdin,
  secretKeyFile: secretKey.file,
  securityTokenFile: securityToken.file,
  tokenStdin: token.stdin,
  tokenFile: token.file,
  userName: optionalText("user-name", "Name of a user, to log in with a password"),
  domainName: optionalText("domain-name", "Name of the account that the user belongs to"),
  passwordStdin: password.stdin,
  passwordFile: password.file,
  fromEnvironment: Flag.Boolean("from-environment").pipe(
    Flag.withDescription("Take what HUAWEICLOUD_SDK_* or HW_* have now"),
    Flag.withDefault(false)
  )
}

/** The values of those flags. */
export interface Who {
  readonly accessKey: Option.Option<string>
  readonly secretKeyStdin: boolean
  readonly secretKeyFile: Option.Option<string>
  readonly securityTokenFile: Option.Option<string>
  readonly tokenStdin: boolean
  readonly tokenFile: Option.Option<string>
  readonly userName: Option.Option<string>
  readonly domainName: Option.Option<string>
  readonly passwordStdin: boolean
  readonly passwordFile: Option.Option<string>
  readonly fromEnvironment: boolean
}

const textOr = (given: Option.Option<string>, question: string, instead: string) =>
  Option.isSome(given) ? Effect.succeed(given.value) : prompt(question, "shown", instead)

const secretOr = Effect.fnUntraced(function* (
  flag: string,
  given: SecretGiven,
  question: string,
  instead: string
) {
  const secret = yield* givenSecret(flag, given)
  return Redacted.value(secret ?? Redacted.make(yield* prompt(question, "hidden", instead)))
})

const byKey = Effect.fnUntraced(function* (who: Who) {
  const instead = "give --access-key, and the secret by --secret-key-stdin or --secret-key-file"
  const access_key = yield* textOr(
    who.accessKey,
    "Access key id (console: My Credentials, Access Keys): ",
    instead
  )
  const secret_key = yield* secretOr(
    "secret-key",
    { stdin: who.secretKeyStdin, file: who.secretKeyFile },
    "Secret access key (is not shown): ",
    instead
  )
  const security = yield* givenSecret("security-token", {
    stdin: false,
    file: who.securityTokenFile
  })
  return {
    access_key,
    secret_key,
    ...(security !== undefined && { security_token: Redacted.value(security) })
  } satisfies WrittenCredentials
})

const byToken = Effect.fnUntraced(function* (who: Who) {
  const token = yield* givenSecret("token", { stdin: who.tokenStdin, file: who.tokenFile })
  return { token: token === undefined ? "" : Redacted.value(token) } satisfies WrittenCredentials
})

const byPassword = Effect.fnUntraced(function* (who: Who, user_name: string) {
  const instead = "give --domain-name, and the password by --password-stdin or --password-file"
  const domain_name = yield* textOr(who.domainName, "Name of the account: ", instead)
  const password = yield* secretOr(
    "password",
    { stdin: who.passwordStdin, file: who.passwordFile },
    "Password (is not shown): ",
    instead
  )
  return { user_name, domain_name, password } satisfies WrittenCredentials
})

const writtenOf = (credentials: Credentials): WrittenCredentials => {
  switch (credentials._tag) {
    case "AccessKey": {
      const { accessKey, secretKey, securityToken } = credentials
      return {
        access_key: accessKey,
        secret_key: Redacted.value(secretKey),
        ...(securityToken !== undefined && { security_token: Redacted.value(securityToken) })
      }
    }
    case "Token":
      return { token: Redacted.value(credentials.token) }
    case "Password":
      return {
        user_name: credentials.userName,
        domain_name: credentials.domainName,
        password: Redacted.value(credentials.password)
      }
  }
}

const byEnvironment = Effect.gen(function* () {
  const sources = localSources(yield* surroundings)
  const ofVariables = sources.filter(({ name }) => name.startsWith("environment"))
  const { credentials } = yield* credentialChain(ofVariables).find
  return writtenOf(credentials)
})

const asked = (who: Who) => {
  if (who.fromEnvironment) return byEnvironment
  if (who.tokenStdin || Option.isSome(who.tokenFile)) return byToken(who)
  return Option.isSome(who.userName) ? byPassword(who, who.userName.value) : byKey(who)
}

/** What is to be kept, held to the rules of what can be sent; the value itself is in no error. */
export const givenCredentials = Effect.fnUntraced(function* (who: Who) {
  const written = yield* asked(who)
  const empty = Object.entries(written).find(([, value]) => value === "")
  if (empty !== undefined) return yield* new Usage({ message: `${empty[0]}: nothing was given` })
  yield* credentialChain([
    {
      name: "what was given",
      find: readWritten(written, "what was given").pipe(
        Effect.filterOrFail(
          (found) => found !== undefined,
          () => new Unusable({ why: "nothing was given", broken: true })
        )
      )
    }
  ]).find.pipe(
    Effect.mapError(({ tried }) => new Usage({ message: tried.map(({ why }) => why).join("; ") }))
  )
  return written
})
