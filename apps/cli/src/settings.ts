import {
  type CredentialChain,
  credentialChain,
  defaultChain,
  localSources,
  make
} from "@codearts/client"
import { Effect, type Option, Schema } from "effect"
import { Flag } from "effect/cli"
import { contractFlags, textFlag } from "./flags.ts"
import { present } from "./present.ts"
import { surroundings } from "./surroundings.ts"
import { Transport } from "./Transport.ts"

/** What every command that calls the API takes. */
export const connection = {
  ...contractFlags("listVpcepAccessControlRecords", ["region"]),
  endpoint: textFlag(
    "endpoint",
    Schema.String,
    "URL to send to in place of the region's host"
  ).pipe(Flag.optional)
}

/** The values of those flags. */
export interface Connection {
  readonly region: string
  readonly endpoint: Option.Option<string>
}

/** Who calls, by every source there is. Never from an argument: others can read those. */
export const credentials: Effect.Effect<CredentialChain> = Effect.map(surroundings, defaultChain)

/** The same without the metadata of a server, which elsewhere has to be waited for. */
export const localCredentials: Effect.Effect<CredentialChain> = Effect.map(surroundings, (found) =>
  credentialChain(localSources(found))
)

/** A client for a command. */
export const connect = Effect.fnUntraced(function* ({ endpoint, region }: Connection) {
  const dispatcher = yield* Transport
  return yield* make({
    credentials: yield* credentials,
    region,
    ...present({ endpoint }),
    ...(dispatcher !== undefined && { dispatcher })
  })
})
