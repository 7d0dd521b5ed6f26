import type { Callers } from "@codearts/admission"
import type { AccessKey, Credentials } from "@codearts/signing"
import { Effect } from "effect"
import { Agent } from "undici"
import { type Grant, readOnly } from "./policy.ts"
import { makeSigner } from "./signer.ts"
import type { Upstream } from "./Upstream.ts"

/** A caller of a gateway to the cloud, and what it may do there: list, where nothing is said. */
export interface KeyHolder extends AccessKey {
  readonly allow?: ReadonlyArray<Grant>
}

const callersOf = (holders: ReadonlyArray<KeyHolder>): Callers<KeyHolder> => {
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
  readonly origin: string
  readonly credentials: Credentials
  readonly callers: ReadonlyArray<KeyHolder>
  readonly limits?: Partial<Limits>
}

/** The cloud, or another gateway, at a URL; requests go on under the gateway's own access key. */
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
  const sign = makeSigner(origin)
  const upstream: Upstream<KeyHolder> = {
    name: origin,
    dispatcher: agent,
    origin,
    deadline: limits.deadline,
    callers: callersOf(callers),
    policyOf: ({ accessKey, allow = readOnly }) => ({ principal: accessKey, allow }),
    serves: ({ group }) => group === "vpcep",
    authenticate: (request) => sign(request, credentials)
  }
  return upstream
})
