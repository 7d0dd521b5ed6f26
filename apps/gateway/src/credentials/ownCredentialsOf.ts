import { Effect, Redacted } from "effect"
import type { Settings } from "../settings.ts"
import { upstreamKey } from "../upstreamKey.ts"
import { accessKeys } from "./accessKeys.ts"
import { issuedTokens } from "./issuedTokens.ts"

/** What the gateway is known by to a remote upstream: what is set, else the key in the environment. */
export const ownCredentialsOf = Effect.fnUntraced(function* ({
  upstream_keys = [],
  upstream_token
}: Settings) {
  if (upstream_token !== undefined) return yield* issuedTokens(upstream_token)
  const [first, ...others] = upstream_keys.map(({ access_key, secret_key }) => ({
    accessKey: access_key,
    secretKey: Redacted.value(secret_key)
  }))
  return yield* accessKeys(first === undefined ? [yield* upstreamKey] : [first, ...others])
})
