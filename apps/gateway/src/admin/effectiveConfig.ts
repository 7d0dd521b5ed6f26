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
      callers.map(({ access_key, allow, sdk_compat }) => ({ access_key, sdk_compat, allow })),
      callers.length === 0 ? "default" : "set"
    )
  }
}
