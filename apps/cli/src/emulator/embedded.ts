// What the command needs of the emulator, by name: the rest of that package is then left out of the bundle.
import { make, sampleSeed, type Seed, serve, serveAdmin } from "@codearts/emulator"
import { Effect, type Redacted } from "effect"

export { holdsPassword, parseSeed, withPassword } from "@codearts/emulator"

interface Wanted {
  readonly filename: string
  /** The sample when absent. */
  readonly seed: Seed | undefined
  readonly port: number
  readonly adminPort: number
  readonly token: Redacted.Redacted
}

const [tenant] = sampleSeed.tenants
const [key] = tenant?.users.flatMap(({ access_keys }) => access_keys) ?? []

/** What leads another terminal to the sample, which everyone may know. */
export const sampleExports = Object.entries({
  CODEARTS_ENTERPRISE_ID: tenant?.enterprise_id,
  CODEARTS_REGION: tenant?.projects[0]?.name,
  HUAWEICLOUD_SDK_AK: key?.access_key,
  HUAWEICLOUD_SDK_SK: key?.secret_key
})
  .map(([name, value]) => `export ${name}=${value}`)
  .join("\n")

const host = "127.0.0.1"

/** Serves the API and the admin API of one emulator until the scope closes. */
export const serveBoth = Effect.fnUntraced(function* (wanted: Wanted) {
  const { adminPort, filename, port, seed = sampleSeed, token } = wanted
  const emulator = yield* make({ filename, seed })
  const api = yield* serve(emulator, { host, port })
  const admin = yield* serveAdmin(emulator, { host, port: adminPort, token })
  return { api, admin }
})
