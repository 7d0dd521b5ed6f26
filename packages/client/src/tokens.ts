import type { Input, Success } from "@codearts/api"
import { Cache, Clock, Data, DateTime, Effect, Exit, Option, Redacted } from "effect"
import { call, type CallError, type Route } from "./call.ts"
import type { PasswordCredentials } from "./credentials.ts"

/** A token and what it stands for. */
export interface IssuedToken {
  /** Value of `X-Subject-Token`, to be sent as `X-Auth-Token`. */
  readonly subject_token: Redacted.Redacted
  readonly token: Success<"createToken">["token"]
}

/** The identity service answered a success without a token. */
export class NoToken extends Data.TaggedError("NoToken")<{ readonly request_id?: string }> {
  override get message() {
    return "the identity service answered without X-Subject-Token"
  }
}

/** Asks for a token, which needs no credentials but those in the input. */
export const createToken = (
  input: Input<"createToken">,
  route: Route
): Effect.Effect<IssuedToken, CallError | NoToken> =>
  call("createToken", input, route, Effect.succeed).pipe(
    Effect.flatMap(({ answer, value }) => {
      const token = answer.header("x-subject-token")
      return token === undefined
        ? Effect.fail(new NoToken({}))
        : Effect.succeed({ subject_token: Redacted.make(token), token: value.token })
    })
  )

const passwordInput = (
  { domainName, password, userName }: PasswordCredentials,
  project: string
): Input<"createToken"> => ({
  nocatalog: "true",
  auth: {
    identity: {
      methods: ["password"],
      password: { user: { name: userName, password, domain: { name: domainName } } }
    },
    scope: { project: { name: project } }
  }
})

/** A token is renewed this long before it ends, so that no call meets its end on the way. */
const margin = 10 * 60 * 1000

const timeLeft = (expires_at: string, now: number) =>
  Option.match(DateTime.make(expires_at), {
    onNone: () => 0,
    onSome: (end) => Math.max(0, DateTime.toEpochMillis(end) - now - margin)
  })

/** Tokens of a password, one a project, asked for once however many calls wait for it. */
export const makeTokens = (credentials: PasswordCredentials, route: Route) =>
  Effect.map(
    Cache.makeWith(
      (project: string) =>
        Effect.all({
          issued: createToken(passwordInput(credentials, project), route),
          now: Clock.currentTimeMillis
        }),
      {
        capacity: 64,
        timeToLive: (exit) =>
          Exit.isSuccess(exit)
            ? timeLeft(exit.value.issued.token.expires_at, exit.value.now)
            : 0
      }
    ),
    (cache) => (project: string) =>
      Effect.map(Cache.get(cache, project), ({ issued }) => issued.subject_token)
  )
