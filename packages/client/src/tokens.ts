import { type Input, type Success, subjectTokenHeader } from "@codearts/api"
import { explain } from "@codearts/error-catalog"
import { Clock, Effect, Redacted } from "effect"
import { call } from "./call.ts"
import type { PasswordCredentials } from "./credentials.ts"
import { type Failure, NoToken } from "./errors.ts"
import type { Proof } from "./Proof.ts"
import { renewing } from "./renewing.ts"
import type { Route } from "./route.ts"
import type { Answer } from "./transport.ts"

/** A token and what it stands for. */
export interface IssuedToken {
  /** Value of `X-Subject-Token`, to be sent as `X-Auth-Token`. */
  readonly subject_token: Redacted.Redacted
  readonly token: Success<"createToken">["token"]
}

const noToken = (reason: string, request_id?: string) =>
  new NoToken({ reason, ...(request_id !== undefined && { request_id }) })

const subjectToken = ({ header }: Answer) => {
  const token = header(subjectTokenHeader)
  return token !== undefined && token !== ""
    ? Effect.succeed(Redacted.make(token))
    : Effect.fail(noToken("the answer is without X-Subject-Token", header("x-request-id")))
}

const unproven: Proof = { authenticate: Effect.succeed, renew: () => Effect.succeed(false) }

/** Asks for a token, which needs no credentials but those in the input. */
export const createToken = Effect.fnUntraced(function* (
  input: Input<"createToken">,
  route: Route
): Effect.fn.Return<IssuedToken, Failure> {
  const { answer, value } = yield* call("createToken", input, route, unproven)
  return { subject_token: yield* subjectToken(answer), token: value.token }
})

/** What asks for a token of the project that has the name of the region, or of another that is named. */
export const passwordInput = (
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

/** By the server's own clock where the answer has it, so that a wrong one here shortens no token. */
const lifetimeOf = ({ expires_at, issued_at = "" }: IssuedToken["token"], now: number) => {
  const issued = Date.parse(issued_at)
  const lifetime = Date.parse(expires_at) - (Number.isNaN(issued) ? now : issued)
  // A token whose end cannot be read is good for the call it was asked for.
  return Number.isNaN(lifetime) ? 0 : lifetime
}

const unusable = ({ token }: IssuedToken, now: number): string | undefined => {
  if (token.project === undefined) {
    return "the token is global, for an account as a whole, and the access-control list takes a project's only"
  }
  return lifetimeOf(token, now) < 0
    ? `the token it issued had ended already, at ${token.expires_at}`
    : undefined
}

const askFor = Effect.fnUntraced(function* (
  credentials: PasswordCredentials,
  route: Route,
  region: string
) {
  const issued = yield* createToken(passwordInput(credentials, region), { ...route, region })
  const now = yield* Clock.currentTimeMillis
  const reason = unusable(issued, now)
  if (reason !== undefined) return yield* noToken(reason)
  return { value: issued.subject_token, lifetime: lifetimeOf(issued.token, now) }
})

/**
 * For how long a failure is the answer to every call. A refused password is never sent again, for
 * a few more would lock its user, and where the user is locked the time of that is waited.
 */
const refusedFor = (failure: Failure): number => {
  if (!("error_code" in failure)) return 0
  if (failure._tag === "Unauthorized") return Infinity
  const { retry } = explain(failure)
  return retry.class === "locked-out" ? retry.seconds * 1000 : 0
}

/** The tokens of a password, one a region. */
export const makeTokens = (credentials: PasswordCredentials, route: Route) =>
  renewing((region: string) => askFor(credentials, route, region), refusedFor)
