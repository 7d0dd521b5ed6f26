import { type Callers, refuse } from "@codearts/admission"
import type { AccessKey, Credentials } from "@codearts/signing"
import { Effect } from "effect"
import { Agent } from "undici"
import { byKey, lister } from "./deletion/lister.ts"
import { type Grant, readOnly } from "./policy.ts"
import { makeSigner } from "./signer.ts"
import type { Upstream } from "./Upstream.ts"

/** A caller of a gateway to the cloud, and what it may do there: list, where nothing is said. */
export interface KeyHolder extends AccessKey {
  readonly allow?: ReadonlyArray<Grant>
}

/** Who may use a remote upstream, by their keys. */
export const callersOf = (holders: ReadonlyArray<KeyHolder>): Callers<KeyHolder> => {
  const byName = new Map(holders.map((holder) => [holder.accessKey, holder]))
  return {
    accessKey: (access_key) => {
      const holder = byName.get(access_key)
      return Effect.succeed(holder === undefined ? undefined : { key: holder, caller: holder })
    },
    token: () => Effect.succeed(undefined)
  }
}

/** What the upstream gets of time, in milliseconds, and of connections. */
export interface Limits {
  /** For a connection. */
  readonly connect: number
  /** For a request, until the last byte of its answer has been passed back. */
  readonly deadline: number
  /** At one time; further requests wait. */
  readonly connections: number
}

const defaultLimits: Limits = { connect: 3000, deadline: 30_000, connections: 64 }

/** Where a remote upstream is, who may use it, and the key under which it is used. */
export interface RemoteOptions {
  /** One for every region, or one each; of a region that is not there nothing is passed on. */
  readonly origin: string | ReadonlyMap<string, string>
  readonly credentials: Credentials
  readonly callers: ReadonlyArray<KeyHolder>
  readonly limits?: Partial<Limits>
}

/** The cloud, or another gateway, at a URL or at one of each region; requests go on under the gateway's own access key. */
export const remote = Effect.fnUntraced(function* ({
  callers,
  credentials,
  origin,
  ...options
}: RemoteOptions) {
  const limits = { ...defaultLimits, ...options.limits }
  const agent = yield* Effect.acquireRelease(
    Effect.sync(
      () => new Agent({ connections: limits.connections, connect: { timeout: limits.connect } })
    ),
    (opened) => Effect.promise(() => opened.destroy())
  )
  const sign = makeSigner()
  const originOf = (region: string) => (typeof origin === "string" ? origin : origin.get(region))
  const { deadline } = limits
  const upstream: Upstream<KeyHolder> = {
    name: typeof origin === "string" ? origin : `regions ${[...origin.keys()].join(", ")}`,
    dispatcher: agent,
    originOf,
    deadline,
    callers: callersOf(callers),
    policyOf: ({ accessKey, allow = readOnly }) => ({ principal: accessKey, allow }),
    principalOf: ({ accessKey }) => accessKey,
    // Under the gateway's own key another account might be meant than the caller has in mind.
    tenantOf: () => undefined,
    listerFor: (region, _, received) => {
      const at = originOf(region)
      return at === undefined
        ? Effect.fail(refuse("UC.00011002", 400, `region: nothing is passed on to ${region}`))
        : lister({ dispatcher: agent, origin: at, region, deadline }, byKey(credentials, received))
    },
    serves: ({ group }) => group === "vpcep",
    authenticate: (request) => sign(request, credentials)
  }
  return upstream
})
