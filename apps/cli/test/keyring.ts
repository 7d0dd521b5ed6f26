import { type Keyring, Unusable } from "@codearts/client"
import { Effect } from "effect"

const outOfOrder = Effect.fail(
  new Unusable({ why: "the keyring (Test) cannot be used: it is locked", broken: true })
)

/** A keyring that is locked. */
export const noKeyring: Keyring = {
  name: "Test",
  read: () => outOfOrder,
  write: () => outOfOrder,
  remove: () => outOfOrder
}

/** A keyring in memory, and what it has. */
export const testKeyring = (): {
  readonly keyring: Keyring
  readonly kept: Map<string, string>
} => {
  const kept = new Map<string, string>()
  const keyring: Keyring = {
    name: "Test",
    read: (account) => Effect.sync(() => kept.get(account)),
    write: (account, secret) => Effect.sync(() => void kept.set(account, secret)),
    remove: (account) => Effect.sync(() => kept.delete(account))
  }
  return { keyring, kept }
}
