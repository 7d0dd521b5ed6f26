import { Effect, type Redacted, type Scope } from "effect"
import { type Options, readRoute } from "./Client.ts"
import type { InvalidConnection } from "./connection.ts"
import type { PasswordCredentials } from "./credentials.ts"
import type { Failure, InvalidEndpoint } from "./errors.ts"
import type { Renewing } from "./renewing.ts"
import { makeTokens } from "./tokens.ts"

/**
 * The tokens of a password by region, for whoever sends requests of their own under them: each is
 * asked for once however many wait, and anew in the last fifth of its life; while it holds, an
 * identity service that fails is not seen. A refused password is not sent again.
 */
export const passwordTokens = Effect.fnUntraced(function* (
  credentials: PasswordCredentials,
  options: Omit<Options, "credentials">
): Effect.fn.Return<
  Renewing<string, Redacted.Redacted, Failure>,
  InvalidEndpoint | InvalidConnection,
  Scope.Scope
> {
  return yield* makeTokens(credentials, yield* readRoute(options))
})
