import type { Callers } from "@codearts/admission"
import type { AccessKey, Credentials } from "@codearts/signing"
import { Effect } from "effect"
import { Agent } from "undici"
import { signed } from "./signed.ts"
import type { Upstream } from "./Upstream.ts"

/** A caller of a gateway to the cloud: the access key is all there is to know. */
export interface KeyHolder {
  readonly access_key: string
}

const callersOf = (keys: ReadonlyArray<AccessKey>): Callers<KeyHolder> => {
  const byName = new Map(keys.map((key) => [key.accessKey, key]))
  return {
    accessKey: (access_key) => {
      const key = byName.get(access_key)
      return Effect.succeed(key === undefined ? undefined : { key, caller: { access_key } })
    },
    token: () => Effect.succeed(undefined)
  }
}

/** The cloud, or another gateway, at a URL; requests go on under the gateway's own access key. */
export const remote = (
  origin: string,
  credentials: Credentials,
  callers: ReadonlyArray<AccessKey>
) =>
  Effect.acquireRelease(
    Effect.sync(
      () => new Agent({ connect: { timeout: 3000 }, headersTimeout: 30_000, bodyTimeout: 30_000 })
    ),
    (agent) => Effect.promise(() => agent.close())
  ).pipe(
    Effect.map((agent): Upstream<KeyHolder> => ({
      name: origin,
      dispatcher: agent,
      origin,
      callers: callersOf(callers),
      serves: ({ group }) => group === "vpcep",
      authenticate: (request) => signed(request, origin, credentials)
    }))
  )
