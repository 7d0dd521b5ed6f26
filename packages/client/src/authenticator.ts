import { InvalidRequest } from "@codearts/api"
import { Effect } from "effect"
import { signed, withToken } from "./authenticate.ts"
import type { Authenticate } from "./call.ts"
import { credentialProblems, type Credentials, type PasswordCredentials } from "./credentials.ts"
import { NoAnswer } from "./errors.ts"
import { regionOf, type Route } from "./route.ts"
import { makeTokens } from "./tokens.ts"

const nothingSent = ({ reason, request }: NoAnswer) =>
  Effect.fail(new NoAnswer({ request, reason, sent: false }))

const byPassword = (credentials: PasswordCredentials, route: Route) =>
  Effect.map(
    makeTokens(credentials, route),
    (tokens): Authenticate =>
      (request) =>
        tokens(regionOf(request.headers, route)).pipe(
          // The token had been asked for; what the caller asks for had not.
          Effect.catchTag("NoAnswer", nothingSent),
          Effect.map((token) => withToken(request, { _tag: "Token", token }))
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
