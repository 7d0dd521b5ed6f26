import { readApiKeyHash } from "../callers/apiKey.ts"
import type { CallerSettings } from "../callers/callerSettings.ts"
import type { Settings } from "../settings.ts"
import { defaultRates } from "../limits/limitsSettings.ts"

const defaults = {
  host: "127.0.0.1",
  port: 8080,
  upstream: "embedded",
  admin: { host: "127.0.0.1", port: 8081 },
  limits: defaultRates
} as const

type Origin = "set" | "default"

const shown = (value: unknown, origin: Origin) => ({ value, origin })

/** An address without what opens it. */
const withoutPassword = (data: string) => data.replace(/\/\/[^/@]*@/u, "//***@")

/** A caller without its secrets and their hashes, which could be tried without anybody noticing. */
const withoutSecrets = ({ api_key_hashes, secret_keys, user, ...caller }: CallerSettings) => ({
  ...caller,
  ...(api_key_hashes !== undefined && {
    api_keys: api_key_hashes.map((written) => readApiKeyHash(written).id)
  }),
  ...(secret_keys !== undefined && { secret_keys: secret_keys.length }),
  ...(user !== undefined && { user: { name: user.name, domain: user.domain } })
})

/** The settings in force, each with where it came from; of callers what they may do, never a secret. */
export const effectiveConfig = ({ callers = [], data, ...settings }: Settings) => {
  const plain = Object.entries({ ...defaults, ...settings }).map(([name, value]) => [
    name,
    shown(value, name in settings ? "set" : "default")
  ])
  return {
    ...Object.fromEntries(plain),
    ...(data !== undefined && { data: shown(withoutPassword(data), "set") }),
    callers: shown(
      callers === "none" ? callers : callers.map(withoutSecrets),
      callers.length === 0 ? "default" : "set"
    )
  }
}
