import { type Input, type Success, subjectTokenHeader } from "@codearts/api"
import { Cache, Clock, DateTime, Effect, Exit, Option, Redacted } from "effect"
import { call } from "./call.ts"
import type { PasswordCredentials } from "./credentials.ts"
import { type Failure, NoToken } from "./errors.ts"
import type { Route } from "./route.ts"
import type { Answer } from "./transport.ts"

/** A token and what it stands for. */
export interface IssuedToken {
  /** Value of `X-Subject-Token`, to be sent as `X-Auth-Token`. */
  readonly subject_token: Redacted.Redacted
  readonly token: Success<"createToken">["token"]
}

const subjectToken = ({ header }: Answer) => {
  const token = header(subjectTokenHeader)
  if (token !== undefined && token !== "") return Effect.succeed(Redacted.make(token))
  const request_id = header("x-request-id")
  return Effect.fail(new NoToken(request_id === undefined ? {} : { request_id }))
}

/** Asks for a token, which needs no credentials but those in the input. */
export const createToken = Effect.fnUntraced(function* (
  input: Input<"createToken">,
  route: Route
): Effect.fn.Return<IssuedToken, Failure> {
  const { answer, value } = yield* call("createToken", input, route, Effect.succeed)
  return { subject_token: yield* subjectToken(answer), token: value.token }
})

const passwordInput = (
  { domainName, password, projectName, userName }: PasswordCredentials,
  region: string
): Input<"createToken"> => ({
  nocatalog: "true",
  auth: {
    identity: {
      methods: ["password"],
      password: { user: { name: userName, password, domain: { name: domainName } } }
    },
    scope: { project: { name: projectName ?? region } }
  }
})

/** A token is renewed this long before it ends, so that no call meets its end on the way. */
const margin = 10 * 60 * 1000

const timeLeft = (expires_at: string, now: number) =>
  Option.match(DateTime.make(expires_at), {
    onNone: () => 0,
    onSome: (end) => Math.max(0, DateTime.toEpochMillis(end) - now - margin)
  })

/** Tokens, by the region they are for. */
export interface Tokens {
  readonly of: (region: string) => Effect.Effect<Redacted.Redacted, Failure>
  /** Lets go of a token that was refused, so that another is asked for. */
  readonly forget: (region: string, refused: string) => Effect.Effect<boolean>
}

/** Tokens of a password, one a region, asked for once however many calls wait for it. */
export const makeTokens = (credentials: PasswordCredentials, route: Route) =>
  Effect.map(
    Cache.makeWith(
      Effect.fnUntraced(function* (region: string) {
        const input = passwordInput(credentials, region)
        const { subject_token, token } = yield* createToken(input, { ...route, region })
        const lifetime = timeLeft(token.expires_at, yield* Clock.currentTimeMillis)
        return { subject_token, lifetime }
      }),
      {
        capacity: 64,
        // What failed is asked for anew by the next call.
        timeToLive: Exit.match({ onFailure: () => 0, onSuccess: ({ lifetime }) => lifetime })
      }
    ),
    (cache): Tokens => ({
      of: (region) => Effect.map(Cache.get(cache, region), ({ subject_token }) => subject_token),
      // Of many calls with one token that is refused, the first forgets it, and no later one its successor.
      forget: (region, refused) =>
        Cache.invalidateWhen(
          cache,
          region,
          ({ subject_token }) => Redacted.value(subject_token) === refused
        )
    })
  )
