import {
  type CredentialChain,
  credentialChain,
  defaultChain,
  localSources,
  make
} from "@codearts/client"
import { Effect, Option, Schema } from "effect"
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

/** Who calls in place of the environment, and where to where no `--endpoint` says so. */
export interface Caller {
  readonly credentials: CredentialChain
  readonly settings: { readonly endpoint?: string }
}

/** A client for a command; of the environment where no other caller is named. */
export const connect = Effect.fnUntraced(function* (
  { endpoint, region }: Connection,
  caller?: Caller
) {
  const dispatcher = yield* Transport
  const host = Option.orElse(endpoint, () => Option.fromUndefinedOr(caller?.settings.endpoint))
  return yield* make({
    credentials: caller?.credentials ?? (yield* credentials),
    region,
    ...present({ endpoint: host }),
    ...(dispatcher !== undefined && { dispatcher })
  })
})
