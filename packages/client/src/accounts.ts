import type { AuthDomain } from "@codearts/api"
import { Data, Effect } from "effect"
import type { Client } from "./Client.ts"
import type { Failure } from "./errors.ts"
import { renewing } from "./renewing.ts"

/** The caller may act for no account, or for several, so that none is the one. */
export class NoAccount extends Data.TaggedError("NoAccount")<{
  /** Of the accounts there are. */
  readonly ids: ReadonlyArray<string>
}> {
  override get message() {
    return this.ids.length === 0
      ? "the identity service names no account of the caller: give the account's id"
      : `the caller may act for several accounts, give the id of one: ${this.ids.join(", ")}`
  }
}

/** Finds the caller's account, whose `id` is the `enterprise_id` of its list. */
export type FindAccount = Effect.Effect<AuthDomain, Failure | NoAccount>

const find = Effect.fnUntraced(function* (client: Pick<Client, "listAuthDomains">) {
  const { domains } = yield* client.listAuthDomains()
  const [account, ...others] = domains
  if (account !== undefined && others.length === 0) return { value: account, lifetime: Infinity }
  return yield* new NoAccount({ ids: domains.map(({ id }) => id) })
})

/** Looks the account up once, however often it is asked for; a lookup reads and changes nothing. */
export const makeFindAccount = (
  client: Pick<Client, "listAuthDomains">
): Effect.Effect<FindAccount> =>
  Effect.map(
    renewing(
      () => find(client),
      () => 0
    ),
    ({ get }) => get("")
  )
