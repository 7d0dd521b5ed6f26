import { InvalidRequest } from "@codearts/api"
import { type Credentials as AccessKeyPair, sign } from "@codearts/signing"
import { Clock, Effect, Redacted } from "effect"
import type { CredentialChain, Searched } from "./credentials/chain.ts"
import {
  type AccessKeyCredentials,
  credentialProblems,
  type Credentials,
  type PasswordCredentials,
  type TokenCredentials
} from "./credentials.ts"
import { NoAnswer } from "./errors.ts"
import type { Authenticate } from "./Proof.ts"
import { renewing } from "./renewing.ts"
import { regionOf, type Route } from "./route.ts"
import type { ServerClock } from "./serverClock.ts"
import { makeTokens } from "./tokens.ts"
import type { FinalRequest } from "./transport.ts"

const withHeaders = (request: FinalRequest, headers: FinalRequest["headers"]): FinalRequest => ({
  ...request,
  headers: [...request.headers, ...headers]
})

const scope = ({ domainId, projectId }: AccessKeyCredentials | TokenCredentials) => [
  ...(projectId === undefined ? [] : [["x-project-id", projectId] as const]),
  ...(domainId === undefined ? [] : [["x-domain-id", domainId] as const])
]

const pair = ({ accessKey, secretKey, securityToken }: AccessKeyCredentials): AccessKeyPair => ({
  accessKey,
  secretKey: Redacted.value(secretKey),
  ...(securityToken !== undefined && { securityToken: Redacted.value(securityToken) })
})

/** Signs a request, its body included, with the time of this very attempt. */
export const signed = (
  request: FinalRequest,
  credentials: AccessKeyCredentials,
  clock: ServerClock
) =>
  Effect.map(clock.now, (now) => {
    const scoped = withHeaders(request, scope(credentials))
    const signable = { ...scoped, url: `${scoped.origin}${scoped.target}` }
    return withHeaders(scoped, sign(signable, pair(credentials), new Date(now)).headers)
  })

/** Puts a token on a request. */
export const withToken = (request: FinalRequest, credentials: TokenCredentials): FinalRequest =>
  withHeaders(request, [...scope(credentials), ["x-auth-token", Redacted.value(credentials.token)]])

const nothingSent = ({ reason, request }: NoAnswer) =>
  Effect.fail(new NoAnswer({ request, reason, sent: false }))

const headerOf = ({ headers }: FinalRequest, wanted: string) =>
  headers.find(([name]) => name === wanted)?.[1]

/** Whether a request bore a secret in one of its headers. */
const bore = (request: FinalRequest, header: string, secret: Redacted.Redacted) =>
  headerOf(request, header) === Redacted.value(secret)

/** How requests are authenticated, and what to do when one was refused. */
export interface Authenticator {
  readonly authenticate: Authenticate
  /**
   * Gives up the token or the temporary key that a refused request bore, so that the next has
   * another; of many refused at once the first has it asked for. False where there is no other.
   */
  readonly renew: (refused: FinalRequest) => Effect.Effect<boolean>
}

const lasting = (authenticate: Authenticate): Authenticator => ({
  authenticate,
  renew: () => Effect.succeed(false)
})

const byPassword = (credentials: PasswordCredentials, route: Route) =>
  Effect.map(makeTokens(credentials, route), ({ drop, get }): Authenticator => ({
    authenticate: (request) =>
      get(regionOf(request.headers, route)).pipe(
        // The token had been asked for; what the caller asks for had not.
        Effect.catchTag("NoAnswer", nothingSent),
        Effect.map((token) => withToken(request, { _tag: "Token", token }))
      ),
    renew: (refused) =>
      Effect.as(
        drop(regionOf(refused.headers, route), (token) => bore(refused, "x-auth-token", token)),
        true
      )
  }))

const byCredentials = (
  credentials: Credentials,
  route: Route,
  clock: ServerClock
): Effect.Effect<Authenticator> => {
  const problems = credentialProblems(credentials)
  if (problems.length > 0) return Effect.succeed(lasting(() => new InvalidRequest({ problems })))
  switch (credentials._tag) {
    case "AccessKey":
      return Effect.succeed(lasting((request) => signed(request, credentials, clock)))
    case "Token":
      return Effect.succeed(lasting((request) => Effect.succeed(withToken(request, credentials))))
    case "Password":
      return byPassword(credentials, route)
  }
}

interface Holder extends Authenticator {
  readonly found: Searched
}

/** Whether a request was made with what was found. */
const borne = (request: FinalRequest, { credentials }: Searched) => {
  if (credentials._tag === "Token") return bore(request, "x-auth-token", credentials.token)
  return (
    credentials._tag === "AccessKey" &&
    credentials.securityToken !== undefined &&
    bore(request, "x-security-token", credentials.securityToken)
  )
}

const byChain = Effect.fnUntraced(function* (
  chain: CredentialChain,
  route: Route,
  clock: ServerClock
) {
  let next = chain.find
  const find = Effect.gen(function* () {
    const found = yield* next
    next = found.again
    const holder: Holder = { found, ...(yield* byCredentials(found.credentials, route, clock)) }
    const lifetime = (found.ends ?? Infinity) - (yield* Clock.currentTimeMillis)
    return { value: holder, lifetime }
  })
  const { drop, get } = yield* renewing(
    () => find,
    () => 0
  )
  const renew = Effect.fnUntraced(function* (refused: FinalRequest) {
    const { found, renew } = yield* get("")
    if (found.ends === undefined) return yield* renew(refused)
    yield* drop("", ({ found }) => borne(refused, found))
    return true
  })
  return {
    authenticate: (request: FinalRequest) =>
      Effect.flatMap(get(""), ({ authenticate }) => authenticate(request)),
    renew: (refused: FinalRequest) => Effect.orElseSucceed(renew(refused), () => false)
  } satisfies Authenticator
})

/** How requests are authenticated with credentials; broken ones refuse every request, unsent. */
export const authenticator = (
  credentials: Credentials | CredentialChain,
  route: Route,
  clock: ServerClock
): Effect.Effect<Authenticator> =>
  credentials._tag === "Chain"
    ? byChain(credentials, route, clock)
    : byCredentials(credentials, route, clock)
