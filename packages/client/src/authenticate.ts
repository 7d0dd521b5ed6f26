import { InvalidRequest } from "@codearts/api"
import { type Credentials as AccessKeyPair, sign } from "@codearts/signing"
import { Clock, Effect, Redacted } from "effect"
import type { Authenticate } from "./call.ts"
import {
  type AccessKeyCredentials,
  credentialProblems,
  type Credentials,
  type PasswordCredentials,
  type TokenCredentials
} from "./credentials.ts"
import { NoAnswer } from "./errors.ts"
import type { Setback } from "./retry.ts"
import { regionOf, type Route } from "./route.ts"
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
export const signed = (request: FinalRequest, credentials: AccessKeyCredentials) =>
  Effect.map(Clock.currentTimeMillis, (now) => {
    const scoped = withHeaders(request, scope(credentials))
    const { body, headers, method, url } = scoped
    const signable = { method, url: url.href, headers, ...(body !== undefined && { body }) }
    return withHeaders(scoped, sign(signable, pair(credentials), new Date(now)).headers)
  })

/** Puts a token on a request. */
export const withToken = (request: FinalRequest, credentials: TokenCredentials): FinalRequest =>
  withHeaders(request, [...scope(credentials), ["x-auth-token", Redacted.value(credentials.token)]])

const nothingSent = ({ reason, request }: NoAnswer) =>
  Effect.fail(new NoAnswer({ request, reason, sent: false }))

const byPassword = (credentials: PasswordCredentials, route: Route) =>
  Effect.map(makeTokens(credentials, route), (tokens): Authenticate =>
    Object.assign(
      (request: FinalRequest) =>
        tokens.of(regionOf(request.headers, route)).pipe(
          // The token had been asked for; what the caller asks for had not.
          Effect.catchTag("NoAnswer", nothingSent),
          Effect.map((token) => withToken(request, { _tag: "Token", token }))
        ),
      {
        renew: ({ proven }: Setback) => {
          const [, token = ""] = proven.headers.find(([name]) => name === "x-auth-token") ?? []
          return Effect.as(tokens.forget(regionOf(proven.headers, route), token), true)
        }
      }
    )
  )

/** How requests are authenticated with credentials; broken ones refuse every request, unsent. */
export const authenticator = (
  credentials: Credentials,
  route: Route
): Effect.Effect<Authenticate> => {
  const problems = credentialProblems(credentials)
  if (problems.length > 0) return Effect.succeed(() => new InvalidRequest({ problems }))
  switch (credentials._tag) {
    case "AccessKey":
      return Effect.succeed((request) => signed(request, credentials))
    case "Token":
      return Effect.succeed((request) => Effect.succeed(withToken(request, credentials)))
    case "Password":
      return byPassword(credentials, route)
  }
}
