import { make, type Searched } from "@codearts/client"
import { Effect, Option, Result } from "effect"
import { Command, Flag } from "effect/cli"
import { columns } from "../columns.ts"
import { show } from "../output.ts"
import { outputs } from "../outputs.ts"
import { present } from "../present.ts"
import { chosenName, credentialsOf, profileNamed, readFiles } from "../profile/profiles.ts"
import { keyringOf } from "../profile/keep.ts"
import { printable } from "../printable.ts"
import { report } from "../report.ts"
import { connection, credentials } from "../settings.ts"
import { Transport } from "../Transport.ts"
import { plainTextWarning } from "./login.ts"

const kindOf = ({ credentials }: Searched) => {
  switch (credentials._tag) {
    case "AccessKey":
      return credentials.securityToken === undefined ? "access key" : "temporary access key"
    case "Token":
      return "token"
    case "Password":
      return "password"
  }
}

/** What can be said of credentials without asking anybody, and without a secret. */
const described = (found: Searched) => {
  const { credentials, ends, source } = found
  return {
    source,
    kind: kindOf(found),
    ...(credentials._tag === "AccessKey" && { access_key: credentials.accessKey }),
    ...(credentials._tag === "Password" && {
      user: credentials.userName,
      account: credentials.domainName
    }),
    ...(ends !== undefined && { expires_at: new Date(ends).toISOString() })
  }
}

interface Where {
  readonly region: Option.Option<string>
  readonly endpoint: Option.Option<string>
}

const clientOf = Effect.fnUntraced(function* (
  { credentials }: Searched,
  region: string,
  where: Where
) {
  const dispatcher = yield* Transport
  const { endpoint } = where
  return yield* make({
    credentials,
    region,
    ...present({ endpoint }),
    ...(dispatcher !== undefined && { dispatcher })
  })
})

/** What the identity service says of a token, or of the account of a key or a user. */
const known = Effect.fnUntraced(function* (found: Searched, region: string, where: Where) {
  const client = yield* clientOf(found, region, where)
  if (found.credentials._tag !== "Token") {
    const { domains } = yield* client.listAuthDomains()
    return { account: domains.map(({ id, name }) => `${name} (${id})`).join(", ") }
  }
  const subject = found.credentials.token
  const { token } = yield* client.showToken({ "x-subject-token": subject, nocatalog: "true" })
  return {
    user: token.user?.name,
    account: token.user?.domain?.name,
    scope: token.project === undefined ? "global" : `project ${token.project.name}`,
    roles: token.roles?.map(({ name }) => name).join(", "),
    expires_at: token.expires_at
  }
})

const unknown = "not asked: no region is set"

const asked = Effect.fnUntraced(function* (found: Searched, where: Where) {
  if (Option.isNone(where.region)) return { said: { checked: unknown }, refusal: undefined }
  const answer = yield* Effect.result(known(found, where.region.value, where))
  if (Result.isSuccess(answer))
    return { said: { ...answer.success, checked: "accepted" }, refusal: undefined }
  const { _tag } = answer.failure
  return _tag === "NoAnswer"
    ? { said: { checked: `no answer: ${printable(answer.failure.message)}` }, refusal: undefined }
    : { said: { checked: "refused" }, refusal: answer.failure }
})

/** Where the profile keeps what it has, where it is the source. */
const kept = Effect.fnUntraced(function* ({ source }: Searched) {
  if (source !== "profile") return {}
  const name = yield* chosenName(Option.none())
  const place = credentialsOf(yield* profileNamed(yield* readFiles, name))
  const { keyring } = yield* keyringOf(name)
  return { profile: name, kept: place === "keyring" ? `keyring (${keyring.name})` : place }
})

/** `codearts auth status`: who calls, by which source, and until when. */
export const status = Command.make(
  "status",
  {
    region: Flag.optional(connection.region),
    endpoint: connection.endpoint,
    ...outputs(columns.settings)
  },
  Effect.fnUntraced(function* (given) {
    const found = yield* (yield* credentials).find
    const place = yield* kept(found)
    const { refusal, said } = yield* asked(found, given)
    const json = { ...place, ...described(found), ...said }
    const rows = Object.entries(json)
      .filter(([, value]) => value !== undefined)
      .map(([setting, value]) => ({ setting, value }))
    yield* show({ json, columns: columns.settings, rows }, given)
    if (place.kept?.endsWith("in plain text") === true) yield* report(plainTextWarning)
    if (refusal !== undefined) return yield* refusal
  })
).pipe(
  Command.withShortDescription("Show who calls, by which source, and until when"),
  Command.withDescription(
    "Show who calls, which source says so, where a profile keeps its secret, and when a token ends. Asks the identity service where a region is known; without a network it says what it could not ask. No secret is shown."
  ),
  Command.withExamples([
    { command: "codearts auth status", description: "Who commands call as" },
    {
      command: "codearts auth status -o json | jq -r .expires_at",
      description: "When the token ends, for a script"
    }
  ])
)
