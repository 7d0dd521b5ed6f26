import type { AccessKey } from "@codearts/signing"
import type { Effect } from "effect"
import type { Refusal } from "./refusal.ts"

/** An access key, for the verifier, and whose it is. */
export interface OwnedAccessKey<Caller> {
  readonly key: AccessKey
  /** The same key with the secret it had before, good until everyone has the new one. */
  readonly previous?: AccessKey
  readonly caller: Caller
}

/** The project a token is good for. */
export interface TokenProject {
  readonly id: string
  /** Its region first, up to the first underscore. */
  readonly name: string
}

/** Who holds a token, what for and until when; one without a project is global. */
export interface TokenGrant<Caller> {
  readonly caller: Caller
  readonly project?: TokenProject
  /** RFC 3339, in UTC. */
  readonly expires_at: string
}

/** Who may be known: the keys and the tokens there are. */
export interface Callers<Caller> {
  /** A disabled key too, which the verifier refuses like an unknown one. */
  readonly accessKey: (access_key: string) => Effect.Effect<OwnedAccessKey<Caller> | undefined>
  /** Whether any key has a previous secret: a signature that is wrong is then tried twice under every key. */
  readonly rotates?: boolean
  /** An expired token too, whose end its holder is told; refuses where nobody can tell now. */
  readonly token: (token: string) => Effect.Effect<TokenGrant<Caller> | undefined, Refusal>
}
