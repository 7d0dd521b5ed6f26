import { Effect } from "effect"
import { broken, type Unusable } from "./Source.ts"

/** Where a system keeps secrets for its user. */
export interface Keyring {
  /** As people know it. */
  readonly name: string
  readonly read: (account: string) => Effect.Effect<string | undefined, Unusable>
  readonly write: (account: string, secret: string) => Effect.Effect<void, Unusable>
  /** Whether there was one. */
  readonly remove: (account: string) => Effect.Effect<boolean, Unusable>
}

const service = "codearts"

/** What a profile's secret is kept under: profiles of two directories may bear one name. */
export const keyringAccount = (directory: string, name: string): string => `${name} (${directory})`

const names: Partial<Record<NodeJS.Platform, string>> = {
  darwin: "Keychain",
  win32: "Credential Manager"
}

const name = names[process.platform] ?? "Secret Service"

// Elsewhere than on Linux the option has no meaning. Left out, a secret would go to the kernel's
// memory where no Secret Service runs, and be gone after a restart without a word.
const strict = { linux: { store: "secret-service" } } as const

const openEntry = async (account: string) => {
  const { AsyncEntry } = await import("@napi-rs/keyring")
  return new AsyncEntry(service, account, strict)
}

type Entry = Awaited<ReturnType<typeof openEntry>>

const missing: ReadonlySet<unknown> = new Set(["ERR_MODULE_NOT_FOUND", "MODULE_NOT_FOUND"])

const because = (cause: unknown) => {
  if (!(cause instanceof Error)) return "it cannot be used"
  return "code" in cause && missing.has(cause.code)
    ? "the package @napi-rs/keyring is not installed"
    : cause.message
}

/** How long a person has to unlock a keyring. */
const patience = 60_000

const using = <A>(account: string, use: (entry: Entry, signal: AbortSignal) => Promise<A>) =>
  Effect.tryPromise({
    try: async (signal) => use(await openEntry(account), signal),
    catch: (cause) => broken(`the keyring (${name}) cannot be used: ${because(cause)}`)
  }).pipe(
    Effect.timeoutOrElse({
      duration: patience,
      orElse: () => Effect.fail(broken(`the keyring (${name}) did not answer`))
    })
  )

/** The keyring of this system; its library is loaded when the first secret is asked for. */
export const systemKeyring: Keyring = {
  name,
  read: (account) =>
    using(account, async (entry, signal) => (await entry.getPassword(signal)) ?? undefined),
  write: (account, secret) => using(account, (entry, signal) => entry.setPassword(secret, signal)),
  remove: (account) => using(account, (entry, signal) => entry.deleteCredential(signal))
}
