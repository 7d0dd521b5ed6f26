import type { TokenProject } from "@codearts/admission"
import { type Refusal } from "@codearts/admission"
import { Effect } from "effect"

/** What is kept of a token that was issued; not the token itself. */
interface IssuedToken {
  /** Its SHA-256, by which it is found. */
  readonly hash: string
  /** The user it was issued to, by account and name. */
  readonly user: string
  /** Which password it was issued for: no token outlives it. */
  readonly password: string
  readonly project?: TokenProject
  /** RFC 3339, in UTC. */
  readonly expires_at: string
}

/** Where the tokens are kept that this gateway issued; replicas would keep them in one place. */
export interface TokenStore {
  readonly put: (issued: IssuedToken) => Effect.Effect<void, Refusal>
  /** An expired one too, for as long as there is room. */
  readonly get: (hash: string) => Effect.Effect<IssuedToken | undefined, Refusal>
}

/** How many are kept: of a user, so that nobody can push another's out, and in all. */
export const most = { ofUser: 100, inAll: 10_000 } as const

/** Tokens in memory, which end with this process; the eldest of a user who has many goes first. */
export const tokensInMemory = (): TokenStore => {
  const byHash = new Map<string, IssuedToken>()
  const hashesOf = new Map<string, Set<string>>()

  const forget = ({ hash, user }: IssuedToken) => {
    byHash.delete(hash)
    const hashes = hashesOf.get(user)
    hashes?.delete(hash)
    if (hashes?.size === 0) hashesOf.delete(user)
  }
  const forgetEldest = (hashes: Iterable<string>) => {
    const [eldest = ""] = hashes
    const issued = byHash.get(eldest)
    if (issued !== undefined) forget(issued)
  }

  return {
    put: (issued) =>
      Effect.sync(() => {
        const ofUser = hashesOf.get(issued.user) ?? new Set()
        if (ofUser.size >= most.ofUser) forgetEldest(ofUser)
        if (byHash.size >= most.inAll) forgetEldest(byHash.keys())
        byHash.set(issued.hash, issued)
        hashesOf.set(issued.user, ofUser.add(issued.hash))
      }),
    get: (hash) => Effect.sync(() => byHash.get(hash))
  }
}
